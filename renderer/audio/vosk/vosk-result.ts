import type { HeardWord } from '#domain/speech.ts';

/**
 * @file What Vosk answers, as words. Read by hand and not with a schema: the worker stays small,
 * and zod's probe for `new Function` has no place in it.
 */

/** Of Vosk: times in seconds since the recogniser was made, `conf` at times a little over 1. */
interface Spoken {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly conf: number;
}

const isSpoken = (one: unknown): one is Spoken =>
  typeof one === 'object' &&
  one !== null &&
  'word' in one &&
  typeof one.word === 'string' &&
  ['start', 'end', 'conf'].every((name) =>
    Number.isFinite(Number((one as Readonly<Record<string, unknown>>)[name]) * 1000),
  );

function fieldOf(json: string, name: string): unknown {
  const answer: unknown = JSON.parse(json);
  return typeof answer === 'object' && answer !== null
    ? (answer as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** What stands for sounds and for words outside the vocabulary: `[unk]`, `<unk>`, `[noise]`. */
const isNoWord = (text: string): boolean => text.trim() === '' || /^[[<].*[\]>]$/.test(text.trim());

const inMs = (seconds: number): number => Math.max(0, Math.round(seconds * 1000));

/** Words of `Result` and `FinalResult`; none for silence and noise. */
export function wordsOf(json: string): HeardWord[] {
  const spoken = fieldOf(json, 'result');
  return (Array.isArray(spoken) ? spoken : [])
    .filter(isSpoken)
    .filter(({ word }) => !isNoWord(word))
    .map(({ word, start, end, conf }) => ({
      text: word.slice(0, 200),
      startMs: inMs(start),
      endMs: inMs(end),
      confidence: Math.min(1, Math.max(0, conf)),
    }));
}

/** Text of `PartialResult`; empty for silence and noise. */
export function partialOf(json: string): string {
  const text = fieldOf(json, 'partial');
  return (typeof text === 'string' ? text : '')
    .split(/\s+/)
    .filter((word) => !isNoWord(word))
    .join(' ');
}
