import type { Echo } from '#domain/speech.ts';
import { type BandHistory, createBandHistory, frameAt, hopMs } from './band-history.ts';
import { compare, lagFrames } from './likeness.ts';
import { bandCount } from './spectrum.ts';

export interface EchoMeter {
  /** See {@link BandHistory}; not to be called when the history is fed elsewhere. */
  readonly add: BandHistory['add'];
  /**
   * How like the microphone's sound from `startMs` to `endMs` (call's clock) was to the customer's
   * up to the maximum lag before. Undefined when one of the channels was not heard at that time, or
   * it is longer than a minute ago. 0 when the customer was silent.
   */
  measure(startMs: number, endMs: number): Echo | undefined;
}

export interface EchoMeterOptions {
  /** Longest way from the customer's channel to the microphone, capture buffers included. */
  readonly maximumLagMs: number;
  /** Shared with a bleed gate, so that the sound is looked at once. */
  readonly history?: BandHistory;
}

/** Less of the customer's voice than this share of the frames is a breath and no speech. */
const leastActive = 0.1;
/** The meter's lower end, for a microphone that heard nothing. */
const quietest = -100;

/**
 * Likeness from which a stretch is the customer's voice and nothing else. On the simulated set
 * (scripts/bench/bleed.ts) bleed alone has 0.93 to 0.99, both voices at once up to 0.62.
 */
const doubled = 0.8;
export const isDoubled = (echo: Echo): boolean => echo.likeness >= doubled;

/** Tells the customer's voice in the microphone from the agent's own; works on 16 kHz samples. */
export function createEchoMeter(options: EchoMeterOptions): EchoMeter {
  const history = options.history ?? createBandHistory();
  const lags = lagFrames(options.maximumLagMs);
  return {
    add: history.add,
    measure: (startMs, endMs) => {
      const [first, last] = [frameAt(startMs), frameAt(endMs)];
      const found = compare(history, { first, last, lags });
      if (found === undefined) return undefined;
      const { best, active } = found;
      const levelDb = levelAt(history, first, last, best.lag);
      const likeness = active < leastActive ? 0 : Math.min(1, Math.max(0, best.correlation));
      return { likeness, lagMs: best.lag * hopMs, levelDb };
    },
  };
}

/** Level of the microphone above its noise against the customer's, at a lag. */
function levelAt(history: BandHistory, first: number, last: number, lag: number): number {
  let [heard, said] = [0, 0];
  const { agent, customer } = history;
  for (let frame = first; frame <= last; frame += 1) {
    const [row, before] = [agent.row(frame), customer.row(frame - lag)];
    if (row < 0 || before < 0) continue;
    for (let band = 0; band < bandCount; band += 1) {
      heard += Math.max(0, (agent.powers[row + band] ?? 0) - (agent.noise[band] ?? 0) / 4);
      said += customer.powers[before + band] ?? 0;
    }
  }
  return heard <= 0 || said <= 0 ? quietest : Math.max(quietest, 10 * Math.log10(heard / said));
}
