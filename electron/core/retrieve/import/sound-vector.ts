import type { Encoder } from '#core/ports.ts';

/** A vector that search can use: a passage whose encoder gave none, or no numbers, is found by text alone. */
export const soundVector = (
  vector: Float32Array | undefined,
  { dimensions }: Pick<Encoder, 'dimensions'>,
): Float32Array =>
  vector?.length === dimensions && vector.every(Number.isFinite)
    ? vector
    : new Float32Array(dimensions);
