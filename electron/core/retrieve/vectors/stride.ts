const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * A step that visits every place of `count` once, far from the place before: near the golden
 * section of it, and sharing no divisor with it.
 */
export function strideOf(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618));
  while (divisor(count, stride) !== 1) stride += 1;
  return stride;
}
