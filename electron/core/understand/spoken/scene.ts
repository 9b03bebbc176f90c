import type { MendedSpan, HeardWord } from '#domain/speech.ts';
import type { Word } from '../number-words.ts';

/** @file A line as the rules of writing see it: its words, what was said before, and the pack's place. */

/** One word of the line. `said` is what rules compare, `raw` what is written when none applies. */
export interface Token {
  readonly said: string;
  readonly raw: string;
  readonly confidence: number;
}

export interface Scene {
  readonly tokens: readonly Token[];
  /** The same words with places in `text`, as the number reader takes them. */
  readonly words: readonly Word[];
  /** The words with one blank between, lower case. */
  readonly text: string;
  /** The last two turns before this one, lower case: what was asked, or repeated. */
  readonly asked: string;
  /** The last turns, lower case: what the talk is about. */
  readonly recent: string;
  /** ISO 3166. */
  readonly region: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Words `at` to `at + count` written as `text`. */
export interface Rewrite {
  readonly at: number;
  readonly count: number;
  readonly text: string;
  readonly kind: MendedSpan['kind'];
}

/** Tries to write what begins at a word; undefined where the rule does not apply. */
export type Rule = (scene: Scene, at: number) => Rewrite | undefined;

const turnsRead = 8;
const askedTurns = 2;
/** Characters of one earlier turn that are read. */
const turnReach = 400;

export interface Earlier {
  readonly before: readonly { readonly speaker: string; readonly text: string }[];
}

/** Splits the recogniser's words (one may hold several) and lower-cases what rules compare. */
export function sceneOf(
  heard: readonly HeardWord[],
  { before }: Earlier,
  region: string,
  currency: string,
): Scene {
  const tokens = heard.flatMap(({ text, confidence }): Token[] =>
    text
      .split(/\s+/u)
      .filter((raw) => raw !== '')
      .map((raw) => ({ said: raw.toLowerCase().replaceAll('’', "'"), raw, confidence })),
  );
  let at = 0;
  const words = tokens.map(({ said }): Word => {
    const word = { text: said, start: at, end: at + said.length };
    at += said.length + 1;
    return word;
  });
  const last = (count: number): string =>
    before
      .slice(-count)
      .map(({ text }) => text.slice(-turnReach))
      .join('\n')
      .toLowerCase();
  return {
    tokens,
    words,
    text: tokens.map(({ said }) => said).join(' '),
    asked: last(askedTurns),
    recent: last(turnsRead),
    region,
    currency,
  };
}

/** What the word at an index is, lower case; empty outside the line. */
export const saidAt = (scene: Scene, index: number): string => scene.tokens[index]?.said ?? '';

/** Up to `count` words before an index, joined, with a blank at the end. */
export function wordsBefore(scene: Scene, index: number, count: number): string {
  const words = scene.tokens.slice(Math.max(0, index - count), index);
  return words.length === 0 ? '' : `${words.map(({ said }) => said).join(' ')} `;
}
