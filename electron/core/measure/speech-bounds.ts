/**
 * @file Where speech begins and ends in a recording, by its energy alone. A reference for measuring
 * how long the product takes: its own gate must not be measured against itself.
 */

export interface SpeechBounds {
  readonly startMs: number;
  readonly endMs: number;
}

const frameMs = 10;
/** Below the loud parts of the voice; weak consonants at the end of a word are about so quiet. */
const belowVoiceDb = 30;
const aboveNoiseDb = 6;
/** Frames of every so many that must be loud: a click is no speech. */
const window = { frames: 5, loud: 3 } as const;

const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? -Infinity;

/**
 * First and last moment of speech in a recording of one utterance. Frames of 10 ms count as loud
 * above the larger of: 6 dB over the quietest tenth, 30 dB under the loudest twentieth; and never
 * above 10 dB under the loudest. Speech is where three of five frames are loud.
 *
 * @param samples one channel, -1 to 1
 * @returns milliseconds from the start of the recording; undefined when it is silent
 */
export function findSpeech(samples: Float32Array, rate: number): SpeechBounds | undefined {
  const size = Math.round((rate * frameMs) / 1000);
  const levels: number[] = [];
  for (let at = 0; at + size <= samples.length; at += size) {
    let energy = 0;
    for (let index = at; index < at + size; index += 1) energy += (samples[index] ?? 0) ** 2;
    levels.push(10 * Math.log10(energy / size + 1e-12));
  }
  const ascending = levels.toSorted((a, b) => a - b);
  const loudest = percentile(ascending, 0.95);
  if (loudest < -70) return undefined;
  const threshold = Math.min(
    loudest - 10,
    Math.max(percentile(ascending, 0.1) + aboveNoiseDb, loudest - belowVoiceDb),
  );
  const isLoud = levels.map((level) => level >= threshold);
  const speech = (index: number): boolean =>
    isLoud[index] === true &&
    isLoud.slice(Math.max(0, index - window.frames + 1), index + window.frames).filter(Boolean)
      .length >= window.loud;
  const first = isLoud.findIndex((_, index) => speech(index));
  const last = isLoud.findLastIndex((_, index) => speech(index));
  return first < 0 ? undefined : { startMs: first * frameMs, endMs: (last + 1) * frameMs };
}
