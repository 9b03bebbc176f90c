import { type BandHistory } from './band-history.ts';
import { compare, isVoiced } from './likeness.ts';
import { bandCount } from './spectrum.ts';

/** The way from the other side's voice to the microphone, as learned so far. */
export interface EchoPath {
  /** In frames. */
  readonly lag: number;
  /** Power that comes through, per band. */
  readonly gains: Float32Array;
}

/** Frames looked back over: long enough for some words, short enough to find a moment of echo alone. */
const window = 120;
/** So like is only the other side's voice alone. */
const sure = 0.75;
/** The customer speaks in at least this share of the window. */
const leastActive = 0.4;
/** Lags of one way differ by so many frames. */
const sameLag = 2;
/** Frames between two looks that hear the way for the first time. */
const apart = 50;
/** Weight of a new window in the gains. */
const pace = 0.35;
/** Of the cells where the customer is loud, the gain is this one's: an agent's word adds to few. */
const middle = 0.5;

/**
 * Learns lag and gain of the echo from moments when the customer speaks and the microphone hears
 * the same. Keeps what it knows while nobody speaks; `undefined` until the first such moment, as
 * with a headset for the whole call.
 */
export function createEchoPath(history: BandHistory, lags: number) {
  let path: EchoPath | undefined;
  let seen: { readonly lag: number; readonly at: number } | undefined;
  return {
    get: (): EchoPath | undefined => path,
    /** Looks at the frames up to `last`. */
    learn: (last: number): void => {
      let active = 0;
      for (let frame = last - window + 1; frame <= last; frame += 4)
        if (isVoiced(history.customer, frame) && isVoiced(history.agent, frame)) active += 4;
      if (active < leastActive * window) return;
      const found = compare(history, { first: last - window + 1, last, lags, most: 60 });
      if (found === undefined || found.best.correlation < sure) return;
      const { lag } = found.best;
      if (path === undefined || Math.abs(path.lag - lag) > sameLag) {
        // Two voices are alike by chance for a second, but not twice at the same lag.
        const again = seen !== undefined && Math.abs(seen.lag - lag) <= sameLag;
        if (!again) seen = { lag, at: last };
        if (!again || seen === undefined || last - seen.at < apart) return;
        path = { lag, gains: measuredGains(history, last, lag) };
        return;
      }
      seen = undefined;
      const before = path.gains;
      const gains = measuredGains(history, last, lag).map(
        (gain, band) => (before[band] ?? 0) ** (1 - pace) * gain ** pace,
      );
      path = { lag, gains };
    },
  };
}

/** Median of microphone against customer over the cells where the customer is loud. */
function measuredGains({ agent, customer }: BandHistory, last: number, lag: number): Float32Array {
  return new Float32Array(bandCount).map((_, band) => {
    const cells: { said: number; ratio: number }[] = [];
    for (let frame = last - window + 1; frame <= last; frame += 1) {
      const [row, before] = [agent.row(frame), customer.row(frame - lag)];
      if (row < 0 || before < 0) continue;
      const said = customer.powers[before + band] ?? 0;
      const heard = Math.max(1e-12, (agent.powers[row + band] ?? 0) - (agent.noise[band] ?? 0) / 4);
      cells.push({ said, ratio: heard / said });
    }
    const loud = cells.toSorted((a, b) => b.said - a.said).slice(0, Math.ceil(cells.length / 4));
    const ratios = loud.map((cell) => cell.ratio).sort((a, b) => a - b);
    return Math.max(1e-10, ratios[Math.floor(ratios.length * middle)] ?? 1e-10);
  });
}
