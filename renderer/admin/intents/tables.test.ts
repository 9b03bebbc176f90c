import { describe, expect, it } from 'vitest';
import type { IntentComparison } from '#domain/taxonomy.ts';
import { verdictOf } from './Compare.tsx';
import { sorted } from './LabelTable.tsx';
import { mirrorProblem } from '../models/InstallDialog.tsx';

const row = (label: string, examples: number, recall: number) => ({
  label,
  examples,
  recall,
  precision: 1,
});

it('sorts labels by any column, ties by name', () => {
  const rows = [row('b', 5, 0.5), row('a', 9, 0.5), row('c', 1, 0.2)];
  const names = (...order: Parameters<typeof sorted>) => sorted(...order).map(({ label }) => label);
  expect(names(rows, 'recall', false)).toEqual(['c', 'a', 'b']);
  expect(names(rows, 'recall', true)).toEqual(['a', 'b', 'c']);
  expect(names(rows, 'examples', true)).toEqual(['a', 'b', 'c']);
  expect(names(rows, 'label', true)).toEqual(['c', 'b', 'a']);
});

describe('the verdict of a comparison', () => {
  const compare = (n: number, candidateAccuracy: number, otherAccuracy: number) =>
    verdictOf({ n, candidateAccuracy, otherAccuracy } as IntentComparison);

  it('says by how many points', () => {
    expect(compare(168, 0.929, 0.881)).toBe(
      '5 points better than the one in use on the 168 examples whose labels both know.',
    );
    expect(compare(168, 0.87, 0.88)).toMatch(/^1 point worse/);
    expect(compare(168, 0.88, 0.881)).toMatch(/^As good as/);
  });

  it('claims nothing where nothing was compared', () => {
    expect(compare(0, 0, 0)).toMatch(/cannot be compared/);
  });
});

it('asks for a whole address of a mirror', () => {
  expect(mirrorProblem('models.example')).toMatch(/whole address/);
  expect(mirrorProblem('file:///models')).toMatch(/https/);
  expect(mirrorProblem(' https://models.example/a ')).toBeUndefined();
});
