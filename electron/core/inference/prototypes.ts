/** @file A few typical vectors of each label, by k-means (Lloyd 1982), to tell how near a text is to anything known. */

export interface Prototypes {
  readonly width: number;
  /** Label of each prototype; prototypes of a label are together, labels ascending. */
  readonly owners: Int32Array;
  /** [prototypes, width], unit length. */
  readonly rows: Float32Array;
}

const ROUNDS = 4;
/** Examples of a label that are looked at: more would take time and move no centre. */
const ENOUGH = 240;

/** Most prototypes of one label: 19 did as well as all 120 examples of banking77's labels. */
const MOST_EACH = 24;

/** At most `most` prototypes, shared out evenly; a label with few examples keeps them all. */
export function choosePrototypes(
  vectors: readonly Float32Array[],
  labels: Int32Array,
  count: number,
  most: number,
): Prototypes {
  const width = vectors[0]?.length ?? 0;
  const each = Math.min(MOST_EACH, Math.max(1, Math.floor(most / Math.max(1, count))));
  const byLabel = Array.from({ length: count }, (): Float32Array[] => []);
  vectors.forEach((vector, i) => byLabel[labels[i] ?? count]?.push(vector));
  const owners: number[] = [];
  const found: Float32Array[] = [];
  byLabel.forEach((own, label) => {
    // Spread over the list: neighbours in it are often alike.
    const some = own.filter(
      (_, i) => own.length <= ENOUGH || i % Math.ceil(own.length / ENOUGH) === 0,
    );
    for (const centre of some.length <= each ? some : centres(some, each)) {
      owners.push(label);
      found.push(unit(centre));
    }
  });
  const rows = new Float32Array(found.length * width);
  found.forEach((row, i) => rows.set(row, i * width));
  return { width, owners: Int32Array.from(owners), rows };
}

/** Cosine of the nearest prototype of each of `count` labels; -1 for a label without one. */
export function nearness(
  prototypes: Prototypes,
  vector: Float32Array,
  count: number,
): Float64Array {
  const { width, owners, rows } = prototypes;
  const found = new Float64Array(count).fill(-1);
  for (let p = 0; p < owners.length; p += 1) {
    // Four sums at once: the processor need not wait for one addition before the next.
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let d = 0;
    let at = p * width;
    for (; d + 3 < width; d += 4, at += 4) {
      s0 += (rows[at] as number) * (vector[d] as number);
      s1 += (rows[at + 1] as number) * (vector[d + 1] as number);
      s2 += (rows[at + 2] as number) * (vector[d + 2] as number);
      s3 += (rows[at + 3] as number) * (vector[d + 3] as number);
    }
    for (; d < width; d += 1, at += 1) s0 += (rows[at] as number) * (vector[d] as number);
    const sum = s0 + s1 + s2 + s3;
    const label = owners[p] as number;
    if (sum > (found[label] ?? 2)) found[label] = sum;
  }
  return found;
}

/** Starts at vectors far from one another, so nothing is drawn. */
function centres(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const [first] = vectors;
  if (first === undefined) return [];
  const chosen = [first];
  const nearest = new Float64Array(vectors.length).fill(-2);
  while (chosen.length < count) {
    const last = chosen.at(-1) ?? first;
    let [farthest, lowest] = [0, Infinity];
    vectors.forEach((vector, i) => {
      nearest[i] = Math.max(nearest[i] ?? -2, cosine(vector, last));
      if ((nearest[i] ?? 0) < lowest) [farthest, lowest] = [i, nearest[i] ?? 0];
    });
    chosen.push(vectors[farthest] ?? first);
  }
  let current: Float32Array[] = chosen;
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = current.map(() => new Float32Array(first.length));
    for (const vector of vectors) {
      let [best, highest] = [0, -Infinity];
      current.forEach((centre, c) => {
        const near = cosine(vector, centre);
        if (near > highest) [best, highest] = [c, near];
      });
      const sum = sums[best];
      for (let d = 0; sum !== undefined && d < sum.length; d += 1)
        sum[d] = (sum[d] as number) + (vector[d] as number);
    }
    current = sums.map((sum, c) => (sum.some((x) => x !== 0) ? unit(sum) : (current[c] ?? sum)));
  }
  return current;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((x) => x / length);
}
