import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { gaps } from '#renderer/gallery/fixtures-import.ts';
import { csvCell, gapsAsCsv } from './gapCsv.ts';

it('gives one row for each question, read back as it was', () => {
  const [gap] = gaps;
  if (gap === undefined) throw new Error('The fixture has one.');
  const odd = 'He said: "a, b"\nand then?';
  const question = { ...gap.questions[0], text: odd } as (typeof gap.questions)[number];
  const csv = gapsAsCsv([{ ...gap, title: odd, questions: [question, ...gap.questions] }]);
  const rows: string[][] = parse(csv, { bom: true });
  expect(rows).toHaveLength(2 + gap.questions.length);
  expect(rows[0]?.[0]).toBe('gap');
  expect(rows[1]?.[0]).toBe(odd);
  expect(rows[1]?.[1]).toBe('14');
  expect(rows[1]?.[5]).toBe(odd);
});

it.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =cmd'])('lets no spreadsheet run %j', (text) => {
  expect(csvCell(text)).toMatch(/^"?'/);
});

it('leaves numbers alone', () => {
  expect(csvCell(-5)).toBe('-5');
});
