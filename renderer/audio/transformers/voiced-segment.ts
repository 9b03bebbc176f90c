import { sampleRate } from '../recogniser.ts';

/** @file What was said since the last end, for a model that wants it in one piece. */

/** Of the level meter: under it nothing is speech, and these models invent words in silence. */
const quietest = 0.003;
const frame = sampleRate / 50;
/** Kept before the first and after the last sound, so that soft beginnings stay. */
const marginFrames = 15;

export interface Segment {
  readonly samples: Float32Array<ArrayBuffer>;
  /** Samples of the channel before it. */
  readonly from: number;
}

function isLoud(samples: Float32Array, from: number): boolean {
  let sum = 0;
  const end = Math.min(from + frame, samples.length);
  for (let at = from; at < end; at += 1) sum += (samples[at] ?? 0) ** 2;
  return Math.sqrt(sum / (end - from)) >= quietest;
}

/** Joined, with silence cut off at both ends; undefined when there is nothing but silence. */
export function voicedSegment(
  blocks: readonly Float32Array<ArrayBuffer>[],
  from: number,
): Segment | undefined {
  const whole = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let filled = 0;
  for (const block of blocks) {
    whole.set(block, filled);
    filled += block.length;
  }
  let first = 0;
  while (first < whole.length && !isLoud(whole, first)) first += frame;
  if (first >= whole.length) return undefined;
  let last = first;
  for (let at = first; at < whole.length; at += frame) if (isLoud(whole, at)) last = at;
  const start = Math.max(0, first - marginFrames * frame);
  const end = Math.min(whole.length, last + (marginFrames + 1) * frame);
  return { samples: whole.slice(start, end), from: from + start };
}
