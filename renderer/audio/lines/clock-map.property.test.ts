import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClockMap } from './clock-map.ts';

/** Stretches of voice: how long nothing was fed before, and how long each of its blocks is. */
const stretches = fc.array(
  fc.record({
    silence: fc.integer({ min: 0, max: 100_000 }),
    blocks: fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 8 },
);

it('puts every sample that was fed where it was on the call, exactly', () => {
  fc.assert(
    fc.property(stretches, fc.nat(), (all, pick) => {
      const clock = createClockMap();
      /** Place on the call of every fed sample. */
      const places: number[] = [];
      let at = 0;
      for (const { silence, blocks } of all) {
        at += silence;
        for (const length of blocks) {
          clock.add(at, length);
          for (let index = 0; index < length; index += 1) places.push(at + index);
          at += length;
        }
      }
      expect(clock.fed()).toBe(places.length);
      const sample = pick % places.length;
      expect(clock.start(sample / 16) * 16).toBeCloseTo(places[sample] ?? -1, 6);
      // The end of a sample is one after it, also on a seam.
      expect(clock.end((sample + 1) / 16) * 16).toBeCloseTo((places[sample] ?? -1) + 1, 6);
    }),
  );
});

it('keeps order and length of words that lie within a stretch, also after it forgot', () => {
  const clock = createClockMap();
  clock.add(16_000, 16_000);
  clock.add(160_000, 32_000);
  expect(clock.start(1_500)).toBe(10_500);
  expect(clock.end(1_000)).toBe(2_000);
  expect(clock.start(1_000)).toBe(10_000);
  clock.forgetBefore(1_500);
  expect(clock.start(1_500)).toBe(10_500);
  // Later than anything that was fed: the end.
  expect(clock.end(9_000)).toBe(12_000);
});
