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

/** Content words of its own, each counted once. */
const ownWords = (text: string): number => new Set(contentWords(text)).size;

/**
 * Whether a turn cannot be understood alone: it has hardly a word of its own ("and for how
 * long?"), or few and points back ("how long does that take?").
 */
export function isElliptic(text: string): boolean {
  const own = ownWords(text);
  return own <= 1 || (own <= 3 && pointers.test(text));
}

/** Words of its own with which a turn that points back leans fully, and no more, on the talk. */
const leaning = { fully: 5, noLonger: 9 } as const;
/** A turn that points at nothing stands as firmly as one that does with this many words more. */
const pointsAtNothing = 3;

/**
 * How much a turn leans on what was said before it, 1 to 0: the more words of its own it has, the
 * less, and less again where nothing in it points back. Chosen on the questions of
 * `tests/eval/change-of-subject.test.ts`: a word more or less gives first .37 to .41 there (n 646).
 */
export function leansBack(text: string): number {
  const firm = ownWords(text) + (pointers.test(text) ? 0 : pointsAtNothing);
  const span = leaning.noLonger - leaning.fully;
  return Math.max(0, Math.min(1, (leaning.noLonger - firm) / span));
}
