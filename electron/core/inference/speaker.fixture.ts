import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** @file A sound made from a formula, and what Python hears in it (scripts/train/speaker_fixture.py). */

const Heard = z.object({
  seconds: z.number(),
  frames: z.int(),
  rows: z.record(z.string(), z.array(z.number())),
  embedding: z.array(z.number()),
});

export const heardByPython = Heard.parse(
  JSON.parse(readFileSync(new URL('./log-mel.fixture.json', import.meta.url), 'utf8')),
);

/** Harmonics of a wandering pitch, in syllables of 0.35 s with pauses, on a little hum; 16 kHz. */
export function madeSound(seconds: number, pitch = 140, gain = 1): Float32Array {
  return Float32Array.from({ length: Math.floor(seconds * 16_000) }, (_, at) => {
    const t = at / 16_000;
    const phase = 2 * Math.PI * (pitch * t - 8 * Math.cos(2 * Math.PI * 0.7 * t));
    let voice = 0;
    for (let k = 1; k < 25; k += 1)
      voice += Math.sin(k * phase) * Math.exp(-(((k * pitch - 600) / 900) ** 2));
    const syllable = Math.max(0, Math.sin((2 * Math.PI * t) / 0.7)) * (t % 2.1 < 1.7 ? 1 : 0);
    const hum = 0.001 * Math.sin(2 * Math.PI * 50 * t) + 0.0005 * Math.sin(2 * Math.PI * 1234 * t);
    return gain * (0.1 * voice * syllable + hum);
  });
}

/** White noise that repeats (a linear congruential generator). */
export function madeNoise(seconds: number, level: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length: seconds * 16_000 }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return level * (state / 2 ** 31 - 1);
  });
}
