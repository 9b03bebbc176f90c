import { describe, expect, it } from 'vitest';
import { BANDS, speechFeatures } from './log-mel.ts';
import { heardByPython, madeNoise, madeSound } from './speaker.fixture.ts';

describe('what the speaker model hears', () => {
  it('is the same as in training', () => {
    const { frames, features } = speechFeatures(madeSound(heardByPython.seconds));
    expect(frames).toBe(heardByPython.frames);
    for (const [row, expected] of Object.entries(heardByPython.rows)) {
      const from = Number(row) * BANDS;
      const heard = features.subarray(from, from + BANDS);
      expected.forEach((value, band) => {
        expect(heard[band], `row ${row}, band ${band}`).toBeCloseTo(value, 3);
      });
    }
  });

  it('does not depend on the level, and has no mean', () => {
    // With the hiss that every line has: nothing comes down to the floor under the logarithm.
    const hiss = madeNoise(5, 0.003);
    const spoken = madeSound(5).map((value, at) => value + (hiss[at] ?? 0));
    const loud = speechFeatures(spoken);
    const quiet = speechFeatures(spoken.map((value) => value * 0.25));
    expect(quiet.frames).toBe(loud.frames);
    const apart = loud.features.map((value, at) => Math.abs(value - (quiet.features[at] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(0.01);
    for (let band = 0; band < BANDS; band += 1) {
      let sum = 0;
      for (let row = 0; row < loud.frames; row += 1) sum += loud.features[row * BANDS + band] ?? 0;
      expect(sum / loud.frames).toBeCloseTo(0, 4);
    }
  });

  it.each([
    ['nothing', new Float32Array(0)],
    ['less than a frame', new Float32Array(399).fill(0.1)],
    ['silence', new Float32Array(80_000)],
    ['noise', madeNoise(5, 0.1)],
    ['a tone', Float32Array.from({ length: 80_000 }, (_, at) => 0.3 * Math.sin(at / 10))],
    ['a voice too faint to be one', madeSound(5, 140, 1e-3)],
  ])('is empty for %s', (_what, samples) => {
    expect(speechFeatures(samples)).toEqual({ frames: 0, features: new Float32Array(0) });
  });

  it('leaves pauses out', () => {
    const spoken = madeSound(4);
    const paused = new Float32Array(10 * 16_000);
    paused.set(spoken, 3 * 16_000);
    expect(speechFeatures(paused).frames).toBeLessThan(speechFeatures(spoken).frames * 1.2 + 5);
  });
});
