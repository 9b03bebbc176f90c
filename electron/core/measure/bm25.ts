/**
 * Plain BM25 (Robertson and Zaragoza 2009; k1 1.2, b .75): the reference that search is measured
 * against, without anything of the product's ranking in it. Each word of a query counts once: of a
 * talk, counting what comes again halves what it finds.
 */
export interface Bm25 {
  /** Document numbers with any word of the query, best first; of equal ones the first first. */
  rank(query: string, limit: number): number[];
  /** Of one document; 0 without a word of the query. */
  score(query: string, document: number): number;
}

const k1 = 1.2;
const b = 0.75;

/** @param wordsOf what of a text counts: without stop words and endings it is a harder reference */
export function createBm25(
  documents: readonly string[],
  wordsOf: (text: string) => readonly string[],
): Bm25 {
  const postings = new Map<string, [document: number, times: number][]>();
  const lengths: number[] = [];
  for (const [document, text] of documents.entries()) {
    const words = wordsOf(text);
    lengths.push(words.length);
    const times = new Map<string, number>();
    for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
    for (const [word, count] of times) {
      const known = postings.get(word);
      if (known === undefined) postings.set(word, [[document, count]]);
      else known.push([document, count]);
    }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const scoresOf = (query: string): Map<number, number> => {
    const scores = new Map<number, number>();
    for (const word of new Set(wordsOf(query))) {
      const holding = postings.get(word);
      if (holding === undefined) continue;
      const rarity = Math.log(
        1 + (documents.length - holding.length + 0.5) / (holding.length + 0.5),
      );
      for (const [document, times] of holding) {
        const length = (lengths[document] ?? 0) / average;
        const score = (rarity * times * (k1 + 1)) / (times + k1 * (1 - b + b * length));
        scores.set(document, (scores.get(document) ?? 0) + score);
      }
    }
    return scores;
  };
  return {
    rank: (query, limit) =>
      [...scoresOf(query)]
        .sort(([one, a], [two, c]) => c - a || one - two)
        .slice(0, limit)
        .map(([document]) => document),
    score: (query, document) => scoresOf(query).get(document) ?? 0,
  };
}
