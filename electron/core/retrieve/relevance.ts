import { contentWords, stem } from './query.ts';

/** What a passage's relevance is judged by. */
export interface RelevanceFeatures {
  /** Cosine of query and passage. */
  readonly similarity: number;
  /** How many deviations the cosine lies above the mean of the pack. */
  readonly prominence: number;
  /** Share of the query's content words that the passage has, 0 to 1. */
  readonly coverage: number;
}

/** Share of the query's telling words that stand in the passage, in any form. */
export function coverageOf(query: string, passage: string): number {
  const wanted = new Set(contentWords(query).map(stem));
  if (wanted.size === 0) return 0;
  const there = new Set(contentWords(passage).map(stem));
  let found = 0;
  for (const word of wanted) if (there.has(word)) found += 1;
  return found / wanted.size;
}

/**
 * Logistic weights; see docs of `relevanceOf`. Cosines alone mean different things with different
 * encoders, so the place within the pack and the words count as well.
 */
const weights = {
  bias: -5.2,
  similarity: 4.0,
  prominence: 0.55,
  coverage: 2.2,
} as const;

/**
 * 0 to 1: whether the passage is worth showing. Judged for the best passage only, so that a pack
 * without an answer stays silent; it is not used to order hits.
 */
export function relevanceOf(features: RelevanceFeatures): number {
  const sum =
    weights.bias +
    weights.similarity * features.similarity +
    weights.prominence * Math.min(6, Math.max(-2, features.prominence)) +
    weights.coverage * features.coverage;
  return 1 / (1 + Math.exp(-sum));
}
