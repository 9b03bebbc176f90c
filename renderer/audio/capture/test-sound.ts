import { sampleRate } from '../recogniser.ts';

/** @file Generated sound for tests: 16 kHz mono unless said otherwise, the same at every run. */

export const seconds = (value: number, rate: number = sampleRate): number =>
  Math.round(value * rate);

const amplitude = (db: number): number => 10 ** (db / 20);

/** Uniform, -1 to 1: a linear congruential generator (Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
}

export const silence = (length: number): Float32Array<ArrayBuffer> =>
  new Float32Array(seconds(length));

/** White noise of a level (root mean square, decibel full scale). */
export function noise(length: number, db: number, seed = 1): Float32Array<ArrayBuffer> {
  const random = randomFrom(seed);
  const size = amplitude(db) * Math.sqrt(3);
  return Float32Array.from({ length: seconds(length) }, () => random() * size);
}

/** A sine of a level. */
export const tone = (
  length: number,
  hertz: number,
  db: number,
  rate: number = sampleRate,
): Float32Array<ArrayBuffer> => {
  const size = amplitude(db) * Math.SQRT2;
  return Float32Array.from(
    { length: seconds(length, rate) },
    (_, at) => size * Math.sin((2 * Math.PI * hertz * at) / rate),
  );
};

/**
 * Sound that is built like speech: a buzz of 110 to 140 Hz with harmonics under two moving
 * formants, in syllables of 180 ms, with short closures between some of them.
 */
export function speechLike(
  length: number,
  db: number,
  { pauses = true }: { readonly pauses?: boolean } = {},
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(seconds(length));
  let phase = 0;
  for (let at = 0; at < out.length; at += 1) {
    const time = at / sampleRate;
    const pitch = 125 + 15 * Math.sin(2 * Math.PI * 0.7 * time);
    phase += pitch / sampleRate;
    const syllable = Math.floor(time / 0.18);
    const within = (time / 0.18) % 1;
    const first = 400 + 350 * ((syllable * 7) % 5) * 0.2;
    const second = 1_100 + 900 * ((syllable * 3) % 7) * (1 / 7);
    let value = 0;
    for (let harmonic = 1; harmonic <= 28; harmonic += 1) {
      const hertz = harmonic * pitch;
      const near = (formant: number, width: number): number =>
        1 / (1 + ((hertz - formant) / width) ** 2);
      value +=
        (near(first, 90) + 0.5 * near(second, 130)) * Math.sin(2 * Math.PI * harmonic * phase);
    }
    const closure = pauses && syllable % 3 === 2 && within > 0.75 ? 0.02 : 1;
    out[at] = value * (0.35 + 0.65 * Math.sin(Math.PI * within)) * closure;
  }
  const sum = out.reduce((total, value) => total + value * value, 0);
  const factor = amplitude(db) / Math.sqrt(sum / Math.max(1, out.length));
  return out.map((value) => value * factor);
}

export function together(...parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
