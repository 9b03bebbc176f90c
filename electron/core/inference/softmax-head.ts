import { z } from 'zod';
import { calibrate, type HeldOut } from './calibration.ts';
import { type Fit, fitMultinomial, logitsOf, type Rows, softmaxInPlace } from './multinomial.ts';

/** @file A small classifier over sentence vectors: trained from a few examples per label, calibrated, and able to say *unknown*. */

export interface Example {
  readonly vector: Float32Array;
  readonly label: string;
}

/** Plain data, so it can be stored as JSON. */
export const Head = z.object({
  labels: z.array(z.string()).min(1),
  dimensions: z.int().positive(),
  /** [labels + 1 if outOfScope, dimensions]; the out-of-scope row is the last. */
  weights: z.array(z.array(z.number())),
  bias: z.array(z.number()),
  outOfScope: z.boolean(),
  temperature: z.number().positive(),
  /** Below this confidence the answer is *unknown*. */
  threshold: z.number().min(0).max(1),
  /** Cross-validated on the examples themselves. */
  measured: z.object({
    /** Share of in-scope examples whose best label is right, threshold aside. */
    accuracy: z.number(),
    /** Share of in-scope examples that are right and reach the threshold. */
    answered: z.number(),
    /** Share of unknown texts that stay below the threshold. */
    rejected: z.number(),
    n: z.int(),
  }),
});
export type Head = z.infer<typeof Head>;

export interface LabelScore {
  readonly label: string;
  readonly confidence: number;
}

export interface TrainOptions {
  /** Decides which examples share a fold; the fit itself draws nothing. */
  readonly seed?: number;
  /** Weight decay; default 1 / (20 * examples), which suits unit vectors. */
  readonly l2?: number;
  /** Most L-BFGS iterations; it stops earlier when nothing is gained. */
  readonly epochs?: number;
  /** Examples with this label teach what to reject; it is never an answer. */
  readonly outOfScopeLabel?: string;
}

export const OUT_OF_SCOPE = 'out_of_scope';
const FOLDS = 4;
/** Half of the labels take their turn in being unknown; the other half would say the same at twice the time. */
const TURNS = 2;

/**
 * Trains a head. The same examples in the same order and the same seed give the same head.
 * Throws when there are fewer than two labels in scope or the vectors differ in length.
 */
export function trainHead(examples: readonly Example[], options: TrainOptions = {}): Head {
  const outside = options.outOfScopeLabel ?? OUT_OF_SCOPE;
  const labels = [...new Set(examples.map((example) => example.label))]
    .filter((label) => label !== outside)
    .sort();
  if (labels.length < 2) throw new Error('A head needs examples of at least two labels.');
  const width = examples[0]?.vector.length ?? 0;
  if (examples.some(({ vector }) => vector.length !== width))
    throw new Error('All example vectors must have the same number of dimensions.');
  const outOfScope = examples.some((example) => example.label === outside);
  const classes = labels.length + (outOfScope ? 1 : 0);
  const numbers = Int32Array.from(examples, ({ label }) =>
    label === outside ? labels.length : labels.indexOf(label),
  );
  const epochs = options.epochs ?? 30;
  const fit = (kept: number[], count: number, relabelled: Int32Array): Fit =>
    fitMultinomial(
      rowsOf(examples, kept, width),
      Int32Array.from(kept, (i) => relabelled[i] ?? 0),
      count,
      {
        l2: options.l2 ?? 1 / (20 * kept.length),
        iterations: epochs,
      },
    );

  const folds = foldsOf(numbers, classes, options.seed ?? 1);
  const heldOut = crossValidate(examples, numbers, folds, classes, labels.length, fit);
  const unknown = heldOut.filter(({ label }) => label >= labels.length);
  if (unknown.length < FOLDS && labels.length > FOLDS)
    heldOut.push(
      ...leaveLabelsOut(examples, numbers, labels.length, classes, options.seed ?? 1, fit),
    );
  const { weights, bias } = fit([...examples.keys()], classes, numbers);
  return {
    labels,
    dimensions: width,
    weights: Array.from({ length: classes }, (_, c) => [
      ...weights.subarray(c * width, (c + 1) * width),
    ]),
    bias: [...bias],
    outOfScope,
    ...calibrate(heldOut, labels.length),
  };
}

/**
 * Confidence of every label, best first. They add up to less than one where the head knows
 * out-of-scope examples: the rest is the chance that the text is none of them.
 * A zero vector (an empty text) gives confidence 0 for all. Throws when the dimensions differ.
 */
export function scoreHead(head: Head, vector: Float32Array): LabelScore[] {
  if (vector.length !== head.dimensions)
    throw new Error(
      `The head wants ${head.dimensions} dimensions, the vector has ${vector.length}.`,
    );
  if (vector.every((value) => value === 0))
    return head.labels.map((label) => ({ label, confidence: 0 }));
  const scores = Float64Array.from(head.weights, (row, c) => {
    let sum = head.bias[c] ?? 0;
    for (let d = 0; d < row.length; d += 1) sum += (row[d] as number) * (vector[d] as number);
    return sum / head.temperature;
  });
  softmaxInPlace(scores);
  return head.labels
    .map((label, c) => ({ label, confidence: scores[c] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** The best label when it reaches the threshold, else undefined: *unknown*. */
export function decide(head: Head, ranked: readonly LabelScore[]): LabelScore | undefined {
  const best = ranked[0];
  return best !== undefined && best.confidence >= head.threshold ? best : undefined;
}

type FitRows = (kept: number[], classes: number, numbers: Int32Array) => Fit;

function crossValidate(
  examples: readonly Example[],
  numbers: Int32Array,
  folds: Int32Array,
  classes: number,
  inScope: number,
  fit: FitRows,
): HeldOut[] {
  const counts = new Int32Array(classes);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  const found: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const kept = [...examples.keys()].filter((i) => folds[i] !== fold);
    if (kept.length === examples.length) continue;
    const model = fit(kept, classes, numbers);
    examples.forEach(({ vector }, i) => {
      const label = numbers[i] ?? 0;
      // A label with one example cannot be right when that example is held out; it says nothing.
      if (folds[i] !== fold || (counts[label] ?? 0) < 2) return;
      found.push({
        label,
        logits: logitsOf(model, vector, new Float64Array(classes)),
        inScope,
      });
    });
  }
  return found;
}

/** With no out-of-scope examples, labels take turns in being unknown to a head trained on the others. */
function leaveLabelsOut(
  examples: readonly Example[],
  numbers: Int32Array,
  inScope: number,
  classes: number,
  seed: number,
  fit: FitRows,
): HeldOut[] {
  const turn = shuffled(inScope, seed);
  const found: HeldOut[] = [];
  for (let fold = 0; fold < TURNS; fold += 1) {
    const absent = (number: number): boolean =>
      number < inScope && (turn[number] ?? 0) % FOLDS === fold;
    const present = Array.from({ length: classes }, (_, c) => c).filter((c) => !absent(c));
    const renumbered = numbers.map((number) => present.indexOf(number));
    const kept = [...examples.keys()].filter((i) => !absent(numbers[i] ?? 0));
    const model = fit(kept, present.length, renumbered);
    const known = present.filter((c) => c < inScope).length;
    examples.forEach(({ vector }, i) => {
      if (!absent(numbers[i] ?? 0)) return;
      found.push({
        label: inScope,
        logits: logitsOf(model, vector, new Float64Array(present.length)),
        inScope: known,
      });
    });
  }
  return found;
}

function rowsOf(examples: readonly Example[], kept: number[], width: number): Rows {
  const data = new Float64Array(kept.length * width);
  kept.forEach((i, place) => data.set((examples[i] as Example).vector, place * width));
  return { data, count: kept.length, width };
}

/** Fold of every example; each label is spread evenly. */
function foldsOf(numbers: Int32Array, classes: number, seed: number): Int32Array {
  const order = shuffled(numbers.length, seed);
  const next = Int32Array.from({ length: classes }, (_, c) => c);
  const folds = new Int32Array(numbers.length);
  for (const i of order) {
    const label = numbers[i] ?? 0;
    folds[i] = (next[label] ?? 0) % FOLDS;
    next[label] = (next[label] ?? 0) + 1;
  }
  return folds;
}

/** 0..count-1 in an order that the seed decides (mulberry32 and Fisher-Yates). */
function shuffled(count: number, seed: number): Int32Array {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
