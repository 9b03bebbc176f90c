import { sampleRate } from '../recogniser.ts';

/**
 * @file To 16 kHz from whatever a recording has: a polyphase filter over a sinc in a Kaiser window
 * (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.6), output sample n exactly at input
 * time n * from / 16000. In capture Chromium does the same (capture/sound-graph.ts).
 */

/** Zero crossings of the sinc on each side, at the lower of the two rates. */
const crossings = 24;
/** Of the Kaiser window: 80 dB in the stop band. */
const beta = 7.86;
/** Where the pass band ends, as a share of half the lower rate: 7.4 kHz of 8. */
const passBand = 0.93;

export interface Resampler {
  /** The next samples; gives back what can be told by now. */
  accept(samples: Float32Array): Float32Array<ArrayBuffer>;
  /** The rest, as if silence followed. */
  flush(): Float32Array<ArrayBuffer>;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Modified Bessel function of the first kind, order 0, by its series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** One filter per phase; taps from the past to the future. */
function phases(
  up: number,
  ratio: number,
): { readonly half: number; readonly taps: Float32Array[] } {
  const cut = passBand * Math.min(1, ratio);
  const half = Math.ceil(crossings / Math.min(1, ratio));
  const window = bessel(beta);
  const taps = Array.from({ length: up }, (_, phase) => {
    const filter = Float32Array.from({ length: 2 * half }, (__, index) => {
      const time = index - half + 1 - phase / up;
      const place = time / half;
      if (Math.abs(place) >= 1) return 0;
      const x = Math.PI * cut * time;
      const sinc = x === 0 ? 1 : Math.sin(x) / x;
      return cut * sinc * (bessel(beta * Math.sqrt(1 - place * place)) / window);
    });
    // Every phase passes a constant as it is; else a constant would become a tone.
    const sum = filter.reduce((total, tap) => total + tap, 0);
    return filter.map((tap) => tap / sum);
  });
  return { half, taps };
}

/** @param from samples per second of what is given, a whole number */
export function createResampler(from: number): Resampler {
  if (from === sampleRate)
    return { accept: (samples) => samples.slice(), flush: () => new Float32Array(0) };
  const common = divisor(from, sampleRate);
  const up = sampleRate / common;
  const down = from / common;
  const { half, taps } = phases(up, sampleRate / from);
  /** Input that may still be needed; the first one is `start`, counted from the beginning. */
  let held = new Float32Array(half - 1);
  let start = -(half - 1);
  let next = 0;
  let fed = 0;

  const take = (samples: Float32Array): void => {
    const joined = new Float32Array(held.length + samples.length);
    joined.set(held);
    joined.set(samples, held.length);
    held = joined;
  };
  const give = (last: number): Float32Array<ArrayBuffer> => {
    const out = new Float32Array(Math.max(0, last - next));
    for (let index = 0; index < out.length; index += 1, next += 1) {
      const place = next * down;
      const first = Math.floor(place / up) - half + 1 - start;
      const filter = taps[place % up];
      if (!filter) continue;
      let sum = 0;
      for (let tap = 0; tap < filter.length; tap += 1)
        sum += (filter[tap] ?? 0) * (held[first + tap] ?? 0);
      out[index] = sum;
    }
    const needed = Math.floor((next * down) / up) - half + 1;
    const drop = Math.max(0, Math.min(needed - start, held.length));
    held = held.slice(drop);
    start += drop;
    return out;
  };
  return {
    accept: (samples) => {
      take(samples);
      fed += samples.length;
      // The last output whose future is known.
      return give(Math.max(next, Math.ceil(((fed - half) * up) / down)));
    },
    flush: () => {
      take(new Float32Array(half + 1));
      return give(Math.ceil((fed * up) / down));
    },
  };
}
