/**
 * @file The vectors of a pack in memory that threads share: chunks of fixed size, so that it grows
 * without a copy. Rows are only ever appended; one that is gone from the store is marked, and its
 * place is not used again.
 */

/** Rows of a chunk: one megabyte at 256 dimensions. */
export const chunkRows = 1024;

export interface Chunk {
  readonly buffer: SharedArrayBuffer;
  /** Row-major unit vectors. */
  readonly values: Float32Array;
  /** The store's number of each row. */
  readonly rows: Uint32Array;
  /** 1 where the row is gone. */
  readonly dead: Uint8Array;
}

export interface Matrix {
  readonly dimensions: number;
  readonly chunks: Chunk[];
  /** Places in use, the dead ones too. */
  count: number;
}

export const createMatrix = (dimensions: number): Matrix => ({ dimensions, chunks: [], count: 0 });

/** @param buffer of another thread; a new one when absent */
export function viewChunk(dimensions: number, buffer?: SharedArrayBuffer): Chunk {
  const bytes = chunkRows * dimensions * 4;
  const shared = buffer ?? new SharedArrayBuffer(bytes + chunkRows * 5);
  return {
    buffer: shared,
    values: new Float32Array(shared, 0, chunkRows * dimensions),
    rows: new Uint32Array(shared, bytes, chunkRows),
    dead: new Uint8Array(shared, bytes + chunkRows * 4, chunkRows),
  };
}

export interface Place {
  readonly chunk: Chunk;
  /** Inside the chunk. */
  readonly at: number;
}

/** Throws for a place that is not in use. */
export function placeOf(matrix: Matrix, position: number): Place {
  const chunk = matrix.chunks[Math.floor(position / chunkRows)];
  if (chunk === undefined || position >= matrix.count)
    throw new RangeError(`The matrix has no place ${position}.`);
  return { chunk, at: position % chunkRows };
}

/** Adds a row behind the others. @returns its position */
export function append(matrix: Matrix, row: number, vector: Float32Array): number {
  const position = matrix.count;
  const at = position % chunkRows;
  if (at === 0) matrix.chunks.push(viewChunk(matrix.dimensions));
  matrix.count += 1;
  const { chunk } = placeOf(matrix, position);
  chunk.values.set(vector, at * matrix.dimensions);
  chunk.rows[at] = row;
  return position;
}

export function vectorAt(matrix: Matrix, position: number): Float32Array {
  const { chunk, at } = placeOf(matrix, position);
  return chunk.values.subarray(at * matrix.dimensions, (at + 1) * matrix.dimensions);
}

export function rowAt(matrix: Matrix, position: number): number {
  const { chunk, at } = placeOf(matrix, position);
  return chunk.rows[at] as number;
}

export function isDead(matrix: Matrix, position: number): boolean {
  const { chunk, at } = placeOf(matrix, position);
  return chunk.dead[at] === 1;
}

export function bury(matrix: Matrix, position: number): void {
  const { chunk, at } = placeOf(matrix, position);
  chunk.dead[at] = 1;
}

/** Tells one vector from another: FNV-1a over its 32-bit words. */
export function checksumOf(vector: Float32Array): number {
  const words = new Uint32Array(vector.buffer, vector.byteOffset, vector.length);
  let sum = 0x811c9dc5;
  for (const word of words) sum = Math.imul(sum ^ word, 0x01000193);
  // The words' low bits decide little in a multiplication, so the high ones are folded in.
  return (sum ^ (sum >>> 15)) >>> 0;
}
