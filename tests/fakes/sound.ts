import { createSeededRandom } from '#core/replay-ports.ts';

/**
 * @file Sound made up for tests and benchmarks, mono, 16 kHz unless a rate is given. Levels are
 * decibel full scale, root mean square.
 */

export const standardRate = 16_000;

const amplitude = (db: number): number => 10 ** (db / 20);

/** A sound of so many seconds from a function of time. */
const made = (seconds: number, rate: number, at: (t: number) => number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => at(index / rate));

export const silence = (seconds: number, rate: number = standardRate): Float32Array =>
  new Float32Array(Math.round(seconds * rate));

export const tone = (
  seconds: number,
  { hz = 440, db = -20, rate = standardRate } = {},
): Float32Array =>
  made(seconds, rate, (t) => amplitude(db) * Math.SQRT2 * Math.sin(2 * Math.PI * hz * t));

/** White noise, evenly distributed; the same for the same seed. */
export function noise(
  seconds: number,
  { db = -50, seed = 1, rate = standardRate } = {},
): Float32Array {
  const random = createSeededRandom(seed);
  const most = amplitude(db) * Math.sqrt(3);
  return made(seconds, rate, () => (random.next() * 2 - 1) * most);
}

/** Chords that change every half second, with overtones and a beat: music on hold. */
export function music(seconds: number, { db = -20, rate = standardRate } = {}): Float32Array {
  const roots = [220, 174.6, 261.6, 196];
  const chord = [1, 1.25, 1.5, 2];
  return made(seconds, rate, (t) => {
    const root = roots[Math.floor(t * 2) % roots.length] ?? 220;
    const beat = 0.4 + 0.6 * Math.exp(-4 * ((t * 2) % 1));
    let sum = 0;
    for (const interval of chord)
      for (let overtone = 1; overtone <= 3; overtone += 1)
        sum += Math.sin(2 * Math.PI * root * interval * overtone * t) / overtone ** 2;
    return (amplitude(db) * beat * sum) / 2;
  });
}

/** One after the other. */
export function joined(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** All at once, as long as the longest. */
export function mixed(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(Math.max(0, ...parts.map(({ length }) => length)));
  for (const part of parts)
    for (let index = 0; index < part.length; index += 1)
      all[index] = (all[index] ?? 0) + (part[index] ?? 0);
  return all;
}

export const louder = (sound: Float32Array, db: number): Float32Array =>
  sound.map((sample) => sample * amplitude(db));

/** What an input that is set too loud makes of it. */
export const clipped = (sound: Float32Array, db: number): Float32Array =>
  louder(sound, db).map((sample) => Math.max(-1, Math.min(1, sample)));

/** Left and right of one length: the shorter one is followed by silence. */
export function stereo(left: Float32Array, right: Float32Array): [Float32Array, Float32Array] {
  const length = Math.max(left.length, right.length);
  const filled = (side: Float32Array): Float32Array => {
    const all = new Float32Array(length);
    all.set(side);
    return all;
  };
  return [filled(left), filled(right)];
}

/** Half the width of the filter, in samples of the lower rate. */
const lobes = 12;

/** Another rate, band limited by a windowed sinc (Hann window), so that nothing folds back. */
export function resampled(sound: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return sound;
  const step = from / to;
  const wide = Math.max(1, step);
  const reach = Math.ceil(lobes * wide);
  return Float32Array.from({ length: Math.floor(sound.length / step) }, (_, index) => {
    const centre = index * step;
    let sum = 0;
    let weights = 0;
    for (let at = Math.ceil(centre - reach); at <= centre + reach; at += 1) {
      const distance = (at - centre) / wide;
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
      const weight = sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / lobes));
      sum += weight * (sound[at] ?? 0);
      weights += weight;
    }
    return sum / weights;
  });
}
