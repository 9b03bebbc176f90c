import { type Chunk, type Matrix, chunkRows, placeOf, rowAt } from './matrix.ts';

/** @file Exact search: every vector is compared. Also what the graph is measured against. */

/** A place in the matrix and its cosine with the query. */
export interface Near {
  readonly position: number;
  readonly cosine: number;
}

/** Keeps the k best of what it is offered. */
export interface Best {
  offer(position: number, cosine: number): void;
  /** Best first; equal ones by position. */
  list(): Near[];
}

export function createBest(k: number): Best {
  let kept: Near[] = [];
  let floor = -Infinity;
  const cut = (): void => {
    kept.sort((a, b) => b.cosine - a.cosine || a.position - b.position);
    if (kept.length <= k) return;
    kept = kept.slice(0, k);
    floor = kept[k - 1]?.cosine ?? floor;
  };
  return {
    offer: (position, cosine) => {
      if (cosine < floor) return;
      kept.push({ position, cosine });
      // Sorting now and then is cheaper than keeping order with every offer.
      if (kept.length >= 2 * k + 16) cut();
    },
    list: () => {
      cut();
      return kept;
    },
  };
}

/** What may be found; all that is not dead when both are absent. */
export interface Lens {
  /** 1 at positions that may not be found; positions behind its end may. */
  readonly barred?: Uint8Array;
  /** The only positions that may be found, ascending; absent where they are many. */
  readonly only?: Uint32Array;
}

const cosines = new Float64Array(chunkRows);

/**
 * Cosine of the query with the first `count` rows of a chunk: all are unit vectors, so it is the
 * dot product. @param wide the query as doubles @returns cosines by place, good until the next call
 */
export function scanChunk(chunk: Chunk, count: number, wide: Float64Array): Float64Array {
  const { values } = chunk;
  const dimensions = wide.length;
  // Four rows at a time: each number of the query is read once for four products, and the four
  // sums do not wait for one another.
  let row = 0;
  for (; row + 3 < count; row += 4) {
    const first = row * dimensions;
    const second = first + dimensions;
    const third = second + dimensions;
    const fourth = third + dimensions;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < dimensions; i += 1) {
      const q = wide[i] as number;
      a += q * (values[first + i] as number);
      b += q * (values[second + i] as number);
      c += q * (values[third + i] as number);
      d += q * (values[fourth + i] as number);
    }
    cosines[row] = a;
    cosines[row + 1] = b;
    cosines[row + 2] = c;
    cosines[row + 3] = d;
  }
  for (; row < count; row += 1) cosines[row] = dot(values, row * dimensions, wide);
  return cosines;
}

/** One row: four sums that do not wait for one another. */
function dot(values: Float32Array, from: number, wide: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < wide.length; i += 4) {
    const at = from + i;
    a += (wide[i] as number) * (values[at] as number);
    b += (wide[i + 1] as number) * (values[at + 1] as number);
    c += (wide[i + 2] as number) * (values[at + 2] as number);
    d += (wide[i + 3] as number) * (values[at + 3] as number);
  }
  for (; i < wide.length; i += 1) a += (wide[i] as number) * (values[from + i] as number);
  return a + b + (c + d);
}

/** Cosine of the query with the row at a position. */
export function cosineAt(matrix: Matrix, position: number, wide: Float64Array): number {
  const { chunk, at } = placeOf(matrix, position);
  return dot(chunk.values, at * matrix.dimensions, wide);
}

/** Whether a position may be found. */
export const isOpen = (matrix: Matrix, position: number, { barred }: Lens): boolean => {
  const { chunk, at } = placeOf(matrix, position);
  return chunk.dead[at] === 0 && barred?.[position] !== 1;
};

/** Chunks between two breaths: about 4 ms of work. */
const chunksInOneGo = 16;

/**
 * The k nearest of all rows that the lens lets through, best first.
 * @param breathe called between pieces of work of a few milliseconds, where others share the thread
 */
export async function nearestOfAll(
  matrix: Matrix,
  wide: Float64Array,
  k: number,
  lens: Lens,
  breathe: () => Promise<void>,
): Promise<Near[]> {
  const best = createBest(k);
  if (lens.only !== undefined) {
    for (const position of lens.only)
      if (isOpen(matrix, position, lens)) best.offer(position, cosineAt(matrix, position, wide));
    return best.list();
  }
  const { count } = matrix;
  for (const [index, chunk] of [...matrix.chunks].entries()) {
    if (index > 0 && index % chunksInOneGo === 0) await breathe();
    const first = index * chunkRows;
    const rows = Math.min(chunkRows, count - first);
    const found = scanChunk(chunk, rows, wide);
    for (let at = 0; at < rows; at += 1)
      if (chunk.dead[at] === 0 && lens.barred?.[first + at] !== 1)
        best.offer(first + at, found[at] as number);
  }
  return best.list();
}

export const hitOf = (
  matrix: Matrix,
  { position, cosine }: Near,
): { row: number; cosine: number } => ({
  row: rowAt(matrix, position),
  // Rounding may carry a vector's product with itself over 1.
  cosine: Math.max(-1, Math.min(1, cosine)),
});

/** Lets others have the thread. */
export const breath = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
