import { type BandHistory, hopMs } from './band-history.ts';
import { bandCount } from './spectrum.ts';

/** How like the microphone's frames were to the customer's some time before. */
export interface LagScore {
  /** Correlation of the two, -1 to 1. */
  readonly correlation: number;
  /** In frames. */
  readonly lag: number;
}

export interface Likeness {
  readonly best: LagScore;
  /** Power that the microphone has of the customer's, per band. */
  readonly gains: Float32Array;
  /** Share of the frames in which the customer was heard at the best lag. */
  readonly active: number;
}

/** Frames looked at for one answer; longer stretches are thinned out. */
const most = 600;
/** Louder than its noise by this factor (6 dB) a frame holds a voice. */
const voiced = 4;

/**
 * Compares frames `first` to `last` of the microphone with the customer's frames up to `lags`
 * before them: correlation of the two in log power over time and bands, each band about its own
 * mean, so that the level and the colouring of speaker and room do not count. The customer's side
 * is first brought to the microphone's level and put under its noise: what the noise hides there
 * cannot be told apart. After the echo detector of WebRTC (covariance of powers over lags), with
 * bands. Undefined where a channel was not heard.
 */
export function compare(
  history: BandHistory,
  range: {
    readonly first: number;
    readonly last: number;
    readonly lags: number;
    /** Frames looked at; more are thinned out. */
    readonly most?: number;
  },
): Likeness | undefined {
  const { agent, customer } = history;
  const step = Math.max(1, Math.ceil((range.last - range.first + 1) / (range.most ?? most)));
  const rows: number[] = [];
  const places: number[] = [];
  for (let frame = range.first; frame <= range.last; frame += step) {
    const row = agent.row(frame);
    if (row < 0) continue;
    rows.push(row);
    places.push(frame);
  }
  if (places.length < 5) return undefined;
  const from = range.first - range.lags;
  const gains = gainsOf(history, rows, from, range.last);
  if (gains === undefined) return undefined;

  const x = new Float32Array(rows.length * bandCount);
  for (const [index, row] of rows.entries())
    for (let band = 0; band < bandCount; band += 1)
      x[index * bandCount + band] = Math.log(
        (agent.powers[row + band] ?? 0) + (agent.noise[band] ?? 0),
      );
  const span = range.last - from + 1;
  const y = new Float32Array(span * bandCount);
  for (let index = 0; index < span; index += 1) {
    const row = customer.row(from + index);
    for (let band = 0; band < bandCount; band += 1) {
      const power = row < 0 ? 0 : (customer.powers[row + band] ?? 0);
      y[index * bandCount + band] = Math.log(
        (gains[band] ?? 0) * power + 2 * (agent.noise[band] ?? 0),
      );
    }
  }
  centre(x);
  let best: LagScore = { correlation: -1, lag: 0 };
  for (let lag = 0; lag <= range.lags; lag += 1) {
    const correlation = correlate(x, y, places, from + lag);
    if (correlation > best.correlation) best = { correlation, lag };
  }
  return { best, gains, active: activeShare(history, places, best.lag) };
}

/** Takes each band's mean away. */
function centre(x: Float32Array): void {
  for (let band = 0; band < bandCount; band += 1) {
    let sum = 0;
    for (let at = band; at < x.length; at += bandCount) sum += x[at] ?? 0;
    const mean = (sum * bandCount) / x.length;
    for (let at = band; at < x.length; at += bandCount) x[at] = (x[at] ?? 0) - mean;
  }
}

function correlate(
  x: Float32Array,
  y: Float32Array,
  places: readonly number[],
  origin: number,
): number {
  const sums = new Float64Array(bandCount);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let index = 0; index < places.length; index += 1) {
    const xRow = index * bandCount;
    const yRow = ((places[index] ?? 0) - origin) * bandCount;
    for (let band = 0; band < bandCount; band += 1) {
      const a = x[xRow + band] ?? 0;
      const b = y[yRow + band] ?? 0;
      sums[band] = (sums[band] ?? 0) + b;
      xx += a * a;
      xy += a * b;
      yy += b * b;
    }
  }
  for (const sum of sums) yy -= (sum * sum) / places.length;
  return xx <= 0 || yy <= 1e-9 ? 0 : xy / Math.sqrt(xx * yy);
}

/** Mean power of the microphone above its noise against the customer's, per band. */
function gainsOf(
  { agent, customer }: BandHistory,
  rows: readonly number[],
  from: number,
  last: number,
): Float32Array | undefined {
  const heard = new Float64Array(bandCount);
  const said = new Float64Array(bandCount);
  for (const row of rows)
    for (let band = 0; band < bandCount; band += 1)
      heard[band] =
        (heard[band] ?? 0) +
        Math.max(0, (agent.powers[row + band] ?? 0) - (agent.noise[band] ?? 0)) / rows.length;
  let count = 0;
  for (let frame = from; frame <= last; frame += 1) {
    const row = customer.row(frame);
    if (row < 0) continue;
    count += 1;
    for (let band = 0; band < bandCount; band += 1)
      said[band] = (said[band] ?? 0) + (customer.powers[row + band] ?? 0);
  }
  if (count === 0) return undefined;
  return new Float32Array(bandCount).map((_, band) =>
    Math.min(100, (heard[band] ?? 0) / Math.max(1e-12, (said[band] ?? 0) / count)),
  );
}

function activeShare({ customer }: BandHistory, places: readonly number[], lag: number): number {
  let count = 0;
  for (const place of places) if (isVoiced(customer, place - lag)) count += 1;
  return count / places.length;
}

/** Whether a channel is well above its noise in a frame. */
export function isVoiced(channel: BandHistory['agent'], frame: number): boolean {
  const row = channel.row(frame);
  if (row < 0) return false;
  let [power, noise] = [0, 0];
  for (let band = 0; band < bandCount; band += 1) {
    power += channel.powers[row + band] ?? 0;
    noise += channel.noise[band] ?? 0;
  }
  return power > voiced * noise && power > 1e-8;
}

export const lagFrames = (milliseconds: number): number => Math.round(milliseconds / hopMs);
