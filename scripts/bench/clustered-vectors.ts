import { createSeededRandom } from '../../electron/core/replay-ports.ts';

/**
 * @file Vectors that lie as an encoder's do: articles gather around topics, passages around their
 * article, and the first dimensions say more than the last ones. Made from a seed.
 */

export interface ClusteredVectors {
  /** Of passage number `index`; `perArticle` neighbours belong to one article. */
  passage(index: number): Float32Array;
  /** What somebody may ask about one of the articles: farther from it than its passages are. */
  question(index: number): Float32Array;
}

export const perArticle = 20;
const topics = 64;
const spread = { article: 0.8, passage: 0.8, question: 1.2 };

export function clusteredVectors(dimensions: number, passages: number): ClusteredVectors {
  const scale = Float64Array.from({ length: dimensions }, (_, i) => 1 / Math.sqrt(1 + i / 16));
  const draw = (seed: number): Float64Array => {
    const random = createSeededRandom(seed);
    // Box and Muller's transform: two even numbers to one of the bell curve.
    return scale.map(
      (size) =>
        size * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()),
    );
  };
  const articles = Math.ceil(passages / perArticle);
  const ofTopics = Array.from({ length: topics }, (_, topic) => draw(1_000_000 + topic));
  // Passages are asked for in order, so the last article is most often the next one's as well.
  let last = { article: -1, numbers: new Float64Array(dimensions) };
  const ofArticle = (article: number): Float64Array => {
    if (last.article !== article) {
      const ofTopic = ofTopics[article % topics] as Float64Array;
      const own = draw(2_000_000 + article);
      const numbers = ofTopic.map((value, i) => value + spread.article * (own[i] as number));
      last = { article, numbers };
    }
    return last.numbers;
  };
  const vector = (article: number, own: number, distance: number): Float32Array => {
    const noise = draw(own);
    const sum = ofArticle(article).map((value, i) => value + distance * (noise[i] as number));
    const length = Math.hypot(...sum);
    return Float32Array.from(sum, (value) => value / length);
  };
  return {
    passage: (index) => vector(Math.floor(index / perArticle), 10_000_000 + index, spread.passage),
    question: (index) => vector((index * 7919) % articles, 90_000_000 + index, spread.question),
  };
}
