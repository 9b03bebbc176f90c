import { describe, expect, it } from 'vitest';
import { ConversationId } from '#domain/ids.ts';
import { DomainEvent } from '#domain/events.ts';
import type { StoredIntentModel } from '#core/ports.ts';
import { openAt, started, temporaryFolder } from './store.fixture.ts';

const version = (
  id: string,
  change: Partial<StoredIntentModel['model']> = {},
): StoredIntentModel => ({
  recipe: 'r1',
  model: {
    id,
    pack: 'retail',
    name: `Version ${id}`,
    origin: 'admin',
    createdAt: 1,
    base: 'pack',
    encoder: { name: 'e', version: '1', sha256: 'a' },
    report: {
      ...{ examples: 2, labels: 2, folds: 4, seed: 1, accuracy: 1, macroF1: 1, ece: 0 },
      ...{ threshold: 0.5, answered: 1, rejected: 1, outOfScope: 'none', trainingMs: 1 },
      ...{ byLabel: [], confusions: [], suspects: [] },
    },
    ...change,
  },
});
const examples = [
  { text: 'give it back', label: 'refund' },
  { text: 'сервис 🙂', label: 'other' },
];

describe('versions of intents', () => {
  it('come back as they were put, newest first, pack by pack', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    const large = JSON.stringify({ weights: 'x'.repeat(3_000_000) });
    store.intents.put(version('a'), examples, large);
    store.intents.put(version('b', { createdAt: 2 }), examples, '{}');
    store.intents.put(version('c', { pack: 'banking', name: 'Version a' }), examples, '{}');
    store.close();
    const again = openAt(folder);
    expect(again.intents.get('a')).toEqual(version('a'));
    expect(again.intents.ofPack('retail').map(({ model }) => model.id)).toEqual(['b', 'a']);
    expect(again.intents.ofPack('banking').map(({ model }) => model.id)).toEqual(['c']);
    expect(again.intents.examples('a')).toEqual(examples);
    expect(again.intents.head('a')).toBe(large);
    for (const missing of ['get', 'examples', 'head'] as const)
      expect(again.intents[missing]('z')).toBeUndefined();
  });

  it('are replaced whole, and their name is theirs in a pack', () => {
    const store = openAt(temporaryFolder());
    store.intents.put(version('a'), examples, '{}');
    store.intents.put({ ...version('a'), recipe: 'r2' }, examples.slice(1), '[]');
    expect(store.intents.get('a')?.recipe).toBe('r2');
    expect(store.intents.examples('a')).toEqual(examples.slice(1));
    expect(store.intents.head('a')).toBe('[]');
    expect(() => {
      store.intents.put(version('b', { name: 'VERSION A' }), examples, '{}');
    }).toThrow(/UNIQUE/);
  });

  it('in use cannot be removed', () => {
    const store = openAt(temporaryFolder());
    store.intents.put(version('a'), examples, '{}');
    expect(store.intents.inUse('retail')).toBeUndefined();
    store.intents.setInUse('retail', 'a');
    expect(store.intents.inUse('retail')).toBe('a');
    expect(() => {
      store.intents.remove('a');
    }).toThrow(/FOREIGN KEY/);
    expect(() => {
      store.intents.setInUse('retail', 'nosuch');
    }).toThrow(/FOREIGN KEY/);
    store.intents.setInUse('retail', undefined);
    expect(store.intents.inUse('retail')).toBeUndefined();
    store.intents.remove('a');
    expect(store.intents.get('a')).toBeUndefined();
  });

  it('are switched by an event of no conversation, which no conversation reads', () => {
    const store = openAt(temporaryFolder());
    const switched = DomainEvent.parse({
      type: 'intents.switched',
      pack: 'retail',
      to: { model: 'a', name: 'A', accuracy: 1, labels: 2 },
      from: { model: 'pack:retail', name: 'Retail', accuracy: 1, labels: 2 },
    });
    store.events.append({ at: 1, actor: 'Ana', event: started('c1') });
    store.events.append({ at: 2, actor: 'Ana', event: switched });
    expect(store.events.read(ConversationId.parse('c1'))).toHaveLength(1);
    expect(store.events.conversations(9)).toHaveLength(1);
    expect(store.events.raw(1, 9).map(({ event }) => event)).toEqual([switched]);
  });
});
