import type { HeardWord } from '#domain/speech.ts';
import type { JudgedRun } from './card-judge.ts';
import { placeholders } from './card-placeholders.ts';

/** A stretch of time on the call's clock. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A recogniser's word times are off by less than this; ms. */
const marginMs = 300;
/** Stands in a caption for digits that may or may not be a card's. */
const unknown = '…';

/** Where each word begins in the text of the words joined by blanks. */
function startsOf(words: readonly HeardWord[]): number[] {
  let at = 0;
  return words.map((word) => {
    const start = at;
    at += word.text.length + 1;
    return start;
  });
}

/** The words a masked run touches: index of the first, and of the one after the last. */
function touched(words: readonly HeardWord[], starts: readonly number[], run: JudgedRun): number[] {
  return words.flatMap((word, index) => {
    const start = starts[index] ?? 0;
    return start < run.end && run.start < start + word.text.length ? [index] : [];
  });
}

/** The words with each masked run replaced by one that is the placeholder. */
export function maskedWords(words: readonly HeardWord[], masks: readonly JudgedRun[]): HeardWord[] {
  const starts = startsOf(words);
  const result: (HeardWord | undefined)[] = [...words];
  for (const mask of masks) {
    const indexes = touched(words, starts, mask);
    const [first, last] = [words[indexes[0] ?? -1], words[indexes.at(-1) ?? -1]];
    if (first === undefined || last === undefined) continue;
    for (const index of indexes) result[index] = undefined;
    result[indexes[0] ?? 0] = {
      text: placeholders[mask.kind],
      startMs: first.startMs,
      endMs: last.endMs,
      confidence: 1,
    };
  }
  return result.filter((word) => word !== undefined);
}

/** When the masked runs were said, with a margin, joined where they touch. */
export function spansOf(words: readonly HeardWord[], masks: readonly JudgedRun[]): Span[] {
  const starts = startsOf(words);
  const spans: Span[] = [];
  for (const mask of masks) {
    const said = touched(words, starts, mask).map((index) => words[index] as HeardWord);
    const [first, last] = [said[0], said.at(-1)];
    if (first === undefined || last === undefined) continue;
    const span = {
      startMs: Math.max(0, first.startMs - marginMs),
      endMs: last.endMs + marginMs,
    };
    const before = spans.at(-1);
    if (before !== undefined && span.startMs <= before.endMs)
      spans[spans.length - 1] = { startMs: before.startMs, endMs: span.endMs };
    else spans.push(span);
  }
  return spans;
}

/** A partial for the caption. `loose`: so many unknown digits may still be shown. */
export function maskedText(text: string, runs: readonly JudgedRun[], loose: number): string {
  let result = '';
  let done = 0;
  let left = loose;
  for (const at of runs) {
    if (at.verdict === 'free') continue;
    if (at.verdict === 'open') {
      left -= at.run.digits.length;
      if (left >= 0) continue;
    }
    result += text.slice(done, at.start);
    result += at.verdict === 'mask' ? placeholders[at.kind] : unknown;
    done = at.end;
  }
  return result + text.slice(done);
}
