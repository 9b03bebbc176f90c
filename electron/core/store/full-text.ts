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

/**
 * A query that finds passages with any of the words. Every word is a quoted string, so nothing a
 * customer writes can be FTS5 syntax. Undefined when there is nothing to look for.
 */
export function anyWord(text: string): string | undefined {
  const words = wordsOf(text);
  const telling = words.filter((word) => !tooCommon.has(word));
  const chosen = (telling.length > 0 ? telling : words).slice(0, maximumWords);
  return chosen.length === 0 ? undefined : chosen.map((word) => `"${word}"`).join(' OR ');
}

/** A query that finds what has all the words, each of which may be just begun. */
export function allPrefixes(text: string): string | undefined {
  const words = wordsOf(text).slice(0, maximumWords);
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' AND ');
}
