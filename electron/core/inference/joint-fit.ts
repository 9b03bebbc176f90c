import { softmaxInPlace } from './multinomial.ts';

/**
 * @file Multinomial logistic regression over a dense and a sparse block together, by AdaGrad (Duchi et al. 2011), one
 * example at a time: ten passes do what a hundred of L-BFGS do over many sparse terms. Deterministic: the order of
 * the examples is given.
 */

/** One example: a dense vector, and the places (from 0) and weights of its terms. */
export interface JointRow {
  readonly dense: Float32Array;
  readonly at: Int32Array;
  readonly weight: Float32Array;
}

export interface JointFit {
  readonly classes: number;
  /** [width + terms, classes], feature by feature, the dense block first. */
  readonly weights: Float32Array;
  /** [classes] */
  readonly bias: Float32Array;
}

export interface JointOptions {
  readonly classes: number;
  /** Numbers of the dense block. */
  readonly width: number;
  readonly terms: number;
  /** Which rows are learnt from, in which order, in pass 0, 1, ... */
  readonly order: (pass: number) => Int32Array;
  readonly passes: number;
  /** First step size; it falls linearly to nearly nothing. */
  readonly rate?: number;
  /** Weight decay. */
  readonly l2?: number;
  /** [classes] How much an example of each class counts; one when absent. */
  readonly importance?: Float64Array;
}

/** Smaller errors are not worth an update; most classes of most rows are below it after two passes. */
const SMALL = 1e-3;
/** Starting sum of squares: keeps the first steps from being the largest. */
const CAUTION = 1e-2;

/** `labels[i]` is the class of `rows[i]`, in [0, classes). */
export function fitJoint(
  rows: readonly JointRow[],
  labels: Int32Array,
  options: JointOptions,
): JointFit {
  const { classes, width, passes, importance, rate = 0.3, l2 = 1e-5 } = options;
  const features = width + options.terms;
  const fit: JointFit = {
    classes,
    weights: new Float32Array(features * classes),
    bias: new Float32Array(classes),
  };
  const { weights, bias } = fit;
  const spent = new Float32Array(weights.length).fill(CAUTION);
  const biasSpent = new Float32Array(classes).fill(CAUTION);
  const errors = new Float64Array(classes);
  const active = new Int32Array(classes);
  for (let pass = 0; pass < passes; pass += 1) {
    const speed = rate * (1 - pass / (passes + 1));
    for (const i of options.order(pass)) {
      const row = rows[i];
      const own = labels[i];
      if (row === undefined || own === undefined) continue;
      jointScores(fit, row, errors);
      softmaxInPlace(errors);
      errors[own] = (errors[own] as number) - 1;
      const counts = importance?.[own] ?? 1;
      let busy = 0;
      for (let c = 0; c < classes; c += 1) {
        const error = (errors[c] as number) * counts;
        if (Math.abs(error) < SMALL) continue;
        active[busy] = c;
        busy += 1;
        errors[c] = error;
        const sum = (biasSpent[c] as number) + error * error;
        biasSpent[c] = sum;
        bias[c] = (bias[c] as number) - (speed * error) / Math.sqrt(sum);
      }
      const learn = (feature: number, value: number): void => {
        for (let k = 0; k < busy; k += 1) {
          const c = active[k] as number;
          const at = feature * classes + c;
          const weight = weights[at] as number;
          const slope = (errors[c] as number) * value + l2 * weight;
          const sum = (spent[at] as number) + slope * slope;
          spent[at] = sum;
          weights[at] = weight - (speed * slope) / Math.sqrt(sum);
        }
      };
      if (busy === 0) continue;
      for (let f = 0; f < width; f += 1) learn(f, row.dense[f] as number);
      for (let k = 0; k < row.at.length; k += 1)
        learn(width + (row.at[k] as number), row.weight[k] as number);
    }
  }
  return fit;
}

/** Scores [classes] of one row before the softmax, written into `out`. */
export function jointScores(fit: JointFit, row: JointRow, out: Float64Array): Float64Array {
  const { classes, weights, bias } = fit;
  const { dense, at, weight } = row;
  const width = dense.length;
  for (let c = 0; c < classes; c += 1) out[c] = bias[c] as number;
  let f = 0;
  // Four features at once: the scores are read and written a quarter as often.
  for (; f + 3 < width; f += 4) {
    const [v0, v1, v2, v3] = [dense[f], dense[f + 1], dense[f + 2], dense[f + 3]] as number[] as [
      number,
      number,
      number,
      number,
    ];
    const a = f * classes;
    const b = a + classes;
    const d = b + classes;
    const e = d + classes;
    for (let c = 0; c < classes; c += 1)
      out[c] =
        (out[c] as number) +
        v0 * (weights[a + c] as number) +
        v1 * (weights[b + c] as number) +
        v2 * (weights[d + c] as number) +
        v3 * (weights[e + c] as number);
  }
  for (; f < width; f += 1) addRow(weights, f * classes, dense[f] as number, out);
  for (let k = 0; k < at.length; k += 1)
    addRow(weights, (width + (at[k] as number)) * classes, weight[k] as number, out);
  return out;
}

function addRow(weights: Float32Array, from: number, by: number, out: Float64Array): void {
  for (let c = 0; c < out.length; c += 1)
    out[c] = (out[c] as number) + by * (weights[from + c] as number);
}
