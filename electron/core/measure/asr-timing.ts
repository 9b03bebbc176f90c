import { findSpeech, type SpeechBounds } from './speech-bounds.ts';

/**
 * @file How long words take, measured on recordings of one utterance each that are played one after
 * the other on two channels at once, as in a call.
 */

export interface Utterance {
  readonly name: string;
  readonly samples: Float32Array;
}

export interface PlacedUtterance {
  readonly name: string;
  readonly channel: 0 | 1;
  /** By energy (speech-bounds.ts), milliseconds from the start of the joined sound. */
  readonly speech: SpeechBounds;
  /** Where the next speech of the channel begins, or the sound ends. */
  readonly untilMs: number;
}

export interface PlacedSound {
  readonly rate: number;
  readonly channels: readonly [Float32Array, Float32Array];
  readonly placed: readonly PlacedUtterance[];
}

/**
 * Joins recordings into two channels, each to the one that is shorter so far, with so much silence
 * before, between and after them. Recordings without speech are left out.
 */
export function placeUtterances(
  utterances: readonly Utterance[],
  { rate, gapMs }: { readonly rate: number; readonly gapMs: number },
): PlacedSound {
  const gap = Math.round((gapMs * rate) / 1000);
  const ends: [number, number] = [gap, gap];
  const places = utterances.flatMap(({ name, samples }) => {
    const found = findSpeech(samples, rate);
    if (found === undefined) return [];
    const channel = ends[0] <= ends[1] ? (0 as const) : (1 as const);
    const at = ends[channel];
    ends[channel] = at + samples.length + gap;
    const offset = (at * 1000) / rate;
    const speech = { startMs: offset + found.startMs, endMs: offset + found.endMs };
    return [{ name, channel, at, samples, speech }];
  });
  const length = Math.max(...ends);
  const channels = [new Float32Array(length), new Float32Array(length)] as const;
  for (const { channel, at, samples } of places) channels[channel].set(samples, at);
  const placed = places.map(({ name, channel, speech }, index) => {
    const next = places.slice(index + 1).find((one) => one.channel === channel);
    return {
      name,
      channel,
      speech,
      untilMs: next?.speech.startMs ?? (length * 1000) / rate,
    };
  });
  return { rate, channels, placed };
}

/** Something that a recogniser said at `atMs` after the sound began; a line also says of when. */
export type TimedWords =
  | { readonly kind: 'partial'; readonly channel: 0 | 1; readonly atMs: number }
  | {
      readonly kind: 'line';
      readonly channel: 0 | 1;
      readonly atMs: number;
      readonly startMs: number;
      readonly endMs: number;
    };

export interface UtteranceTimes {
  readonly name: string;
  /** From the start of speech to the first partial; undefined when there was none. */
  readonly firstPartialMs?: number;
  /** From the end of speech to the last line of it; undefined when there was none. */
  readonly finalMs?: number;
}

/** Times of every utterance, from what was said while the sound was played at its own speed. */
export function timesOf(
  placed: readonly PlacedUtterance[],
  said: readonly TimedWords[],
): UtteranceTimes[] {
  return placed.map(({ name, channel, speech, untilMs }) => {
    const own = said.filter((one) => one.channel === channel);
    const partial = own.find(
      ({ kind, atMs }) => kind === 'partial' && atMs > speech.startMs && atMs < untilMs,
    );
    const line = own.findLast(
      (one) => one.kind === 'line' && one.endMs > speech.startMs && one.startMs < speech.endMs,
    );
    return {
      name,
      ...(partial !== undefined && { firstPartialMs: partial.atMs - speech.startMs }),
      ...(line !== undefined && { finalMs: line.atMs - speech.endMs }),
    };
  });
}

/** Nearest-rank percentiles, to whole numbers; null without values. */
export function halfAndMost(values: readonly number[]) {
  const ascending = values.toSorted((a, b) => a - b);
  const at = (share: number): number | null => {
    const value = ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
    return value === undefined ? null : Math.round(value);
  };
  return { p50: at(0.5), p95: at(0.95) };
}
