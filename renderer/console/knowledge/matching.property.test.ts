import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, matchPieces, queryStems, stem } from './matching.ts';

const marks = (text: string, query: string): string[] =>
  matchPieces(text, queryStems(query))
    .filter(({ match }) => match)
    .map((piece) => piece.text);

describe('matching words', () => {
  it('marks other forms of a word, accents aside, and no common words', () => {
    expect(
      marks('Replacements are free. The Café replaces it.', 'how do I replace it, cafe'),
    ).toEqual(['Replacements', 'Café', 'replaces']);
    expect(marks('It is the one and only.', 'is it the')).toEqual([]);
  });
  it('marks a part number as a whole, and a part of one that was typed', () => {
    expect(marks('Use cable RMA-2 here.', 'rma-2')).toEqual(['RMA-2']);
    expect(marks('Use the RMA-2210 cable.', '2210')).toEqual(['RMA-2210']);
    expect(stem('12345')).toBe('12345');
  });
  it('gives the text back, whatever it is and whatever matches', () => {
    const word = fc.oneof(fc.constantFrom('refund', 'refunds', 'Café', 'RMA-2'), fc.string());
    const some = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(some, some, (text, query) => {
        expect(
          matchPieces(text, queryStems(query))
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
  it('finds every word of a text with that text as the query', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[b-z]{5,9}$/), { minLength: 1, maxLength: 20 }),
        (words) => {
          const text = words.join(' ');
          const stems = queryStems(text);
          for (const word of words)
            if (stems.includes(stem(word))) expect(marks(text, text)).toContain(word);
        },
      ),
    );
  });
});

describe('excerpt', () => {
  const long = `${'Nothing of interest stands here at all. '.repeat(6)}The warranty covers it.`;
  it('begins near the first match, at its sentence', () => {
    expect(excerpt(long, queryStems('warranty'))).toBe('… The warranty covers it.');
  });
  it('leaves a text alone that says it early, or not at all', () => {
    expect(excerpt('The warranty covers it.', queryStems('warranty'))).toBe(
      'The warranty covers it.',
    );
    expect(excerpt(long, queryStems('zebra'))).toBe(long);
  });
});
