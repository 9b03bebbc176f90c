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

const maximumWords = 48;

/** Lower-case runs of letters and digits, in order, without repeats. */
export const wordsOf = (text: string): string[] => [
  ...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []),
];

/** Rows that one query may make FTS5 score: bm25 costs about a microsecond for each. */
const rowBudget = 2_000;

/** How many passages hold a word, by the index's own tokenizer. */
export type DocumentFrequency = (quotedWord: string) => number;

/**
 * A query that finds passages with any of the telling words. Every word is a quoted string, so
 * nothing a customer writes can be FTS5 syntax. The rarest words come first and the common ones are
 * left out once they would score more than `rowBudget` rows: their weight in bm25 is next to
 * nothing and they are nearly all of its cost. Undefined when there is nothing to look for.
 */
export function anyWord(text: string, frequency: DocumentFrequency): string | undefined {
  const words = wordsOf(text);
  const telling = words.filter((word) => !tooCommon.has(word));
  const counted = (telling.length > 0 ? telling : words)
    .slice(0, maximumWords)
    .map((word) => ({ quoted: `"${word}"`, rows: frequency(`"${word}"`) }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => a.rows - b.rows);
  let left = rowBudget;
  const chosen = counted.filter(({ rows }, index) => {
    left -= rows;
    return index === 0 || left >= 0;
  });
  return chosen.length === 0 ? undefined : chosen.map(({ quoted }) => quoted).join(' OR ');
}

/** A query that finds what has all the words, each of which may be just begun. */
export function allPrefixes(text: string): string | undefined {
  const words = wordsOf(text).slice(0, maximumWords);
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' AND ');
}
