import { z } from 'zod';

/**
 * @file What a text says word by word and piece by piece: words, pairs of words and pieces of words, weighted by
 * tf-idf (Salton and Buckley 1988) with logarithmic term frequency. It sees the names, codes and rare words that a
 * sentence vector blurs.
 */

/** The terms a head knows, most frequent first. Plain data. */
export const Lexicon = z
  .object({
    terms: z.array(z.string()),
    /** Inverse document frequency, per term. */
    idf: z.array(z.number().nonnegative()),
  })
  .refine(({ terms, idf }) => terms.length === idf.length, {
    message: 'terms and idf must agree in size',
  });
export type Lexicon = z.infer<typeof Lexicon>;

/** A text as the terms it has: places in the lexicon, and a weight each; unit length or empty. */
export interface LexicalRow {
  readonly at: Int32Array;
  readonly weight: Float32Array;
  /** Share of the text's words that the lexicon knows; 0 for a text without words. */
  readonly known: number;
}

/** Characters that are read; more would cost time and tell nothing new. */
const LONGEST = 1_000;
const PIECES = [3, 4, 5] as const;

const wordsOf = (text: string): string[] =>
  text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[?!]/gu) ?? [];

/** Letters as x, digits as 0: one shape for all codes of a kind. */
const shapeOf = (word: string): string =>
  word.replace(/\p{N}/gu, '0').replace(/\p{L}/gu, 'x').replace(/x{4,}/gu, 'xxx+');

/**
 * Every term of a text with its count. Prefixes keep the kinds apart: `w` a word, `b` a pair of words, `s` the
 * shape of a word with digits, `n` the number of words, `c` a piece of a word.
 */
export function termsOf(text: string): Map<string, number> {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  const add = (term: string): void => void counts.set(term, (counts.get(term) ?? 0) + 1);
  let before = '^';
  for (const word of words) {
    add(`w${word}`);
    const shaped = /\p{N}/u.test(word) ? shapeOf(word) : word;
    if (shaped !== word) add(`s${shaped}`);
    add(`b${before} ${shaped}`);
    before = shaped;
    const edged = `_${shaped}_`;
    for (const size of PIECES)
      for (let i = 0; i + size <= edged.length; i += 1) add(`c${edged.slice(i, i + size)}`);
  }
  if (words.length > 0) {
    add(`b${before} $`);
    add(`n${words.length > 12 ? 12 : words.length > 6 ? 8 : words.length}`);
  }
  return counts;
}

/** The `most` terms that most texts have; those of one text only are left out once there are many texts. */
export function chooseLexicon(texts: readonly Map<string, number>[], most: number): Lexicon {
  const found = new Map<string, number>();
  for (const counts of texts)
    for (const term of counts.keys()) found.set(term, (found.get(term) ?? 0) + 1);
  const least = texts.length > 200 ? 2 : 1;
  const kept = [...found]
    .filter(([, texts_]) => texts_ >= least)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most);
  return {
    terms: kept.map(([term]) => term),
    idf: kept.map(([, some]) => Number((1 + Math.log((1 + texts.length) / (1 + some))).toFixed(3))),
  };
}

/** Reader of texts in terms of a lexicon. */
export function lexicalReader(lexicon: Lexicon): (counts: Map<string, number>) => LexicalRow {
  const places = new Map(lexicon.terms.map((term, place) => [term, place]));
  return (counts) => {
    const at: number[] = [];
    const weight: number[] = [];
    let [length, words, known] = [0, 0, 0];
    for (const [term, count] of counts) {
      const place = places.get(term);
      const isWord = term.startsWith('w');
      if (isWord) words += 1;
      if (place === undefined) continue;
      if (isWord) known += 1;
      const value = (1 + Math.log(count)) * (lexicon.idf[place] ?? 0);
      at.push(place);
      weight.push(value);
      length += value * value;
    }
    const scale = length === 0 ? 0 : 1 / Math.sqrt(length);
    return {
      at: Int32Array.from(at),
      weight: Float32Array.from(weight, (value) => value * scale),
      known: words === 0 ? 0 : known / words,
    };
  };
}
