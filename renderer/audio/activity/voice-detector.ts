import { type Fvad, frameSamples } from './fvad.ts';
import { type Loudness, loudness } from './levels.ts';
import { createNoiseFloor } from './noise-floor.ts';

/**
 * @file Whether 10 ms of a channel hold voice: first its level against the channel's own noise,
 * which costs one pass over the samples, and only when that says "perhaps" libfvad.
 */

/** Nothing quieter is worth a look: an agent's voice is 30 dB above it, a hiss is not. */
export const quietestVoiceDb = -60;

/** Voice stands out of the noise by at least so much; less and no recogniser understands it. */
const aboveFloorDb = 6;

export interface VoiceFrame extends Loudness {
  readonly voiced: boolean;
}

export interface VoiceDetector {
  /** Judges the frame of `frameSamples` that begins at `start`. */
  next(samples: Float32Array, start: number): VoiceFrame;
}

/** @param fvad absent: the level alone decides, for machines where WebAssembly is switched off */
export function createVoiceDetector(fvad: Fvad | undefined): VoiceDetector {
  const floor = createNoiseFloor();
  return {
    next: (samples, start) => {
      const loud = loudness(samples, start, frameSamples);
      const threshold = Math.max(quietestVoiceDb, floor.update(loud.rmsDb) + aboveFloorDb);
      const voiced = loud.rmsDb > threshold && (fvad === undefined || fvad(samples, start));
      return { ...loud, voiced };
    },
  };
}
