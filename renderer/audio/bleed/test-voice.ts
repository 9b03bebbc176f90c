/** @file A voice made of noise for tests: syllables of changing colour and loudness, with pauses. */

/** A seeded source of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 16 kHz; every 80 to 220 ms another pair of resonances, each fifth of them a pause. */
export function voice(seconds: number, seed: number, level = 0.1): Float32Array {
  const random = seeded(seed);
  const samples = new Float32Array(seconds * 16_000);
  const state = [0, 0, 0, 0];
  for (let at = 0; at < samples.length;) {
    const end = Math.min(samples.length, at + 1_280 + Math.floor(random() * 2_240));
    const pause = random() < 0.2;
    const angles = [300 + 600 * random(), 1_000 + 2_000 * random()].map(
      (hertz) => (2 * Math.PI * hertz) / 16_000,
    );
    for (const from = at; at < end; at += 1) {
      const swell = Math.sin((Math.PI * (at - from)) / (end - from));
      let sum = 0;
      for (const [index, angle] of angles.entries()) {
        const [one, two] = [state[2 * index] ?? 0, state[2 * index + 1] ?? 0];
        const next = random() - 0.5 + 1.92 * Math.cos(angle) * one - 0.92 * two;
        state[2 * index] = next;
        state[2 * index + 1] = one;
        sum += next;
      }
      samples[at] = pause ? 0 : sum * swell * level * 0.5;
    }
  }
  return samples;
}

/** Adds `from` to `to`, later by some samples and quieter by some decibel, with a room's tail. */
export function bleedInto(
  to: Float32Array,
  from: Float32Array,
  how: { readonly lagMs: number; readonly levelDb: number },
): void {
  const random = seeded(9);
  const gain = 10 ** (how.levelDb / 20);
  const taps = [
    { at: 0, gain },
    ...Array.from({ length: 20 }, () => {
      const at = 20 + Math.floor(random() * 2_500);
      return { at, gain: gain * 0.3 * (random() - 0.5) * 10 ** (-at / 1_500) };
    }),
  ];
  for (const tap of taps) {
    const late = Math.round(how.lagMs * 16) + tap.at;
    for (let index = 0; index + late < to.length; index += 1)
      to[index + late] = (to[index + late] ?? 0) + (from[index] ?? 0) * tap.gain;
  }
}

/** Adds steady noise. */
export function hiss(to: Float32Array, level: number, seed: number): void {
  const random = seeded(seed);
  for (let index = 0; index < to.length; index += 1)
    to[index] = (to[index] ?? 0) + level * (random() * 2 - 1);
}
