/** @file What may be compared: vectors of the right length, with numbers, of length one. */

/** A vector that stands for nothing has no direction, so nothing is near it. */
export class UnusableVector extends RangeError {
  override readonly name = 'UnusableVector';
}

/** How far the square of a unit vector's length may be from 1. */
const rounding = 1e-4;

/** Throws UnusableVector for another length and for anything but finite numbers. */
export function squaredLength(vector: Float32Array, dimensions: number): number {
  if (vector.length !== dimensions)
    throw new UnusableVector(
      `The vector has ${vector.length} dimensions instead of ${dimensions}.`,
    );
  // Every vector of the store comes through here at a start.
  let squares = 0;
  let others = 0;
  let i = 0;
  for (; i + 1 < dimensions; i += 2) {
    squares += (vector[i] as number) ** 2;
    others += (vector[i + 1] as number) ** 2;
  }
  if (i < dimensions) squares += (vector[i] as number) ** 2;
  squares += others;
  if (!Number.isFinite(squares))
    throw new UnusableVector('The vector has values that are not finite numbers.');
  return squares;
}

/** The vector itself, or one of length 1 in its direction; throws UnusableVector where there is none. */
export function toUnit(vector: Float32Array, dimensions: number): Float32Array {
  const squares = squaredLength(vector, dimensions);
  if (squares < 1e-30) throw new UnusableVector('The vector is all zeros.');
  if (Math.abs(squares - 1) <= rounding) return vector;
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
}
