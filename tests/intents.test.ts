import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelledExample, TrainingProgress } from '#domain/taxonomy.ts';
import type { Core } from '#core/surface.ts';
import { must, openVirtualCore } from '#tests/fixtures/virtual-core.ts';

/** @file An admin's own intents, from five sentences to the next customer's turn. */

/** Five ways to ask for something that the retail pack does not know. */
const priceMatch: LabelledExample[] = [
  'Do you match the price of another shop?',
  'I saw it cheaper elsewhere, can you give me that price?',
  'A competitor sells the same lamp for less, will you match it?',
  'Can I get a price match on this?',
  'Your rival has a lower price, would you beat it?',
].map((text) => ({ text, label: 'price_match' }));
const asked = 'the other store sells this for less, would you match their price';

describe('an admin’s own intents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-intents-'));
  let core: Core;
  let count = 0;

  beforeAll(async () => {
    ({ core } = await openVirtualCore(folder, { stopwatch: () => performance.now() }));
    await core.ready();
  }, 180_000);
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  const intentOf = async (text: string): Promise<string | null | undefined> => {
    const { id } = must(core.start({ pack: 'retail', id: `talk-${(count += 1)}` }));
    must(core.say({ conversation: id, speaker: 'customer', text, key: `intents-${count}-key` }));
    await core.settled(id);
    const view = core.view(id);
    const insights = view?.insights[view.turns[0]?.id ?? ''] ?? [];
    return insights.find(({ kind }) => kind === 'intent')?.value as string | null | undefined;
  };
  const train = async (
    name: string,
    examples: readonly LabelledExample[],
    base: 'pack' | 'none' = 'pack',
    signal?: AbortSignal,
  ): Promise<TrainingProgress[]> => {
    const stream = must(core.intentDesk.train({ pack: 'retail', name, base, examples }, signal));
    const steps: TrainingProgress[] = [];
    for await (const step of stream) steps.push(step);
    return steps;
  };
  const made = (steps: readonly TrainingProgress[]) => {
    const last = steps.at(-1);
    if (last?.phase !== 'done') throw new Error('The training did not end.');
    return last.model;
  };
  const names = async (): Promise<string[]> =>
    must(await core.intentDesk.list('retail')).map(
      ({ name, inUse, origin }) => `${name}${inUse ? ' in use' : ''} (${origin})`,
    );

  it('begin with those of the pack, with their figures', async () => {
    const [own, ...others] = must(await core.intentDesk.list('retail'));
    expect(others).toEqual([]);
    expect(own).toMatchObject({ id: 'pack:retail', origin: 'pack', inUse: true });
    expect(own?.report.accuracy).toBeGreaterThan(0.7);
    expect(must(core.intentDesk.examples('pack:retail')).length).toBe(own?.report.examples);
  });

  it('know a new intent from five sentences, from the moment it is switched to until it is switched back', async () => {
    expect(await intentOf(asked)).not.toBe('price_match');
    const steps = await train('With price match', priceMatch);
    expect(steps[0]).toMatchObject({ phase: 'embedding', done: 0 });
    expect(steps.some(({ phase }) => phase === 'training')).toBe(true);
    const model = made(steps);
    expect(model).toMatchObject({ name: 'With price match', inUse: false, base: 'pack' });
    expect(must(core.intentDesk.examples(model.id))).toEqual(priceMatch);

    expect(await intentOf(asked)).not.toBe('price_match');
    expect(must(await core.intentDesk.try(model.id, asked)).label).toBe('price_match');
    expect(must(await core.intentDesk.try('pack:retail', asked)).label).not.toBe('price_match');

    const before = core.verify();
    must(await core.intentDesk.use(model.id));
    expect(await names()).toEqual([
      'With price match in use (admin)',
      expect.stringMatching(/\(pack\)$/),
    ]);
    expect(await intentOf(asked)).toBe('price_match');
    expect(await intentOf('my parcel has not arrived, where is my order')).toBe('order_status');
    expect(core.verify()).toMatchObject({ ok: true });
    expect(before).toMatchObject({ ok: true });

    await core.shutdown();
    ({ core } = await openVirtualCore(folder, { stopwatch: () => performance.now() }));
    await core.ready();
    expect(await intentOf(asked)).toBe('price_match');

    must(await core.intentDesk.use('pack:retail'));
    expect(await intentOf(asked)).not.toBe('price_match');
    expect(core.verify()).toMatchObject({ ok: true });
  });
});
