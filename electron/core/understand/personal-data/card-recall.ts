import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine } from '#domain/speech.ts';
import type { Judged, JudgedRun } from './card-judge.ts';
import { placeholderPattern, placeholders } from './card-placeholders.ts';

/** A turn of a call as it was stored; milliseconds on the call's clock. */
export interface EarlierTurn {
  readonly speaker: Speaker;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * A stored turn as a line that was heard: blanks where card data was taken out, and for each such
 * place a run whose digits nobody knows any more.
 */
export function readBack(turn: EarlierTurn): {
  readonly line: HeardLine;
  readonly marks: readonly JudgedRun[];
} {
  const { endMs, speaker, startMs } = turn;
  const marks = [...turn.text.matchAll(placeholderPattern)].map((found): JudgedRun => {
    const [start, end] = [found.index, found.index + found[0].length];
    const kind = found[0] === placeholders.security_code ? 'security_code' : 'card_number';
    const run = { units: [], digits: '', start, end, first: 0, after: 0 };
    return { run, verdict: 'mask', kind, start, end };
  });
  const text = turn.text.replace(placeholderPattern, (found) => ' '.repeat(found.length));
  const words = [{ text, startMs, endMs, confidence: 1 }];
  return { line: { speaker, words, startMs, endMs, model: 'stored' }, marks };
}

/**
 * What the watch would have made of the line with the digits in it. Whether the number was whole
 * then, nobody knows: it is taken to go on.
 */
export function withMarks(judged: Judged, marks: readonly JudgedRun[]): Judged {
  const last = marks.at(-1);
  if (last === undefined) return judged;
  const runs = [...judged.runs, ...marks].toSorted((a, b) => a.start - b.start);
  if (runs.findLast((run) => run.verdict === 'mask') !== last) return { ...judged, runs };
  return { ...judged, runs, topic: last.kind === 'security_code' ? 'code' : 'card' };
}

/** Whether a line is the one that a stored turn was made of, whose times are rounded. */
export const isSame = (stored: HeardLine, line: HeardLine): boolean =>
  stored.speaker === line.speaker && Math.abs(stored.startMs - line.startMs) <= 1;
