/** @file The inner loops over dense rows that training spends its time in. */

/** Sum of a[aAt + i] * b[bAt + i] over i < width. */
export function product(
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  width: number,
): number {
  // Four sums at once: the processor need not wait for one addition before the next.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < width; i += 4) {
    s0 += (a[aAt + i] as number) * (b[bAt + i] as number);
    s1 += (a[aAt + i + 1] as number) * (b[bAt + i + 1] as number);
    s2 += (a[aAt + i + 2] as number) * (b[bAt + i + 2] as number);
    s3 += (a[aAt + i + 3] as number) * (b[bAt + i + 3] as number);
  }
  for (; i < width; i += 1) s0 += (a[aAt + i] as number) * (b[bAt + i] as number);
  return s0 + s1 + s2 + s3;
}

export function dot(a: Float64Array, b: Float64Array): number {
  return product(a, 0, b, 0, a.length);
}

/** to[toAt + i] += by * from[fromAt + i] over i < width. */
export function addScaled(
  to: Float64Array,
  toAt: number,
  from: Float64Array,
  fromAt: number,
  width: number,
  by: number,
): void {
  for (let i = 0; i < width; i += 1)
    to[toAt + i] = (to[toAt + i] as number) + by * (from[fromAt + i] as number);
}

/** a + times * b, as a new array. */
export function added(a: Float64Array, b: Float64Array, times: number): Float64Array<ArrayBuffer> {
  const sum = new Float64Array(a);
  addScaled(sum, 0, b, 0, a.length, times);
  return sum;
}
