import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLexicon, lexicalReader, termsOf } from './lexical-features.ts';

describe('termsOf', () => {
  it('finds words, pairs, pieces, shapes of codes and the number of words', () => {
    const terms = termsOf('Order AB-1234 again?');
    for (const term of [
      'worder',
      'wagain',
      'w1234',
      's0000',
      'bab 0000',
      'bagain ?',
      'c_ord',
      'cder_',
      'n5',
    ])
      expect([...terms.keys()], term).toContain(term);
    expect(termsOf('no no').get('wno')).toBe(2);
    expect(termsOf('').size).toBe(0);
    expect(termsOf('…').size).toBe(0);
  });

  it('reads other scripts, and ten thousand words in no time', () => {
    expect([...termsOf('退款 заказ').keys()]).toEqual(expect.arrayContaining(['w退款', 'wзаказ']));
    expect(termsOf('word '.repeat(10_000)).get('wword')).toBe(200);
  });
});

describe('a lexicon', () => {
  const counts = ['my card is lost', 'my card is here', 'lost parcel'].map(termsOf);

  it('keeps the most frequent terms, the same ones in every order of the texts', () => {
    const lexicon = chooseLexicon(counts, 6);
    expect(lexicon.terms).toHaveLength(6);
    expect(chooseLexicon(counts.toReversed(), 6)).toEqual(lexicon);
    expect(Math.max(...lexicon.idf)).toBeLessThan(1.3);
  });

  it('gives rows of unit length, and says how many words it knows', () => {
    const read = lexicalReader(chooseLexicon(counts, 1_000));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { at, weight, known } = read(termsOf(text));
        const length = Math.hypot(...weight);
        expect(at.length).toBe(weight.length);
        expect(at.length === 0 ? 1 : length).toBeCloseTo(1, 5);
        expect(known).toBeGreaterThanOrEqual(0);
        expect(known).toBeLessThanOrEqual(1);
      }),
    );
    expect(read(termsOf('my card exploded')).known).toBeCloseTo(2 / 3, 6);
    expect(read(termsOf('')).known).toBe(0);
  });

  it('weighs a rare word more than a common one', () => {
    const lexicon = chooseLexicon(counts, 1_000);
    const idf = (term: string): number => lexicon.idf[lexicon.terms.indexOf(term)] ?? 0;
    expect(idf('wparcel')).toBeGreaterThan(idf('wcard'));
  });
});
