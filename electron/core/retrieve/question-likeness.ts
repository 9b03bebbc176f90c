import { stem, wordsOf } from './words.ts';

/** A question with its vector. */
export interface EmbeddedQuestion {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * How alike two questions are: cosine of their vectors plus three quarters of the cosine of their
 * words' weights (TF-IDF over stems, all words: in questions "how" and "when" tell). Only its order is
 * meant. Measured on faq_similarity: .5 to 1 are nearly the same.
 * @param known questions that say which words are rare
 */
export function createQuestionLikeness(
  known: readonly string[],
): (one: EmbeddedQuestion, two: EmbeddedQuestion) => number {
  const holding = new Map<string, number>();
  const stemsOf = (text: string): string[] => wordsOf(text.slice(0, 4_000)).map(stem);
  for (const text of known)
    for (const word of new Set(stemsOf(text))) holding.set(word, (holding.get(word) ?? 0) + 1);
  const rarity = (word: string): number =>
    Math.log((1 + known.length) / (1 + (holding.get(word) ?? 0))) + 1;
  const remembered = new Map<string, { weights: Map<string, number>; length: number }>();
  const wordsOfText = (text: string) => {
    const before = remembered.get(text);
    if (before !== undefined) return before;
    const weights = new Map<string, number>();
    for (const word of stemsOf(text)) weights.set(word, (weights.get(word) ?? 0) + rarity(word));
    const length = Math.hypot(...weights.values());
    if (remembered.size > 5_000) remembered.clear();
    const made = { weights, length };
    remembered.set(text, made);
    return made;
  };
  return (one, two) => {
    const mine = wordsOfText(one.text);
    const other = wordsOfText(two.text);
    let shared = 0;
    for (const [word, weight] of mine.weights) shared += weight * (other.weights.get(word) ?? 0);
    const words = shared === 0 ? 0 : shared / (mine.length * other.length);
    let cosine = 0;
    for (const [at, value] of one.vector.entries()) cosine += value * (two.vector[at] ?? 0);
    return cosine + wordsShare * words;
  };
}

const wordsShare = 0.75;
