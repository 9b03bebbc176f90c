/**
 * @file What the speaker model hears: log-mel energies of the frames that hold speech. The same, step
 * by step, as scripts/train/speaker_features.py; the test compares the two.
 */

export const SAMPLE_RATE = 16_000;
/** Samples per frame, from one frame to the next, and of the transform. */
const WINDOW = 400;
const HOP = 160;
const FFT = 512;
export const BANDS = 40;
/** The telephone's range, so that a desk phone and a headset give the same. */
const LOWEST_HZ = 100;
const HIGHEST_HZ = 3_800;
/** A frame is speech less than 30 dB under the loud ones, and off the floor by a quarter of the way. */
const UNDER_LOUD_DB = 30;
const OFF_FLOOR = 0.25;
/** Noise and silence hardly move; quieter than this nobody speaks. */
const LEAST_RANGE_DB = 8;
const LEAST_LEVEL_DB = -65;

export const FRAMES_PER_SECOND = SAMPLE_RATE / HOP;

/** HTK's mel scale. */
const mel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);

const hann = Float64Array.from(
  { length: WINDOW },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW),
);

/** Triangles over the power spectrum, each with the bins where it is above zero. */
const filters = Array.from({ length: BANDS }, (_, band) => {
  const step = (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) / (BANDS + 1);
  const low = mel(LOWEST_HZ) + band * step;
  const weights: { readonly bin: number; readonly weight: number }[] = [];
  for (let bin = 0; bin <= FFT / 2; bin += 1) {
    const place = (mel((bin * SAMPLE_RATE) / FFT) - low) / step;
    const weight = Math.min(place, 2 - place);
    if (weight > 0) weights.push({ bin, weight });
  }
  return weights;
});

const reversed = Uint16Array.from({ length: FFT }, (_, at) => {
  let back = 0;
  for (let bit = 1, rest = at; bit < FFT; bit *= 2, rest >>= 1) back = back * 2 + (rest & 1);
  return back;
});
const cosines = Float64Array.from({ length: FFT / 2 }, (_, at) =>
  Math.cos((2 * Math.PI * at) / FFT),
);
const sines = Float64Array.from({ length: FFT / 2 }, (_, at) => Math.sin((2 * Math.PI * at) / FFT));

/** In place, radix 2 (Cooley and Tukey 1965); the input stands in bit-reversed order. */
function transform(re: Float64Array, im: Float64Array): void {
  for (let size = 2; size <= FFT; size *= 2) {
    const half = size / 2;
    const step = FFT / size;
    for (let start = 0; start < FFT; start += size)
      for (let at = 0; at < half; at += 1) {
        const even = start + at;
        const odd = even + half;
        const cos = cosines[at * step] ?? 0;
        const sin = sines[at * step] ?? 0;
        const oddRe = re[odd] ?? 0;
        const oddIm = im[odd] ?? 0;
        const turnedRe = oddRe * cos + oddIm * sin;
        const turnedIm = oddIm * cos - oddRe * sin;
        const evenRe = re[even] ?? 0;
        const evenIm = im[even] ?? 0;
        re[even] = evenRe + turnedRe;
        im[even] = evenIm + turnedIm;
        re[odd] = evenRe - turnedRe;
        im[odd] = evenIm - turnedIm;
      }
  }
}

/** Band energies of every frame (frames × BANDS, natural logarithm) and each frame's level in decibel. */
function energies(samples: Float32Array): {
  readonly bands: Float64Array;
  readonly level: Float64Array;
} {
  const frames = Math.max(0, 1 + Math.floor((samples.length - WINDOW) / HOP));
  const bands = new Float64Array(frames * BANDS);
  const level = new Float64Array(frames);
  const re = new Float64Array(FFT);
  const im = new Float64Array(FFT);
  for (let frame = 0; frame < frames; frame += 1) {
    im.fill(0);
    for (let at = 0; at < FFT; at += 1)
      re[reversed[at] ?? 0] = at < WINDOW ? (samples[frame * HOP + at] ?? 0) * (hann[at] ?? 0) : 0;
    transform(re, im);
    let sum = 0;
    filters.forEach((weights, band) => {
      let energy = 0;
      for (const { bin, weight } of weights)
        energy += weight * ((re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2);
      bands[frame * BANDS + band] = Math.log(energy + 1e-8);
      sum += energy;
    });
    level[frame] = 10 * Math.log10(sum / ((WINDOW * WINDOW) / 4) + 1e-12);
  }
  return { bands, level };
}

/** Places of the frames that hold speech; none when the level hardly moves. */
function speechFrames(level: Float64Array): number[] {
  const ordered = level.toSorted();
  const at = (share: number): number => ordered[Math.floor(share * (ordered.length - 1))] ?? 0;
  const loud = at(0.95);
  const floor = at(0.05);
  if (ordered.length === 0 || loud - floor < LEAST_RANGE_DB) return [];
  const least = Math.max(loud - UNDER_LOUD_DB, floor + OFF_FLOOR * (loud - floor), LEAST_LEVEL_DB);
  return [...level.keys()].filter((frame) => (level[frame] ?? 0) > least);
}

/**
 * Speech frames × BANDS in one row after the other, each band's mean over them taken off, which takes
 * the colour of the line off.
 * @param samples 16 kHz mono, -1 to 1
 */
export function speechFeatures(samples: Float32Array): {
  readonly frames: number;
  readonly features: Float32Array<ArrayBuffer>;
} {
  const { bands, level } = energies(samples);
  const kept = speechFrames(level);
  const features = new Float32Array(kept.length * BANDS);
  for (let band = 0; band < BANDS; band += 1) {
    const mean =
      kept.reduce((sum, frame) => sum + (bands[frame * BANDS + band] ?? 0), 0) / kept.length;
    kept.forEach((frame, row) => {
      features[row * BANDS + band] = (bands[frame * BANDS + band] ?? 0) - mean;
    });
  }
  return { frames: kept.length, features };
}
