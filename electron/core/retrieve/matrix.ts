import type { Passage } from '#domain/knowledge.ts';

/** All vectors of a pack behind one another, so that a search is one walk through memory. */
export interface Matrix {
  readonly passages: readonly Passage[];
  readonly dimensions: number;
  /** Row-major unit vectors. */
  readonly values: Float32Array;
  readonly rowOf: ReadonlyMap<string, number>;
  /** Rows of each document. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
}

/** The cosines of one query with a pack, and its best rows. */
export interface Scan {
  readonly cosines: Float32Array;
  /** Row numbers, best first. */
  readonly best: readonly number[];
}

/** Throws when a vector has another length: the index and the encoder do not belong together. */
export function buildMatrix(
  rows: readonly { readonly passage: Passage; readonly vector: Float32Array }[],
  dimensions: number,
): Matrix {
  const values = new Float32Array(rows.length * dimensions);
  const rowOf = new Map<string, number>();
  const rowsOf = new Map<string, number[]>();
  for (const [row, { passage, vector }] of rows.entries()) {
    if (vector.length !== dimensions)
      throw new RangeError(`buildMatrix: ${vector.length} dimensions instead of ${dimensions}`);
    values.set(vector, row * dimensions);
    rowOf.set(passage.id, row);
    const own = rowsOf.get(passage.document);
    if (own === undefined) rowsOf.set(passage.document, [row]);
    else own.push(row);
  }
  return {
    passages: rows.map((row) => row.passage),
    dimensions,
    values,
    rowOf,
    rowsOf,
  };
}

/** Cosine of the query with every row: both are unit vectors, so it is the dot product. */
export function scan(matrix: Matrix, query: Float32Array, k: number): Scan {
  const { values, dimensions } = matrix;
  const count = matrix.passages.length;
  const cosines = new Float32Array(count);
  // Doubles once, and four rows at a time: each number of the query is read and widened once for
  // four products, and the four sums do not wait for one another.
  const wide = Float64Array.from(query);
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
  for (; row < count; row += 1) {
    let sum = 0;
    for (let i = 0; i < dimensions; i += 1)
      sum += (wide[i] as number) * (values[row * dimensions + i] as number);
    cosines[row] = sum;
  }
  return { cosines, best: bestRows(cosines, k) };
}

/** The k highest, best first; equal ones in the order of the rows. */
export function bestRows(scores: Float32Array, k: number): number[] {
  const best: number[] = [];
  let floor = -Infinity;
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] as number;
    if (best.length === k && score <= floor) continue;
    let at = best.length;
    while (at > 0 && (scores[best[at - 1] as number] as number) < score) at -= 1;
    best.splice(at, 0, row);
    if (best.length > k) best.pop();
    if (best.length === k) floor = scores[best[k - 1] as number] as number;
  }
  return best;
}

/** Adds weighted vectors and brings the sum to length 1; all zeros stay zeros. */
export function blend(
  parts: readonly { readonly vector: Float32Array; readonly weight: number }[],
  dimensions: number,
): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const { vector, weight } of parts)
    for (let i = 0; i < dimensions; i += 1)
      sum[i] = (sum[i] as number) + weight * (vector[i] as number);
  let squares = 0;
  for (const value of sum) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] as number) / length;
  return sum;
}
