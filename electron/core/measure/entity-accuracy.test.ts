import { expect, test } from 'vitest';
import { joinNeighbours, scoreEntities } from './entity-accuracy.ts';
import { EntitySetError, readEntitySet } from './entity-sets.ts';

const span = (type: string, start: number, end: number) => ({ type, start, end });

test('exact spans and types count; types that the set does not have are not held against one', () => {
  const score = scoreEntities([
    {
      text: 'x'.repeat(50),
      expected: [span('A', 0, 5), span('A', 10, 15), span('B', 20, 25)],
      found: [span('A', 0, 5), span('A', 10, 14), span('B', 20, 25), span('C', 30, 31)],
    },
  ]);
  expect(score.byType['A']).toEqual({ precision: 0.5, recall: 0.5, f2: 0.5, n: 2 });
  expect(score.byType['B']).toEqual({ precision: 1, recall: 1, f2: 1, n: 1 });
  expect(score.overall).toEqual({ precision: 0.6667, recall: 0.6667, f2: 0.6667, n: 3 });
  expect(Object.keys(score.byType)).toEqual(['A', 'B']);
});

test('F2 weighs recall', () => {
  const score = scoreEntities([
    { text: 'xx', expected: [span('A', 0, 1)], found: [span('A', 0, 1), span('A', 1, 2)] },
  ]);
  // 5 * 0.5 * 1 / (4 * 0.5 + 1)
  expect(score.overall.f2).toBe(0.8333);
});

test('neighbours of one type with only blanks or commas between them are one', () => {
  expect(
    joinNeighbours('12 Oak Street, Apt 5 now', [
      span('S', 3, 13),
      span('S', 0, 2),
      span('S', 15, 20),
    ]),
  ).toEqual([span('S', 0, 20)]);
});

test('both shapes are read, another one is named with its line', () => {
  expect(
    readEntitySet(
      '{"text":"a","entities":[{"type":"A","start":0,"end":1,"value":"a"}]}\n\n{"text":"b","slots":[{"slot":"time","start":0,"end":1}],"requested":["time"]}\n',
    ),
  ).toEqual([
    { text: 'a', expected: [span('A', 0, 1)], asked: '' },
    { text: 'b', expected: [span('time', 0, 1)], asked: 'what time' },
  ]);
  expect(() => readEntitySet('{"text":"a"}')).toThrow(EntitySetError);
  expect(() => readEntitySet('{')).toThrow(/Line 1/u);
});
