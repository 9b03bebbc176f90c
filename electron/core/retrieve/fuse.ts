/**
 * Fuses what vectors and words say by their scores. Reciprocal ranks (Cormack, Clarke and Büttcher,
 * SIGIR 2009) were measured beside it on the packs' questions and on kb_retrieval and lost on every
 * set, to vectors alone too: ranks forget by how much one passage is better than the next.
 */
export interface Evidence {
  /** Cosine of query and passage, 0 where the passage has no vector. */
  readonly cosine: number;
  /** BM25 of the words, 0 where they did not find it. */
  readonly words: number;
  /** 0 to 1: how likely the talk is about what the passage is about; 1 where that is not known. */
  readonly weight: number;
}

/** What a point of BM25 counts as cosine; .005 to .02 are nearly the same. */
const wordsShare = 0.01;
const weightShare = 0.3;

export const scoreOf = ({ cosine, words, weight }: Evidence): number =>
  cosine + wordsShare * words + weightShare * Math.log(Math.max(weight, 1e-3));

/** An article that speaks of a thing in several places is more about it than one that names it once. */
const supporters = 3;

/**
 * Brings every score half way to the mean of the best three passages of its document. Keeps the
 * order within a document.
 */
export function withSupport<T extends { readonly document: string; readonly score: number }>(
  passages: readonly T[],
): T[] {
  const byDocument = new Map<string, number[]>();
  for (const { document, score } of passages) {
    const own = byDocument.get(document);
    if (own === undefined) byDocument.set(document, [score]);
    else own.push(score);
  }
  const support = new Map(
    [...byDocument].map(([document, scores]) => {
      const best = scores.sort((a, b) => b - a).slice(0, supporters);
      return [document, best.reduce((sum, score) => sum + score, 0) / best.length];
    }),
  );
  return passages
    .map((each) => ({
      ...each,
      score: (each.score + (support.get(each.document) ?? each.score)) / 2,
    }))
    .sort((a, b) => b.score - a.score);
}
