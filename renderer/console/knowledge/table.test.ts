import { expect, it } from 'vitest';
import { readPipeTable } from './table.ts';

it('reads head and rows, filling short rows up', () => {
  expect(
    readPipeTable('| Paid by | Shows after |\n|---|:---:|\n| Card | 3 days |\n| A \\| B |'),
  ).toEqual({
    head: ['Paid by', 'Shows after'],
    rows: [
      ['Card', '3 days'],
      ['A | B', ''],
    ],
  });
});

it('leaves ordinary words alone', () => {
  expect(readPipeTable('either | or')).toBeUndefined();
  expect(readPipeTable('a | b\nc | d')).toBeUndefined();
  expect(readPipeTable('title\n---')).toBeUndefined();
});
