/** @file Power of one frame of sound in a few bands of the telephone range. */

/** Samples of one frame: 32 ms at 16 kHz, a power of two. */
export const frameSamples = 512;
/** Bands from 200 to 3,800 Hz: below is hum, above a telephone carries nothing. */
export const bandCount = 16;

const sampleRate = 16_000;
const bandRange = { low: 200, high: 3_800 } as const;

const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);
const hertz = (value: number): number => 700 * (Math.exp(value / 1127) - 1);

/** First bin of each band, and the bin after the last: equal steps on the mel scale. */
const edges = Array.from({ length: bandCount + 1 }, (_, index) => {
  const [low, high] = [mel(bandRange.low), mel(bandRange.high)];
  return Math.round((hertz(low + ((high - low) * index) / bandCount) * frameSamples) / sampleRate);
});

/**
 * Reads frames: `into[at + band]` becomes the mean power of each band, a full-scale sine giving
 * about 1 in its band. The buffers are reused, hence one reader per channel. A real frame is taken
 * as half as many complex numbers and unpacked (Numerical Recipes 12.3.2); the hot loops read typed
 * arrays within bounds, so the `?? 0` that the compiler asks for costs nothing.
 */
export function createSpectrum(): (frame: Float32Array, into: Float32Array, at: number) => void {
  const half = frameSamples / 2;
  const window = new Float64Array(frameSamples);
  for (let index = 0; index < frameSamples; index += 1)
    window[index] = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / frameSamples);
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  const mirrored = new Uint16Array(half);
  const bits = Math.log2(half);
  for (let index = 0; index < half; index += 1) {
    cosines[index] = Math.cos((2 * Math.PI * index) / frameSamples);
    sines[index] = -Math.sin((2 * Math.PI * index) / frameSamples);
    let mirror = 0;
    for (let bit = 0; bit < bits; bit += 1) if ((index >> bit) & 1) mirror |= 1 << (bits - 1 - bit);
    mirrored[index] = mirror;
  }
  const real = new Float64Array(half);
  const imaginary = new Float64Array(half);

  /** Cooley and Tukey, radix 2, in place, of `half` complex numbers in mirrored order. */
  const transform = (): void => {
    for (let size = 2; size <= half; size *= 2) {
      const middle = size / 2;
      const step = frameSamples / size;
      for (let k = 0; k < middle; k += 1) {
        const c = cosines[k * step] ?? 0;
        const s = sines[k * step] ?? 0;
        for (let upper = k; upper < half; upper += size) {
          const lower = upper + middle;
          const lowerReal = real[lower] ?? 0;
          const lowerImaginary = imaginary[lower] ?? 0;
          const turnedReal = lowerReal * c - lowerImaginary * s;
          const turnedImaginary = lowerReal * s + lowerImaginary * c;
          const upperReal = real[upper] ?? 0;
          const upperImaginary = imaginary[upper] ?? 0;
          real[lower] = upperReal - turnedReal;
          imaginary[lower] = upperImaginary - turnedImaginary;
          real[upper] = upperReal + turnedReal;
          imaginary[upper] = upperImaginary + turnedImaginary;
        }
      }
    }
  };

  /** Power of a bin of the real frame. */
  const powerOf = (bin: number): number => {
    const other = half - bin;
    const evenReal = ((real[bin] ?? 0) + (real[other] ?? 0)) / 2;
    const evenImaginary = ((imaginary[bin] ?? 0) - (imaginary[other] ?? 0)) / 2;
    const oddReal = ((imaginary[bin] ?? 0) + (imaginary[other] ?? 0)) / 2;
    const oddImaginary = ((real[other] ?? 0) - (real[bin] ?? 0)) / 2;
    const c = cosines[bin] ?? 0;
    const s = sines[bin] ?? 0;
    const sumReal = evenReal + oddReal * c - oddImaginary * s;
    const sumImaginary = evenImaginary + oddReal * s + oddImaginary * c;
    return sumReal * sumReal + sumImaginary * sumImaginary;
  };

  const scale = 16 / frameSamples ** 2;
  return (frame, into, at) => {
    for (let index = 0; index < half; index += 1) {
      const from = 2 * (mirrored[index] ?? 0);
      real[index] = (frame[from] ?? 0) * (window[from] ?? 0);
      imaginary[index] = (frame[from + 1] ?? 0) * (window[from + 1] ?? 0);
    }
    transform();
    for (let band = 0; band < bandCount; band += 1) {
      const first = edges[band] ?? 0;
      const after = edges[band + 1] ?? 0;
      let power = 0;
      for (let bin = first; bin < after; bin += 1) power += powerOf(bin);
      into[at + band] = (power * scale) / Math.max(1, after - first);
    }
  };
}
