/** @file Whether two recognisers may have heard the same word. */

export type WordLikeness = 'same' | 'alike' | 'other';

/** Short words that a recogniser puts anywhere: the same one twice says little. */
const small: ReadonlySet<string> = new Set([
  ...['a', 'an', 'the', 'i', 'it', 'is', 'in', 'on', 'of', 'to', 'and', 'or', 'at', 'we', 'you'],
  ...['my', 'me', 'be', 'do', 'so', 'no', 'yes', 'oh', 'uh', 'um', 'that', 'this', 'for', 'was'],
]);

export const isSmall = (word: string): boolean => small.has(word);

/** What people say to show that they listen. */
const manners: ReadonlySet<string> = new Set([
  ...['okay', 'ok', 'yes', 'yeah', 'yep', 'no', 'right', 'sure', 'mhm', 'hm', 'aha', 'uh', 'oh'],
  ...['well', 'good', 'great', 'fine', 'exactly', 'correct', 'sorry', 'thanks'],
]);

export const isManners = (word: string): boolean => manners.has(word);

/** How far apart the letters of two words may be, by the length of the longer one. */
const letters = { least: 4, long: 7 } as const;

export function wordLikeness(one: string, other: string): WordLikeness {
  if (one === other) return 'same';
  const sound = soundOf(one);
  if (sound !== '' && sound === soundOf(other)) return 'alike';
  const size = Math.max(one.length, other.length);
  if (size < letters.least || Math.abs(one.length - other.length) > 2) return 'other';
  return distance(one, other) <= (size >= letters.long ? 2 : 1) ? 'alike' : 'other';
}

const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn)/u, 'n'],
  [/^wr/u, 'r'],
  [/ph/gu, 'f'],
  [/ough?|igh/gu, ''],
  [/[cq]/gu, 'k'],
  [/x/gu, 'ks'],
  [/z/gu, 's'],
  [/d(?=\b)/gu, 't'],
  [/(?<=.)[aeiouyhw]|h(?!$)/gu, ''],
  [/^[aeiou]/u, 'a'],
  [/(.)\1+/gu, '$1'],
];
const known = new Map<string, string>();
/** Words remembered; a call has some thousands of different ones. */
const maximumKnown = 5_000;

/** The consonants of a word as they sound, about as in Soundex: "two" and "to" are the same. */
function soundOf(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const sound = sounds.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
  if (known.size >= maximumKnown) known.clear();
  known.set(word, sound);
  return sound;
}

/** Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
