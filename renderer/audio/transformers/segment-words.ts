import type { HeardWord } from '#domain/speech.ts';

/** @file What a model for whole segments answers, as words with times. */

/** Of transformers.js; times in seconds, the end of the last one may be open. */
export interface SegmentText {
  readonly text: string;
  readonly chunks?: readonly {
    readonly text: string;
    readonly timestamp: readonly [number, number | null];
  }[];
}

/** What such models write for sounds: "[BLANK_AUDIO]", "(music)". */
const sounds = /\[[^\]]*\]|\([^)]*\)|♪/g;
/** Marks around a word; those inside ("o'clock", "1.5", "e-mail") stay. */
const marks = /^[^\p{L}\p{N}$£€%]+|[^\p{L}\p{N}%]+$/gu;

const wordsIn = (text: string): string[] =>
  text
    .replace(sounds, ' ')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(marks, ''))
    .filter((word) => word !== '');

/** Shares a stretch of time among words by their letters. */
function spread(words: readonly string[], fromMs: number, toMs: number): HeardWord[] {
  const letters = words.reduce((sum, word) => sum + word.length + 1, 0);
  let before = 0;
  const at = (count: number): number => Math.round(fromMs + ((toMs - fromMs) * count) / letters);
  return words.map((word) => {
    const startMs = at(before);
    before += word.length + 1;
    // These models do not say how sure they are.
    return { text: word.slice(0, 200), startMs, endMs: at(before), confidence: 1 };
  });
}

/**
 * Words in lower case without marks. Times are the model's own where it gives them, else spread
 * over the segment by letters: a guess that is off by some tenths of a second.
 */
export function segmentWords(answer: SegmentText, segmentMs: number): HeardWord[] {
  const clip = (ms: number): number => Math.min(segmentMs, Math.max(0, Math.round(ms)));
  if (answer.chunks === undefined || answer.chunks.length === 0)
    return spread(wordsIn(answer.text), 0, segmentMs);
  return answer.chunks.flatMap(({ text, timestamp: [from, to] }) =>
    spread(wordsIn(text), clip(from * 1000), clip(to === null ? segmentMs : to * 1000)),
  );
}
