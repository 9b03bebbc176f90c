/** @file The words of a text that say what it is about. */

const stopWords = new Set(
  (
    'a about actually again all am an and any are as at be been but by can could did do does doing ' +
    'for from get go going got had has have hello help hey hi how i if im in is it its just know ' +
    'like me my need no not of oh ok okay on or our please really right see so sorry sure tell ' +
    'thank thanks that the their them then there they thing this to uh um us want was we well were ' +
    'what when where which who why will with would yeah yes you your'
  ).split(' '),
);

/** Words that point back at something said before. */
const pointers = /\b(it|its|that|this|those|these|they|them|one|ones|same|there|then|else)\b/i;

/** Words of a text beyond which only what tells is read. */
export const longestOfText = 150;

/** Lower-case words without apostrophes. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that say what a text is about. */
export const contentWords = (text: string): string[] =>
  wordsOf(text).filter((word) => !stopWords.has(word) && (word.length > 1 || /\d/.test(word)));

/**
 * Cuts the endings that tell one form of a word from another (replaced, replaces, replacement).
 * Only ever compared with itself; full text has its own stemmer in the store.
 */
export const stem = (word: string): string => {
  if (word.length < 5) return word.replace(/(?<=\w{2}[^s])s$/, '');
  const cut = word.replace(/(ements?|ments?|ations?|ings?|ers?|ies|ied|es|ed|ly|s|e|y)$/, '');
  return cut.length < 3 ? word : cut;
};

/**
 * Whether a turn cannot be understood alone: it has hardly a word of its own ("and for how
 * long?"), or few and points back ("how long does that take?").
 */
export function isElliptic(text: string): boolean {
  const own = new Set(contentWords(text)).size;
  return own <= 1 || (own <= 3 && pointers.test(text));
}
