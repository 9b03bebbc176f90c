import { seeded } from './head-folds.ts';
import type { Example } from './softmax-head.ts';

/** @file Made-up examples for the tests of heads. */

const unit = (values: readonly number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

/** A unit vector in a direction of its own. */
export const vectorOf = (seed: number, width = 32): Float32Array => {
  const next = seeded(seed + 1);
  return unit(Array.from({ length: width }, () => next() * 2 - 1));
};

/** Labels around random directions: `spread` 0 is one point per label. The texts tell nothing. */
export function clusters(shape: {
  readonly labels: number;
  readonly each: number;
  readonly spread: number;
  readonly width?: number;
  readonly words?: number;
  readonly seed?: number;
}): Example[] {
  const { labels, each, spread, width = 32, words = 1, seed = 7 } = shape;
  const next = seeded(seed);
  const random = (): number => next() * 2 - 1;
  return Array.from({ length: labels }, (_, l) => {
    const centre = Array.from({ length: width }, random);
    return Array.from({ length: each }, (): Example => ({
      text: Array.from({ length: words }, () => Math.floor(next() * 1e9).toString(36)).join(' '),
      vector: unit(centre.map((value) => value + spread * random())),
      label: `label-${String(l).padStart(2, '0')}`,
    }));
  }).flat();
}
