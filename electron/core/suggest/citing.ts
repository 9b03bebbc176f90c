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

/** The sentence of a passage that says most of what is looked for, and the one after it. */
export function bestExcerpt(passage: Passage, wanted: string): string {
  const sentences = sentencesOf(passage.text);
  let best = 0;
  let most = 0;
  for (const [index, sentence] of sentences.entries()) {
    const score = containment(wanted, sentence);
    if (score > most) {
      most = score;
      best = index;
    }
  }
  const first = sentences[best] ?? passage.text;
  const second = sentences[best + 1];
  const both = second === undefined ? first : `${first} ${second}`;
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
