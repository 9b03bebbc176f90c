import { expect, it } from 'vitest';
import { done, reading, waiting } from '#renderer/gallery/fixtures-import.ts';
import { count } from '../amounts.ts';
import { listsRevision, outcomeText, problemCount, progressText, spent } from './jobText.ts';

it('says how far an import is', () => {
  expect(progressText(waiting)).toMatch(/^Waits/);
  expect(progressText({ ...reading, total: 0 })).toMatch(/^Looking/);
  expect(progressText(reading)).toBe(`517 of ${count(1_240)} files and entries`);
});

it('says only what there is to say of the outcome', () => {
  expect(outcomeText(done)).toBe(
    `398 articles new or changed, 12 as before, ${count(2_904)} passages`,
  );
  expect(outcomeText({ ...done, unchanged: 0, withdrawn: 3, imported: 1, passages: 1 })).toBe(
    '1 article new or changed, 3 withdrawn, 1 passage',
  );
  expect(problemCount({ ...reading, moreProblems: 5 })).toBe(7);
});

it('asks for the lists again when an import ends, not with every file', () => {
  expect(listsRevision([{ ...reading, imported: 1 }])).toBe(
    listsRevision([{ ...reading, imported: 99 }]),
  );
  expect(listsRevision([reading])).not.toBe(listsRevision([{ ...reading, state: 'done' }]));
});

it('says long times in minutes and hours', () => {
  expect([740, 12_000, 240_000, 7_500_000].map(spent)).toEqual([
    '740 ms',
    '12.0 s',
    '4 min',
    '2 h 5 min',
  ]);
});
