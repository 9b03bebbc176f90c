import { describe, expect, it } from 'vitest';
import type { IntentTrainer } from '#core/ports.ts';
import type { LabelledExample } from '#domain/taxonomy.ts';
import { compareVersions } from './compare.ts';

/** Knows by heart what it was trained on, and nothing else. */
const byHeart: IntentTrainer = {
  version: '1',
  train: (examples) =>
    Promise.resolve({ head: examples.map(({ text, label }) => ({ text, label })) }),
  open: (head) => ({
    threshold: 0,
    classify: ({ text }) => {
      const known = (head as LabelledExample[]).find((one) => one.text === text);
      return [{ label: known?.label ?? 'never seen', confidence: 1 }];
    },
  }),
};
/** Says the first word of a text, whatever it was trained on. */
const byWord: IntentTrainer = {
  ...byHeart,
  open: () => ({
    threshold: 0,
    classify: ({ text }) => [{ label: text.split(' ')[0] ?? '', confidence: 1 }],
  }),
};
const examples = (...lines: string[]): LabelledExample[] =>
  lines.map((line) => {
    const [label = '', text = ''] = line.split(': ');
    return { text, label };
  });
const contender = (id: string, all: LabelledExample[], trainer = byHeart) => ({
  id,
  all,
  descriptions: [],
  classifier: trainer.open(all),
});
const compare = (mine: LabelledExample[], theirs: LabelledExample[], trainer = byHeart) =>
  compareVersions(contender('mine', mine, trainer), contender('theirs', theirs, trainer), {
    trainer,
    vectorOf: () => new Float32Array(1),
  });

const many = (label: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${label}: ${label} ${at}`);

describe('compareVersions', () => {
  it('never asks a version about a text that it learnt', async () => {
    const both = examples(...many('a', 7), ...many('b', 5));
    const upper = both.map(({ text, label }) => ({ text: text.toUpperCase(), label }));
    for (const theirs of [both, upper]) {
      const { n, candidateAccuracy, otherAccuracy } = await compare(both, theirs);
      expect({ n, candidateAccuracy, otherAccuracy }).toEqual({
        n: 12,
        candidateAccuracy: 0,
        otherAccuracy: 0,
      });
    }
  });

  it('asks both the same, about labels that both know and that can be held out', async () => {
    const mine = examples(...many('a', 4), ...many('new', 4), 'b: b alone', 'out_of_scope: joke');
    const theirs = examples(...many('a', 2), ...many('b', 3), ...many('old', 2));
    const result = await compare(mine, theirs, byWord);
    expect(result).toEqual({
      candidate: 'mine',
      other: 'theirs',
      n: 4,
      candidateAccuracy: 1,
      otherAccuracy: 1,
      added: ['new'],
      dropped: ['old'],
      won: [],
      lost: [],
    });
  });

  it('lists what was won and lost, twenty of each at most', async () => {
    const mine = examples(...many('a', 60), ...many('b', 2));
    const wrong: IntentTrainer = {
      ...byWord,
      // Trained on fewer examples of a than of b it says b.
      open: (head) => {
        const rows = head as LabelledExample[];
        const more = rows.filter(({ label }) => label === 'a').length > 30 ? 'a' : 'b';
        return { threshold: 0, classify: () => [{ label: more, confidence: 1 }] };
      },
    };
    const result = await compare(mine, examples(...many('b', 2), 'a: a z'), wrong);
    expect(result).toMatchObject({ n: 62, candidateAccuracy: 60 / 62, otherAccuracy: 2 / 62 });
    expect(result.won).toHaveLength(20);
    expect(result.won[0]).toEqual({ text: 'a 0', label: 'a', was: 'b' });
    expect(result.lost).toEqual([
      { text: 'b 0', label: 'b', now: 'a' },
      { text: 'b 1', label: 'b', now: 'a' },
    ]);
  });

  it('says that there is nothing to compare', async () => {
    const result = await compare(examples(...many('a', 2)), examples(...many('b', 2)));
    expect(result).toMatchObject({ n: 0, candidateAccuracy: 0, otherAccuracy: 0 });
  });
});
