import type { Speaker } from '../../electron/domain/conversation.ts';
import type { HeardWord } from '../../electron/domain/speech.ts';
import { exchanges, type Stance } from './bleed-lines.ts';

/** A seeded source of numbers from 0 to 1 (mulberry32), so that every run is the same. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A line as it was really said, before any microphone. */
export interface SaidLine {
  readonly speaker: Speaker;
  readonly text: string;
  readonly stance: Stance;
  readonly words: readonly HeardWord[];
  readonly startMs: number;
  readonly endMs: number;
}

/** How long a line takes to say: given by its recording, or guessed from its letters. */
export type Duration = (text: string, speaker: Speaker) => number;
export const guessedDuration: Duration = (text) => 180 + 62 * text.length;

/** Lays the exchanges out on one clock, with word times in proportion to the letters. */
export function layOut(seed: number, duration: Duration = guessedDuration): SaidLine[] {
  const random = seeded(seed);
  const lines: SaidLine[] = [];
  let clock = 1_000;
  for (const [customer, stance, agent] of exchanges) {
    const said = placed('customer', customer, stance, clock, duration(customer, 'customer'));
    const start = agentStart(stance, said, random);
    const answer = placed('agent', agent, stance, start, duration(agent, 'agent'));
    lines.push(said, answer);
    clock = Math.max(said.endMs, answer.endMs) + 1_200 + 600 * random();
  }
  return lines;
}

function agentStart(stance: Stance, said: SaidLine, random: () => number): number {
  const length = said.endMs - said.startMs;
  switch (stance) {
    case 'after':
      return said.endMs + 900 + 500 * random();
    case 'soon':
      return said.endMs + 60 + 160 * random();
    case 'over':
      return said.startMs + length * (0.45 + 0.25 * random());
    case 'word':
      return said.startMs + length * (0.3 + 0.3 * random());
    case 'readback':
      return said.endMs + 250 + 500 * random();
  }
}

function placed(
  speaker: Speaker,
  text: string,
  stance: Stance,
  start: number,
  length: number,
): SaidLine {
  const tokens = text.split(' ');
  const total = tokens.reduce((sum, token) => sum + token.length + 1, 0);
  let at = start;
  const words = tokens.map((token): HeardWord => {
    const startMs = at;
    at += (length * (token.length + 1)) / total;
    return { text: token, startMs, endMs: at, confidence: 1 };
  });
  return { speaker, text, stance, words, startMs: start, endMs: start + length };
}

/** Words that a recogniser writes for one another; others lose or change a letter. */
const confusions: Readonly<Record<string, string>> = {
  two: 'to',
  four: 'for',
  oh: 'o',
  it: 'that',
  is: 'his',
  the: 'a',
  a: 'the',
  and: 'in',
  in: 'and',
  i: 'a',
  to: 'the',
  of: 'a',
  that: 'at',
  nine: 'mine',
  five: 'fine',
  right: 'write',
  here: 'hear',
  month: 'months',
};
const strangers = ['bell', 'water', 'card', 'mister', 'well', 'some', 'think', 'more'];

/**
 * What a recogniser makes of words: at the rate given one is changed (half of them to something that
 * sounds alike), lost, or has another put beside it, 6 : 3 : 1; times are off by some 30 ms.
 */
export function misheard(
  words: readonly HeardWord[],
  how: { readonly rate: number; readonly lost?: number; readonly random: () => number },
): HeardWord[] {
  const { rate, lost = 0, random } = how;
  const jitter = (): number => 60 * (random() + random() - 1);
  return words.flatMap((word): HeardWord[] => {
    if (random() < lost) return [];
    const startMs = Math.max(0, word.startMs + jitter());
    const timed = { ...word, startMs, endMs: Math.max(startMs + 30, word.endMs + jitter()) };
    if (random() >= rate) return [timed];
    const stranger = strangers[Math.floor(random() * strangers.length)] ?? 'well';
    const kind = random();
    if (kind < 0.3) return [{ ...timed, text: confusions[word.text] ?? alike(word.text, random) }];
    if (kind < 0.6) return [{ ...timed, text: stranger }];
    if (kind < 0.9) return [];
    return [timed, { ...timed, text: stranger, startMs: timed.endMs, endMs: timed.endMs + 90 }];
  });
}

function alike(text: string, random: () => number): string {
  if (text.length < 4) return `${text}s`;
  const at = 1 + Math.floor(random() * (text.length - 2));
  return random() < 0.5
    ? text.slice(0, at) + text.slice(at + 1)
    : `${text.slice(0, at)}${'aeiou'[Math.floor(random() * 5)] ?? 'a'}${text.slice(at + 1)}`;
}
