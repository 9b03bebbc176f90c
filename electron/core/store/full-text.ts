/** @file Makes FTS5 queries out of what people write. */

/**
 * English words that stand in every passage. With OR between the words of a query each of them
 * would make FTS5 score the whole index (at 10,000 passages: most of the 10 ms there are).
 */
const tooCommon = new Set(
  (
    'a about am an and any are as at be been but by can could did do does for from get got had has ' +
    'have hello hi how i if im in is it its just like me my of ok okay on or our please so thank ' +
    'thanks that the their them then there they this to was we were what when where which who why ' +
    'will with would you your'
  ).split(' '),
);

/** Words of one query. */
const maximumWords = 48;
/** Of a longer text this much is read, and so many of its words are counted. */
const longestText = 20_000;
const countedWords = 400;
const repairedWords = 6;
/** A shorter beginning of a word would find half of the index. */
const shortestPrefix = 2;

/** Lower-case runs of letters and digits, in order, without repeats. */
export const wordsOf = (text: string): string[] => [
  ...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []),
];

/** Rows that one query may make FTS5 score: bm25 costs about a microsecond for each. */
const rowBudget = 2_000;

/** How many passages hold a word, by the index's own tokenizer; counting may stop at some thousands. */
export type DocumentFrequency = (quotedWord: string) => number;

/** A number of a part, order or form with its parts joined, and as the full text has it. */
export interface Code {
  readonly term: string;
  readonly phrase: string;
}

const codePattern = /[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)+/gu;

/** `AX-4410-B` -> `ax4410b` and `ax 4410 b`: what has joints and a digit. Dates and prices too. */
export const codesIn = (text: string): Code[] =>
  [...text.toLowerCase().matchAll(codePattern)].flatMap(([code]) => {
    if (!/\d/.test(code)) return [];
    const parts = code.split(/[-/.]/);
    return [{ term: parts.join(''), phrase: parts.join(' ') }];
  });

/** What may stand in for a word that no passage has. */
export interface Spelling {
  /** The quoted phrase to look for instead. */
  readonly nearest?: (word: string) => string | undefined;
  readonly codes?: readonly Code[];
}

/** Words that are written as names are: with a capital, and not only at a sentence's beginning. */
function names(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, name] of text.matchAll(/[\p{Ll}\p{N},;] +(\p{Lu}\p{Ll}+)/gu))
    if (name !== undefined) found.add(name.toLowerCase());
  return found;
}

/**
 * A query that finds passages with any of the telling words. Every word is a quoted string, so
 * nothing a customer writes can be FTS5 syntax. The rarest words come first and the common ones are
 * left out once they would score more than `rowBudget` rows: their weight in bm25 is next to
 * nothing and they are nearly all of its cost. Of a long text the rarest words are taken, not the
 * first. Undefined when there is nothing to look for.
 */
export function anyWord(
  text: string,
  frequency: DocumentFrequency,
  { nearest, codes = [] }: Spelling = {},
): string | undefined {
  const words = wordsOf(text.slice(0, longestText));
  const telling = words.filter((word) => !tooCommon.has(word));
  const own = names(text.slice(0, longestText));
  const asked = (telling.length > 0 ? telling : words).slice(0, countedWords);
  // Asking for near words costs a search each: only for the first few that nobody knows.
  let repairs = repairedWords;
  const counted = [...asked.map((word) => `"${word}"`), ...codes.map(({ phrase }) => `"${phrase}"`)]
    .flatMap((quoted, index) => {
      const rows = frequency(quoted);
      if (rows > 0) return [{ quoted, rows }];
      const word = asked[index];
      if (nearest === undefined || word === undefined || own.has(word) || repairs === 0) return [];
      repairs -= 1;
      const near = nearest(word);
      return near === undefined ? [] : [{ quoted: near, rows: frequency(near) }];
    })
    .sort((a, b) => a.rows - b.rows)
    .slice(0, maximumWords);
  let left = rowBudget;
  const chosen = counted.filter(({ rows }, index) => {
    left -= rows;
    return index === 0 || left >= 0;
  });
  const phrases = new Set(chosen.map(({ quoted }) => quoted));
  return phrases.size === 0 ? undefined : [...phrases].join(' OR ');
}

/**
 * A query for a search box: all words, the last one just begun. Undefined when a word is not there
 * at all, or too much would be found: then any word is looked for instead.
 */
export function begunWords(text: string, frequency: DocumentFrequency): string | undefined {
  const words = wordsOf(text.slice(0, longestText));
  if (words.length === 0 || words.length > maximumWords) return undefined;
  const open = !/\s$/.test(text);
  const parts = words.map((word, index) => {
    const begun = open && index === words.length - 1 && word.length >= shortestPrefix;
    return begun ? `"${word}"*` : `"${word}"`;
  });
  const query = parts.join(' AND ');
  const rows = frequency(query);
  return rows === 0 || rows > rowBudget ? undefined : query;
}

/** A query that finds what has all the words, each of which may be just begun. */
export function allPrefixes(text: string): string | undefined {
  const words = wordsOf(text).slice(0, maximumWords);
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' AND ');
}
