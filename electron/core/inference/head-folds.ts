/** @file Drawing with a seed: the same seed, the same folds and orders. */

/** Numbers in [0, 1) that the seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A shuffled copy (Fisher and Yates). */
export function shuffled(values: Int32Array, seed: number): Int32Array {
  const next = seeded(seed);
  const order = Int32Array.from(values);
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

export const upTo = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

/** Fold of every example, `folds` of them; each label is spread evenly. */
export function foldsOf(labels: Int32Array, folds: number, seed: number): Int32Array {
  const next = new Map<number, number>();
  const found = new Int32Array(labels.length);
  for (const i of shuffled(upTo(labels.length), seed)) {
    const label = labels[i] ?? 0;
    // Labels start at different folds, so that small ones do not all fall into the first.
    const turn = next.get(label) ?? label;
    found[i] = turn % folds;
    next.set(label, turn + 1);
  }
  return found;
}
