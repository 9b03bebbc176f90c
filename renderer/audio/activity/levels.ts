/** @file How loud a stretch of sound is. Samples are -1 to 1; levels are decibel full scale. */

/** What counts as nothing at all: 15 bits below full scale. */
export const silenceDb = -90;

/**
 * From here on a sample counts as clipped. A little below 1: resampling rounds the flat top that a
 * distorted recorder leaves.
 */
export const clippedFrom = 0.985;

export interface Loudness {
  /** Root mean square, decibel full scale, `silenceDb` to 0. */
  readonly rmsDb: number;
  /** Largest absolute sample. */
  readonly peak: number;
  /** Samples at full scale. */
  readonly clipped: number;
}

/** Decibel full scale of a mean square. */
export const decibelOfMeanSquare = (meanSquare: number): number =>
  meanSquare <= 1e-9 ? silenceDb : Math.min(0, 10 * Math.log10(meanSquare));

export const meanSquareOfDecibel = (db: number): number => (db <= silenceDb ? 0 : 10 ** (db / 10));

/** Measures `length` samples from `start` in one pass. */
export function loudness(
  samples: Float32Array,
  start = 0,
  length = samples.length - start,
): Loudness {
  let sum = 0;
  let peak = 0;
  let clipped = 0;
  for (let index = start; index < start + length; index += 1) {
    const value = samples[index] ?? 0;
    sum += value * value;
    const size = Math.abs(value);
    if (size > peak) peak = size;
    if (size >= clippedFrom) clipped += 1;
  }
  return { rmsDb: decibelOfMeanSquare(length === 0 ? 0 : sum / length), peak, clipped };
}
