import type { Citation, Passage } from '#domain/knowledge.ts';
import { containment, sentencesOf, shorten, wordsOf } from './words.ts';

const mostQuote = 280;

/** Points to a passage with the words of it that were used. */
export const cite = (passage: Passage, quote: string): Citation => ({
  passage: passage.id,
  document: passage.document,
  title: passage.title,
  heading: passage.heading,
  anchor: passage.anchor,
  quote: shorten(quote, mostQuote),
});

/** The two sentences of a passage that say most of what is looked for, or one if they are long. */
export function bestExcerpt(passage: Passage, wanted: string): string {
  const sentences = sentencesOf(passage.text).map((text) => text.replace(/^(?:-|\d+\.)\s/, ''));
  const scores = sentences.map((sentence) => containment(wanted, sentence));
  let best = 0;
  let most = -1;
  for (const [index, score] of scores.entries()) {
    // A sentence that says it itself is worth more than its neighbour.
    const both = score + (scores[index + 1] ?? 0) / 2;
    if (both > most) {
      most = both;
      best = index;
    }
  }
  const first = sentences[best] ?? passage.text;
  const second = sentences[best + 1];
  const glue = /[.!?:;]$/.test(first) ? ' ' : '; ';
  const both = second === undefined ? first : first + glue + second;
  return both.length <= mostQuote ? both : shorten(first, mostQuote);
}

/** The passage with most of the words, if it has at least `least` of them. */
export function bestPassage(
  passages: readonly Passage[],
  wanted: string,
  least: number,
): Passage | undefined {
  if (wordsOf(wanted).length < 3) return undefined;
  let best: Passage | undefined;
  let most = least;
  for (const passage of passages) {
    const score = containment(wanted, `${passage.heading} ${passage.text}`);
    if (score > most || (score === most && best === undefined)) {
      most = score;
      best = passage;
    }
  }
  return best;
}
