import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decibelOfMeanSquare, loudness } from '../activity/levels.ts';
import { tone } from '../capture/test-sound.ts';
import { createResampler } from './resampler.ts';

const run = (from: number, samples: Float32Array, pieces = [samples.length]): Float32Array => {
  const resampler = createResampler(from);
  const out: number[] = [];
  let at = 0;
  for (const size of pieces) {
    out.push(...resampler.accept(samples.subarray(at, at + size)));
    at += size;
  }
  out.push(...resampler.accept(samples.subarray(at)), ...resampler.flush());
  return Float32Array.from(out);
};

/** Level of a sine after resampling against before, decibel; the ends are left out. */
function gain(from: number, hertz: number): number {
  const out = run(from, tone(1, hertz, -6, from));
  return loudness(out, 2_000, out.length - 4_000).rmsDb + 6;
}

describe('resampling to 16 kHz', () => {
  it.each([8_000, 11_025, 22_050, 44_100, 48_000, 96_000])(
    'from %i leaves speech as it is',
    (from) => {
      for (const hertz of [100, 1_000, 3_400, 6_500])
        if (hertz < from / 2.4) expect(Math.abs(gain(from, hertz))).toBeLessThan(0.1);
    },
  );

  it.each([22_050, 44_100, 48_000])('from %i folds nothing down', (from) => {
    for (const hertz of [8_800, 10_000]) expect(gain(from, hertz)).toBeLessThan(-70);
  });

  it.each([8_000, 11_025, 44_100, 48_000])(
    'from %i gives the same sine, sample by sample',
    (from) => {
      const out = run(from, tone(0.5, 1_000, -6, from));
      const ideal = tone(0.5, 1_000, -6);
      const error = out.slice(500, -500).map((value, index) => value - (ideal[index + 500] ?? 0));
      expect(loudness(error).rmsDb).toBeLessThan(-65);
    },
  );

  it('puts a sample where it was in time', () => {
    const from = 44_100;
    const samples = new Float32Array(from);
    // A click at half a second, as a short bump so that it is in the band.
    for (let offset = -40; offset <= 40; offset += 1)
      samples[from / 2 + offset] = Math.cos((Math.PI * offset) / 80) ** 2;
    const out = run(from, samples);
    const peak = out.reduce((best, value, index) => (value > (out[best] ?? 0) ? index : best), 0);
    expect(peak).toBe(8_000);
    expect(out).toHaveLength(16_000);
  });

  it('does not depend on how the samples are cut', () => {
    const samples = tone(0.05, 700, -10, 44_100);
    const whole = run(44_100, samples);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 12 }), (pieces) => {
        expect(run(44_100, samples, pieces)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('adds no tone to a constant', () => {
    const out = run(44_100, new Float32Array(44_100).fill(0.5));
    const error = out.slice(200, -200).map((value) => value - 0.5);
    expect(
      decibelOfMeanSquare(error.reduce((sum, value) => sum + value * value, 0) / error.length),
    ).toBeLessThan(-85);
  });
});
