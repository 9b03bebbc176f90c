import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitArticle } from './split.ts';

const word = fc.stringMatching(/^[a-z]{1,9}$/).map((text) => `w${text}`);
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 160 }), fc.constantFrom('.', '?', '!', ''))
  .map(([words, mark]) => words.join(' ') + mark);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '));
const heading = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.array(word, { minLength: 1, maxLength: 4 }))
  .map(([depth, words]) => `${'#'.repeat(depth)} ${words.join(' ')}`);
const list = fc
  .array(sentence, { minLength: 1, maxLength: 5 })
  .map((items) => items.map((item) => `- ${item}`).join('\n'));
const table = fc
  .array(fc.tuple(word, word), { minLength: 2, maxLength: 4 })
  .map(([head, ...rows]) =>
    [head, ['---', '---'], ...rows].map((row) => `| ${(row ?? []).join(' | ')} |`).join('\n'),
  );
const article = fc
  .array(fc.oneof(paragraph, heading, list, table), {
    minLength: 1,
    maxLength: 12,
  })
  .map((blocks) => blocks.join('\n\n'));

const wordsOf = (text: string): string[] => text.match(/w[a-z]+/g) ?? [];

describe('splitArticle, for any article', () => {
  it('loses no word and makes no piece longer than 120 words', () => {
    fc.assert(
      fc.property(article, (body) => {
        const pieces = splitArticle({ title: 'T', body });
        const kept = new Set(pieces.flatMap((piece) => wordsOf(`${piece.heading} ${piece.text}`)));
        for (const expected of wordsOf(body)) expect(kept).toContain(expected);
        for (const piece of pieces) {
          expect(piece.text.trim()).not.toBe('');
          expect(piece.text.split(/\s+/).length).toBeLessThanOrEqual(125);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same pieces every time, and leaves other sections alone when one changes', () => {
    fc.assert(
      fc.property(article, paragraph, (start, tail) => {
        // An empty last heading would rightly hand its words to a deeper one.
        const body = `${start}\n\nwclosing`;
        const once = splitArticle({ title: 'T', body });
        expect(splitArticle({ title: 'T', body })).toEqual(once);
        const longer = splitArticle({
          title: 'T',
          body: `${body}\n\n## Wholly new\n\n${tail}`,
        });
        expect(longer.map((piece) => piece.text).slice(0, once.length)).toEqual(
          once.map((piece) => piece.text),
        );
      }),
      { numRuns: 60 },
    );
  });
});
