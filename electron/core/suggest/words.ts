/** Lower-case words and numbers of a text. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Share of the words of both texts that they have in common (Jaccard), 0 to 1. */
export function jaccard(a: string, b: string): number {
  const left = new Set(wordsOf(a));
  const right = new Set(wordsOf(b));
  if (left.size === 0 && right.size === 0) return 1;
  let common = 0;
  for (const word of left) if (right.has(word)) common += 1;
  return common / (left.size + right.size - common);
}

/** First letters of a word: enough that "replace" and "replacement" are the same. */
const root = (word: string): string => word.slice(0, 5);

/** Roots of the longer words and the numbers of a text. */
export const rootsOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text).flatMap((word) => (word.length > 3 || /\d/.test(word) ? [root(word)] : [])),
  );

/** Share of the longer words of `part` that stand in `whole` in any form; 0 when it has none. */
export function containment(part: string, whole: string): number {
  const wanted = rootsOf(part);
  if (wanted.size === 0) return 0;
  const there = rootsOf(whole);
  let found = 0;
  for (const word of wanted) if (there.has(word)) found += 1;
  return found / wanted.size;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences of a text, trimmed; a line break ends one too. */
export const sentencesOf = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((line) => [...segmenter.segment(line)].map((part) => part.segment.trim()))
    // "2." before the second step of a list is a sentence to the segmenter and nobody else.
    .filter((sentence) => /\p{L}/u.test(sentence));

/** `order_number` or `deliveredAt` as a person writes it: "Order number", "Delivered at". */
export function spoken(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Cuts at a word and says so; at most `most` characters. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most >> 1)).trimEnd()}…`;
}
