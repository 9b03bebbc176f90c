import { createSeededRandom } from '../../electron/core/replay-ports.ts';

/** @file Words for benches, made of syllables; their rank decides how often they come (Zipf's law). */

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const syllable = (index: number): string => syllables[index % syllables.length] ?? '';
const vocabulary = Array.from(
  { length: 8_000 },
  (_, index) =>
    `${syllable(index)}${syllable(Math.floor(index / 20))}${syllable(Math.floor(index / 400))}n`,
);

/** The most frequent words, as *the* and *is*: texts are full of them, questions are not asked with them. */
export const functionWords = 50;

/**
 * Draws words as natural text does: a few often, most hardly ever.
 * @param skipped how many of the most frequent words it never uses
 */
export function createWriter(seed: number, skipped = 0): (words: number) => string {
  const random = createSeededRandom(seed);
  const most = Math.log((vocabulary.length + 1) / (skipped + 1));
  const word = (): string => {
    const rank = Math.floor((skipped + 1) * Math.exp(random.next() * most)) - 1;
    return vocabulary[Math.min(rank, vocabulary.length - 1)] ?? '';
  };
  return (words) => Array.from({ length: words }, word).join(' ');
}
