import { describe, expect, it } from 'vitest';
import type { IntentModel, LabelledExample, SuspectExample } from '#domain/taxonomy.ts';
import {
  corrected,
  draftExamples,
  emptyDraft,
  notYet,
  startFrom,
  summarise,
  suspectKey,
  withoutSource,
  withSource,
} from './draft.ts';

const lost = { text: 'My card is gone', label: 'card_lost' };
const stolen = { text: 'Somebody took my card', label: 'card_stolen' };
const source = (id: string, examples: readonly LabelledExample[]) => ({
  id,
  title: id,
  examples,
  problems: [],
});

describe('a draft', () => {
  it('takes each example once, whatever brought it', () => {
    const draft = withSource(
      withSource(emptyDraft, source('paste', [lost, stolen])),
      source('file', [lost, { ...lost, label: 'card_stolen' }]),
    );
    expect(draftExamples(draft)).toHaveLength(3);
    expect(summarise(draft)).toEqual({
      examples: 3,
      labels: [
        { label: 'card_stolen', examples: 2 },
        { label: 'card_lost', examples: 1 },
      ],
      repeated: 1,
      contradictory: ['My card is gone'],
    });
  });

  it('reads the pasted text again instead of adding it twice', () => {
    const first = withSource(emptyDraft, source('paste', [lost]));
    const second = withSource(first, source('paste', [stolen]));
    expect(draftExamples(second)).toEqual([stolen]);
    expect(withSource(second, source('paste', [])).sources).toEqual([]);
    expect(withoutSource(second, 'paste').sources).toEqual([]);
  });

  it('says what is missing before it can be trained', () => {
    const named = { ...emptyDraft, name: 'Mine' };
    const one = withSource(named, source('paste', [lost]));
    expect(notYet(named, summarise(named))).toMatch(/Paste/);
    expect(notYet({ ...one, name: ' ' }, summarise(one))).toMatch(/name/);
    expect(notYet({ ...one, base: 'none' }, summarise(one))).toMatch(/two labels/);
    expect(notYet(one, summarise(one))).toBeUndefined();
  });
});

describe('corrections', () => {
  const suspect: SuspectExample = { ...lost, own: 0.1, suggested: 'card_stolen', confidence: 0.8 };
  const key = suspectKey(suspect);

  it('relabel, remove or leave an example', () => {
    expect(corrected([lost, stolen], [suspect], { [key]: 'suggested' })).toEqual([
      { ...lost, label: 'card_stolen' },
      stolen,
    ]);
    expect(corrected([lost, stolen], [suspect], { [key]: 'remove' })).toEqual([stolen]);
    expect(corrected([lost, stolen], [suspect], { [key]: 'keep' })).toEqual([lost, stolen]);
  });

  const model = (origin: 'pack' | 'admin', base: 'pack' | 'none') =>
    ({ origin, base }) as IntentModel;

  it("of the pack's own examples make a version that stands alone", () => {
    expect(startFrom(model('admin', 'pack'), [stolen], [lost], [key])).toEqual({
      base: 'none',
      examples: [stolen, lost],
    });
    expect(startFrom(model('pack', 'pack'), [lost], [lost], [key]).base).toBe('none');
  });

  it("of own examples stay beside the pack's", () => {
    expect(startFrom(model('admin', 'pack'), [stolen, lost], [lost], [])).toEqual({
      base: 'pack',
      examples: [stolen],
    });
  });
});
