import type { Speaker } from '#domain/conversation.ts';
import { bandCount, createSpectrum, frameSamples } from './spectrum.ts';

/** A frame begins every 10 ms. */
export const hopMs = 10;
const hopSamples = 160;
/** Frames remembered of each channel: a minute. */
const frames = 6_000;
/** Quieter than any sound card's own noise: about -110 dB of full scale. */
const silence = 1e-11;
/** The quietest frames of steady noise are this far below its mean. */
const floorBias = 4;
/** How fast a floor that was set too low rises: 3 dB a second. */
const floorRise = 10 ** (0.3 / (1000 / hopMs));

/** The last minute of one channel as band powers; a frame is numbered by its place in the call. */
export interface ChannelHistory {
  /** Band powers, `row(frame)` is where one frame's begin. */
  readonly powers: Float32Array;
  /** Power of the channel's steady noise in each band. */
  readonly noise: Float32Array;
  /** Number of the newest whole frame, -1 before there is one. */
  newest(): number;
  /** Where a frame's powers begin, or -1 where that time was not heard or is forgotten. */
  row(frame: number): number;
  add(samples: Float32Array, atSample: number): void;
}

/** Both channels of one call. About 0.8 MB, whatever the call's length. */
export interface BandHistory {
  readonly agent: ChannelHistory;
  readonly customer: ChannelHistory;
  /**
   * Takes the next samples of a channel, 16 kHz, in blocks of any size.
   * @param atSample the place of the first one on the call's clock; a jump is a gap in hearing
   */
  add(channel: Speaker, samples: Float32Array, atSample: number): void;
}

export function createBandHistory(): BandHistory {
  const channels = { agent: createChannel(), customer: createChannel() };
  return {
    ...channels,
    add: (channel, samples, atSample) => channels[channel].add(samples, atSample),
  };
}

/** The frame in the middle of whose sound a time lies. */
export const frameAt = (milliseconds: number): number =>
  Math.round((milliseconds - (frameSamples / 16) * 0.5) / hopMs);

function createChannel(): ChannelHistory {
  const powers = new Float32Array(frames * bandCount);
  const numbers = new Int32Array(frames).fill(-1);
  const noise = new Float32Array(bandCount).fill(silence);
  const floor = new Float32Array(bandCount).fill(1);
  const spectrum = createSpectrum();
  const frame = new Float32Array(frameSamples);
  let filled = 0;
  let next = 0;
  let expected = 0;
  let newest = -1;

  const close = (): void => {
    const at = (next % frames) * bandCount;
    spectrum(frame, powers, at);
    numbers[next % frames] = next;
    for (let band = 0; band < bandCount; band += 1) {
      const power = Math.max(silence, powers[at + band] ?? 0);
      powers[at + band] = power;
      const low = floor[band] ?? 1;
      // Digital silence (a muted line) says nothing of the noise that comes with speech.
      if (power > silence) floor[band] = power < low ? 0.7 * low + 0.3 * power : low * floorRise;
      noise[band] = Math.max(silence, Math.min(1, (floor[band] ?? 0) * floorBias));
    }
    newest = next;
    next += 1;
  };

  const restart = (atSample: number): number => {
    next = Math.ceil(atSample / hopSamples);
    filled = 0;
    return next * hopSamples - atSample;
  };

  return {
    powers,
    noise,
    newest: () => newest,
    row: (number) =>
      number >= 0 && numbers[number % frames] === number ? (number % frames) * bandCount : -1,
    add: (samples, atSample) => {
      let from = newest < 0 && filled === 0 ? restart(atSample) : 0;
      if (filled > 0 && atSample !== expected) from = restart(atSample);
      expected = atSample + samples.length;
      while (from < samples.length) {
        const size = Math.min(frameSamples - filled, samples.length - from);
        frame.set(samples.subarray(from, from + size), filled);
        filled += size;
        from += size;
        if (filled < frameSamples) break;
        close();
        frame.copyWithin(0, hopSamples);
        filled = frameSamples - hopSamples;
      }
    },
  };
}
