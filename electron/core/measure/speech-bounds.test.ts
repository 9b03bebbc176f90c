import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, mixed, noise, silence, tone } from '#tests/fakes/sound.ts';
import { findSpeech } from './speech-bounds.ts';

describe('the reference for where speech is', () => {
  it('finds a voice between silences and in noise, to a hundredth of a second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 150 }),
        fc.integer({ min: 20, max: 150 }),
        fc.integer({ min: -70, max: -45 }),
        (before, long, db) => {
          const voice = tone(long / 100, { db: -20 });
          const sound = mixed(
            joined(silence(before / 100), voice, silence(0.5)),
            noise(before / 100 + long / 100 + 0.5, { db }),
          );
          const found = findSpeech(sound, 16_000);
          expect(Math.abs((found?.startMs ?? 0) - before * 10)).toBeLessThanOrEqual(10);
          expect(Math.abs((found?.endMs ?? 0) - (before + long) * 10)).toBeLessThanOrEqual(10);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('hears nothing in silence, and no voice in a click', () => {
    expect(findSpeech(silence(1), 16_000)).toBeUndefined();
    const click = joined(silence(0.5), tone(0.01, { db: -6 }), silence(0.3));
    const voice = joined(click, tone(0.6, { db: -20 }), silence(0.5));
    expect(findSpeech(voice, 16_000)?.startMs).toBe(810);
  });
});
