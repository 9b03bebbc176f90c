import { type BandHistory, createBandHistory, frameAt, hopMs } from './band-history.ts';
import { createEchoPath, type EchoPath } from './echo-path.ts';
import { lagFrames } from './likeness.ts';
import { bandCount } from './spectrum.ts';

export interface BleedGate {
  /** See {@link BandHistory}; not to be called when the history is fed elsewhere. */
  readonly add: BandHistory['add'];
  /**
   * Whether the microphone carried only the other side's voice from `startMs` to `endMs` (call's
   * clock, a voice-activity frame of 20 to 30 ms, asked in order of time). A voice-activity gate
   * need not open on it. False in doubt, and until the echo was heard once for about a second.
   */
  onlyOtherSide(startMs: number, endMs: number): boolean;
  /** What is known of the echo; undefined with a headset. */
  path(): { readonly lagMs: number } | undefined;
}

export interface BleedGateOptions {
  readonly maximumLagMs: number;
  readonly history?: BandHistory;
}

/** Frames between two looks at the echo path: the dearest part. */
const learnEvery = 25;
/** What a room adds fades by this factor a frame: 60 dB in 0.35 s. */
const roomDecay = 0.67;
/** Echo and forecast differ by up to this much, decibel, in a band: two voices add in phase or not. */
const tolerance = 6;
/** An excess counts up to this, decibel: one loud band is not a voice. */
const ceiling = 12;
/** Mean excess over the bands, decibel, up to which nobody else speaks. */
const leastExcess = 1.6;
/** Weight of a new frame in the mean excess: 30 ms. */
const smoothing = 0.4;
/** Frames remembered of the decision. */
const remembered = 512;

/**
 * Forecasts in each band what the microphone must hear of the customer, and looks for what it
 * hears beyond that: the agent's own voice. Frame by frame, in order.
 */
export function createBleedGate(options: BleedGateOptions): BleedGate {
  const history = options.history ?? createBandHistory();
  const lags = lagFrames(options.maximumLagMs);
  const echo = createEchoPath(history, lags);
  const decisions = new Uint8Array(remembered);
  const forecast = new Float32Array(bandCount);
  let next = -1;
  let excess = 0;

  const decide = (frame: number): boolean => {
    if (frame % learnEvery === 0) echo.learn(frame);
    const path = echo.get();
    const row = history.agent.row(frame);
    if (path === undefined || row < 0) return false;
    const expected = foretell(history, path, frame, forecast);
    let sum = 0;
    for (let band = 0; band < bandCount; band += 1) {
      const known = (forecast[band] ?? 0) + (history.agent.noise[band] ?? 0);
      const over = 10 * Math.log10((history.agent.powers[row + band] ?? 0) / known) - tolerance;
      sum += Math.min(ceiling, Math.max(0, over));
    }
    excess += smoothing * (sum / bandCount - excess);
    return expected && excess < leastExcess;
  };

  return {
    add: history.add,
    path: () => {
      const path = echo.get();
      return path === undefined ? undefined : { lagMs: path.lag * hopMs };
    },
    onlyOtherSide: (startMs, endMs) => {
      const [first, last] = [frameAt(startMs), Math.min(frameAt(endMs), history.agent.newest())];
      // After a gap, or the first time: what was before is not decided any more.
      if (next < 0 || last - next > remembered) next = Math.max(0, first - lags);
      for (; next <= last; next += 1) decisions[next % remembered] = decide(next) ? 1 : 0;
      if (last < first || next - first > remembered) return false;
      let votes = 0;
      for (let frame = first; frame <= last; frame += 1)
        votes += decisions[frame % remembered] ?? 0;
      return votes * 2 > last - first + 1;
    },
  };
}

/** Fills in the power expected of the customer's voice. @returns whether it stands out of the noise */
function foretell(
  { agent, customer }: BandHistory,
  path: EchoPath,
  frame: number,
  forecast: Float32Array,
): boolean {
  let heard = 0;
  for (let band = 0; band < bandCount; band += 1) {
    let said = 0;
    for (let off = -1; off <= 1; off += 1) {
      const row = customer.row(frame - path.lag + off);
      if (row >= 0) said = Math.max(said, customer.powers[row + band] ?? 0);
    }
    const now = said * (path.gains[band] ?? 0);
    forecast[band] = Math.max(now, roomDecay * (forecast[band] ?? 0));
    if ((forecast[band] ?? 0) > (agent.noise[band] ?? 0) / 4) heard += 1;
  }
  return heard >= 2;
}
