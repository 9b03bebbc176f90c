import { expect, it } from 'vitest';
import type { ModelListing } from '#domain/model-listing.ts';
import { byTask, figureValue } from './modelText.ts';

const model = (name: string, task: string) => ({ name, task }) as ModelListing;

it('groups models by task, known ones first', () => {
  const groups = byTask([
    model('a', 'face_reading'),
    model('b', 'zero-shot'),
    model('c', 'embedding'),
    model('d', 'embedding'),
  ]);
  expect(groups.map(({ title }) => title)).toEqual([
    'Meaning',
    'Labels without examples',
    'Face reading',
  ]);
  expect(groups[0]?.models.map(({ name }) => name)).toEqual(['c', 'd']);
});

/** In the signs of this machine's language. */
const shown = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });

it.each([
  [{ what: 's', metric: 'accuracy, all train', value: 0.8857, n: 770 }, '88.6%'],
  [{ what: 's', metric: 'macro-F1, 3 classes', value: 0.629, n: 4806 }, '62.9%'],
  [{ what: 's', metric: 'AUROC', value: 0.94071, n: 3100 }, shown.format(0.9407)],
  [{ what: 's', metric: 'expected calibration error', value: 0.0176, n: 2403 }, shown.format(0.0176)],
  [{ what: 'one turn', metric: 'p50', value: 3.25, unit: 'ms', n: 2000 }, `${shown.format(3.25)} ms`],
])('reads %o as %s', (figure, text) => {
  expect(figureValue(figure)).toBe(text);
});
