import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLabel, longestText } from './check-rows.ts';
import { readExamples, rowsOf } from './read-examples.ts';
import { linesOf } from './row.ts';

const piece = fc.oneof(
  fc.constantFrom(',', ';', '\t', '"', '""', '\n', '\r\n', '\r', ':', ': ', '|', ' | ', '# ', '- '),
  fc.constantFrom('text,label', '{"text":"a","label":"b"}', 'refund:', 'I want it', 'é', '💸', ' '),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);
const anyName = fc.constantFrom('', 'x.csv', 'x.tsv', 'x.jsonl', 'x.txt');

describe('readExamples', () => {
  it('uses or names every line of any text', () => {
    fc.assert(
      fc.property(anyName, anyText, (name, text) => {
        const { rows, problems, others } = rowsOf(name, text);
        const told = new Set([...others, ...problems.map(({ line }) => line)]);
        for (const { line, end } of rows) for (let at = line; at <= end; at += 1) told.add(at);
        linesOf(text).forEach((content, at) => {
          if (content.trim() !== '') expect(told, `line ${at + 1}`).toContain(at + 1);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('names every line of a row that goes over several and cannot be used', () => {
    const { rows, problems, others } = rowsOf('x.csv', '"one\ntwo\nthree"\na,b');
    expect(rows.map(({ line }) => line)).toEqual([4]);
    expect([...problems.map(({ line }) => line), ...others]).toEqual([1, 2, 3]);
  });

  it('gives examples that can be trained on, whatever the text', () => {
    fc.assert(
      fc.property(anyName, anyText, (name, text) => {
        const read = readExamples(name, text);
        if (!read.ok) {
          expect(text).toContain('\0');
          return;
        }
        const lines = linesOf(text).length;
        const { rows } = rowsOf(name, text.replace(/^\uFEFF/u, ''));
        const { examples, problems } = read.value;
        for (const { text: said, label } of examples) {
          expect(said.trim().length).toBeGreaterThan(0);
          expect(label.trim().length).toBeGreaterThan(0);
          expect(said.length).toBeLessThanOrEqual(longestText);
          expect(label.length).toBeLessThanOrEqual(longestLabel);
        }
        for (const { line } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
        // What was read is an example or has its line named.
        const named = new Set(problems.map(({ line }) => line));
        const lost = rows.filter(({ line }) => !named.has(line)).length;
        expect(examples.length).toBeGreaterThanOrEqual(lost);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads any bytes without failing', () => {
    fc.assert(
      fc.property(anyName, fc.uint8Array({ maxLength: 400 }), (name, bytes) => {
        expect(readExamples(name, bytes)).toBeTypeOf('object');
      }),
    );
  });

  it('gives back what was written as RFC 4180 says', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => text.replace(/[\p{Cc}\uFEFF]/gu, '').trim())
      .filter((text) => text !== '' && !text.includes('\uFFFD') && text.length < 80);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 20 }), (texts) => {
        const quoted = texts.map((text) => `"${text.replaceAll('"', '""')}","some label"`);
        const { rows, problems } = rowsOf('x.csv', `text,label\n${quoted.join('\n')}`);
        expect(problems).toEqual([]);
        expect(rows.map(({ text }) => text)).toEqual(texts);
      }),
    );
  });
});
