import { addScaled, product } from './dense.ts';
import type { Rows } from './multinomial.ts';

/**
 * @file Sentence vectors share a few strong directions, which makes plain gradient steps slow. Dividing by the
 * rough curvature, share * X'X / n + l2, cuts the iterations to a fifth.
 */

/** Solves (share * X'X / n + l2) y = g for each class row of g, and divides the biases by `share`. */
export function preconditioner(rows: Rows, share: number, l2: number) {
  const { width } = rows;
  const factor = cholesky(curvature(rows, share, l2), width);
  return (gradient: Float64Array): Float64Array<ArrayBuffer> => {
    const solved = new Float64Array(gradient);
    const classes = gradient.length / (width + 1);
    for (let c = 0; c < classes; c += 1) solveInPlace(factor, width, solved, c * width);
    for (let i = classes * width; i < solved.length; i += 1)
      solved[i] = (solved[i] as number) / share;
    return solved;
  };
}

function curvature({ data, count, width }: Rows, share: number, l2: number): Float64Array {
  const matrix = new Float64Array(width * width);
  for (let i = 0; i < count; i += 1)
    for (let a = 0; a < width; a += 1)
      addScaled(
        matrix,
        a * width,
        data,
        i * width,
        a + 1,
        ((data[i * width + a] as number) * share) / count,
      );
  for (let a = 0; a < width; a += 1) matrix[a * width + a] = (matrix[a * width + a] as number) + l2;
  return matrix;
}

/** The lower triangle L of a positive matrix = L L', in place. */
function cholesky(matrix: Float64Array, width: number): Float64Array {
  for (let a = 0; a < width; a += 1)
    for (let b = 0; b <= a; b += 1) {
      const rest =
        (matrix[a * width + b] as number) - product(matrix, a * width, matrix, b * width, b);
      matrix[a * width + b] = a === b ? Math.sqrt(rest) : rest / (matrix[b * width + b] as number);
    }
  return matrix;
}

function solveInPlace(factor: Float64Array, width: number, values: Float64Array, at: number): void {
  for (let a = 0; a < width; a += 1) {
    const rest = (values[at + a] as number) - product(factor, a * width, values, at, a);
    values[at + a] = rest / (factor[a * width + a] as number);
  }
  for (let a = width - 1; a >= 0; a -= 1) {
    const solved = (values[at + a] as number) / (factor[a * width + a] as number);
    values[at + a] = solved;
    addScaled(values, at, factor, a * width, a, -solved);
  }
}
