import type { Span } from '#domain/conversation.ts';
import type { SentimentLabel } from '#domain/insight.ts';
import { polarityOf } from './sentiment-lexicon.ts';
import { wordsOf } from './number-words.ts';

/** @file The words that a sentiment stands on. */

const remembered = 5_000;
const most = 5;
const readLength = 2_000;

const valences = new Map<string, number>();
function valenceOf(word: string): number {
  const known = valences.get(word);
  if (known !== undefined) return known;
  if (valences.size >= remembered) valences.clear();
  const valence = polarityOf(word).compound;
  valences.set(word, valence);
  return valence;
}

const flips = /^(?:not|no|never|nothing|nobody|without|hardly|\w+n['’]?t|cannot)$/u;

/** The words that speak for the label, strongest first, at most five; a denied word speaks against. */
export function wordsFor(text: string, value: SentimentLabel): Span[] {
  if (value === 'neutral') return [];
  const sign = value === 'negative' ? -1 : 1;
  const words = wordsOf(text.slice(0, readLength));
  return words
    .map((word, i) => {
      const denied = words.slice(Math.max(0, i - 3), i).findLast((other) => flips.test(other.text));
      const valence = valenceOf(word.text) * sign * (denied === undefined ? 1 : -0.74);
      return { start: denied?.start ?? word.start, end: word.end, valence };
    })
    .filter(({ valence }) => valence > 0)
    .sort((a, b) => b.valence - a.valence)
    .slice(0, most)
    .map(({ start, end }) => ({ start, end }));
}

/** The parts of a text that can stand alone; at most `limit`, the first and the last kept. */
export function clausesOf(text: string, limit = 4): Span[] {
  const found: Span[] = [];
  const read = text.slice(0, readLength);
  const breaks =
    /[.!?;,\n]+\s+|\s+(?:-|–|—)\s+|\s+(?=(?:but|and|because|so|although|however)\s)/giu;
  let start = 0;
  const add = (end: number): void => {
    const part = read.slice(start, end);
    const lead = part.length - part.trimStart().length;
    if (wordsOf(part).length > 1)
      found.push({ start: start + lead, end: start + part.trimEnd().length });
  };
  for (const { index, 0: sign } of read.matchAll(breaks)) {
    add(index + sign.trimEnd().length);
    start = index + sign.length;
  }
  add(read.length);
  return found.length <= limit ? found : [...found.slice(0, limit - 1), ...found.slice(-1)];
}
