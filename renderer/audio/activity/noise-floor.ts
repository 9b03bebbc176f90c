import { silenceDb } from './levels.ts';

/**
 * @file Where the noise of a channel lies, found by minimum statistics (R. Martin, "Noise power
 * spectral density estimation based on optimal smoothing and minimum statistics", IEEE TSAP 2001),
 * here on the level of the whole band: people pause within four seconds, a fan does not.
 */

/** Frames of 10 ms in one of the windows whose minima are kept. */
const windowFrames = 50;
/** Windows that count: four seconds. */
const windows = 8;
/** The smoothed level's minimum over that time lies about so far below its mean. */
const biasDb = 1.5;
/** Of the level's smoothing, per frame: about 50 ms, so that no single zero crossing is a pause. */
const smoothing = 0.8;

export interface NoiseFloor {
  /** Takes the next 10 ms frame's level; returns the floor, decibel full scale. */
  update(levelDb: number): number;
}

/** @returns a tracker that knows nothing yet: its floor is silence until half a second was heard */
export function createNoiseFloor(): NoiseFloor {
  const minima: number[] = [];
  let smoothed: number | undefined;
  let current = Number.POSITIVE_INFINITY;
  let frames = 0;
  let floor = silenceDb;
  return {
    update: (levelDb) => {
      smoothed =
        smoothed === undefined ? levelDb : smoothing * smoothed + (1 - smoothing) * levelDb;
      current = Math.min(current, smoothed);
      frames += 1;
      if (frames === windowFrames) {
        minima.push(current);
        if (minima.length > windows) minima.shift();
        current = Number.POSITIVE_INFINITY;
        frames = 0;
        floor = Math.min(...minima) + biasDb;
      } else if (minima.length > 0 && current + biasDb < floor) floor = current + biasDb;
      return floor;
    },
  };
}
