import { added, addScaled, dot, product } from './dense.ts';
import { preconditioner } from './precondition.ts';

/** @file Multinomial logistic regression by L-BFGS. Deterministic: it starts at zero and draws nothing at random. */

/** Rows of `width` numbers, one after the other. */
export interface Rows {
  readonly data: Float64Array;
  readonly count: number;
  readonly width: number;
}

export interface Fit {
  /** [classes, width], row by row. */
  readonly weights: Float64Array;
  /** [classes] */
  readonly bias: Float64Array;
}

const HISTORY = 7;
/** Less gain than this share of the loss is not worth another pass. */
const SMALL_GAIN = 5e-4;

/**
 * Minimises mean cross-entropy + l2/2 * |weights|^2 (the bias is free).
 * `labels[i]` is in [0, classes). Stops after `iterations` or when little is gained.
 */
export function fitMultinomial(
  rows: Rows,
  labels: Int32Array,
  classes: number,
  options: { readonly l2: number; readonly iterations: number },
): Fit {
  const size = classes * (rows.width + 1);
  const loss = crossEntropy(rows, labels, classes, options.l2);
  // The curvature of a softmax is p (1 - p) in each class: at first 1 / classes.
  const flatten = preconditioner(rows, 1 / classes, options.l2);
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = loss(point, gradient);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let iteration = 0; iteration < options.iterations; iteration += 1) {
    const direction = descent(gradient, steps, changes, flatten);
    const slope = dot(direction, gradient);
    if (slope > -1e-9) break;
    let rate = 1;
    let next = point;
    let nextValue = Infinity;
    const nextGradient = new Float64Array(size);
    for (let tries = 0; tries < 20; tries += 1) {
      next = added(point, direction, rate);
      nextValue = loss(next, nextGradient);
      if (nextValue <= value + 1e-4 * rate * slope) break;
      rate /= 2;
    }
    if (!(nextValue < value)) break;
    remember(steps, added(next, point, -1));
    remember(changes, added(nextGradient, gradient, -1));
    const gain = value - nextValue;
    [point, gradient, value] = [next, nextGradient, nextValue];
    if (gain < SMALL_GAIN * (1 + value)) break;
  }
  return {
    weights: point.slice(0, classes * rows.width),
    bias: point.slice(classes * rows.width),
  };
}

/** Scores [classes] of one row before the softmax, written into `out`. */
export function logitsOf(fit: Fit, row: ArrayLike<number>, out: Float64Array): Float64Array {
  const width = fit.weights.length / fit.bias.length;
  for (let c = 0; c < out.length; c += 1) {
    let sum = fit.bias[c] as number;
    for (let d = 0, at = c * width; d < width; d += 1, at += 1)
      sum += (fit.weights[at] as number) * (row[d] as number);
    out[c] = sum;
  }
  return out;
}

/** In place; returns the logarithm of the sum of exponentials, for the loss. */
export function softmaxInPlace(scores: Float64Array, from = 0, to = scores.length): number {
  let top = -Infinity;
  for (let i = from; i < to; i += 1) top = Math.max(top, scores[i] as number);
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += scores[i] = Math.exp((scores[i] as number) - top);
  for (let i = from; i < to; i += 1) scores[i] = (scores[i] as number) / sum;
  return top + Math.log(sum);
}

function crossEntropy(rows: Rows, labels: Int32Array, classes: number, l2: number) {
  const { data, count, width } = rows;
  const biasAt = classes * width;
  const errors = new Float64Array(count * classes);
  return (point: Float64Array, gradient: Float64Array): number => {
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      const row = i * width;
      const at = i * classes;
      for (let c = 0; c < classes; c += 1)
        errors[at + c] =
          product(data, row, point, c * width, width) + (point[biasAt + c] as number);
      const own = at + (labels[i] as number);
      const score = errors[own] as number;
      total += softmaxInPlace(errors, at, at + classes) - score;
      errors[own] = (errors[own] as number) - 1;
    }
    total /= count;
    gradient.fill(0);
    for (let i = 0; i < count; i += 1)
      for (let c = 0; c < classes; c += 1) {
        const error = (errors[i * classes + c] as number) / count;
        // Most classes are ruled out for most rows; a thousandth of the work tells as much.
        if (Math.abs(error) < 1e-9) continue;
        addScaled(gradient, c * width, data, i * width, width, error);
        gradient[biasAt + c] = (gradient[biasAt + c] as number) + error;
      }
    for (let w = 0; w < biasAt; w += 1) {
      const weight = point[w] as number;
      total += (l2 / 2) * weight * weight;
      gradient[w] = (gradient[w] as number) + l2 * weight;
    }
    return total;
  };
}

/** Two-loop recursion; steps and changes are oldest first. `flatten` is the first guess of the inverse curvature. */
function descent(
  gradient: Float64Array,
  steps: Float64Array[],
  changes: Float64Array[],
  flatten: (gradient: Float64Array) => Float64Array,
): Float64Array {
  let direction: Float64Array = gradient.map((g) => -g);
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k -= 1) {
    const [step, change] = [steps[k] as Float64Array, changes[k] as Float64Array];
    const share = dot(step, direction) / dot(change, step);
    shares[k] = share;
    direction = added(direction, change, -share);
  }
  direction = flatten(direction);
  const last = steps.length - 1;
  if (last >= 0) {
    const [step, change] = [steps[last] as Float64Array, changes[last] as Float64Array];
    const scale = dot(step, change) / dot(change, flatten(change));
    direction = direction.map((d) => d * scale);
  }
  for (let k = 0; k < steps.length; k += 1) {
    const [step, change] = [steps[k] as Float64Array, changes[k] as Float64Array];
    const back = dot(change, direction) / dot(change, step);
    direction = added(direction, step, (shares[k] as number) - back);
  }
  return direction;
}

function remember(list: Float64Array[], entry: Float64Array): void {
  list.push(entry);
  if (list.length > HISTORY) list.shift();
}
