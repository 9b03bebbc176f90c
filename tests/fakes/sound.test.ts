import { describe, expect, it } from 'vitest';
import { readWav, writeWav } from '#core/measure/wav.ts';
import { clipped, joined, mixed, music, noise, resampled, silence, stereo, tone } from './sound.ts';
import { canSpeak, spoken } from './spoken.ts';

const rms = (sound: Float32Array): number =>
  Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);
const db = (sound: Float32Array): number => 20 * Math.log10(rms(sound));

describe('made-up sound', () => {
  it('has the level that was asked for', () => {
    expect(db(tone(1, { db: -20 }))).toBeCloseTo(-20, 1);
    expect(db(noise(1, { db: -40 }))).toBeCloseTo(-40, 1);
    expect(rms(silence(1))).toBe(0);
    expect(db(music(4))).toBeGreaterThan(-30);
  });

  it('is joined, mixed and clipped', () => {
    expect(joined(silence(0.5), tone(0.5)).length).toBe(16_000);
    expect(mixed(tone(1), silence(0.5))).toEqual(tone(1));
    expect(Math.max(...clipped(tone(0.1), 40))).toBe(1);
    const [left, right] = stereo(tone(1), silence(0.2));
    expect(left.length).toBe(right.length);
  });

  it('keeps a tone through another rate, and loses what the lower one cannot carry', () => {
    const back = resampled(resampled(tone(1, { hz: 1000 }), 16_000, 8_000), 8_000, 16_000);
    const middle = (sound: Float32Array): Float32Array => sound.subarray(4_000, 12_000);
    expect(db(middle(back))).toBeCloseTo(-20, 0);
    expect(db(resampled(tone(1, { hz: 6000 }), 16_000, 8_000).subarray(1_000, 7_000))).toBeLessThan(
      -60,
    );
  });

  it.each(['pcm16', 'mulaw'] as const)('comes back from a %s WAV file', (format) => {
    const channels = stereo(tone(0.2), noise(0.2, { db: -20 }));
    const read = readWav(writeWav({ rate: 8_000, channels }, format));
    expect(read.rate).toBe(8_000);
    for (const [index, channel] of channels.entries()) {
      const lost = channel.map((sample, at) => sample - (read.channels[index]?.[at] ?? 0));
      // µ-law keeps about 37 dB between sound and its own noise.
      expect(db(channel) - db(lost)).toBeGreaterThan(format === 'mulaw' ? 33 : 60);
    }
  });

  it.skipIf(!canSpeak())('speaks', () => {
    const sound = spoken('Where is my parcel?');
    expect(sound.length).toBeGreaterThan(12_000);
    expect(db(sound)).toBeGreaterThan(-35);
  });
});
