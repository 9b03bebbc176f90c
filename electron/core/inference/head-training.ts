import { bestTemperature, bestThreshold, type Judged } from './calibration.ts';
import { type Prepared, prepare } from './head-examples.ts';
import { foldsOf, shuffled, upTo } from './head-folds.ts';
import { fitModel, type Model, type Numbered, numbered } from './head-model.ts';
import { type HeadReport, type Outcome, reportOf } from './head-report.ts';
import { type Blend, blended, fitScope, type Noticed } from './in-scope.ts';
import { pack, rounded } from './packed-numbers.ts';
import { confidencesOf, type Example, type Head, OUT_OF_SCOPE } from './softmax-head.ts';

/** @file Training of a head: cross-validation, temperature, in-scope model, threshold, then one fit on everything. */

export interface TrainOptions {
  /** Decides the folds and the order of the examples. */
  readonly seed?: number;
  /** Examples with this label teach what to reject; it is never an answer. */
  readonly outOfScopeLabel?: string;
  /**
   * What a label's name or description says, as one more example of it. Helps with few examples; never measured.
   * Those of labels without examples are left out.
   */
  readonly descriptions?: readonly Example[];
  /** Passes over the examples; by their number when absent. */
  readonly passes?: number;
  /** 0 to 1: how much more the examples of rare labels count. Default 0: accuracy first. */
  readonly balance?: number;
}

export interface TrainedHead {
  readonly head: Head;
  readonly report: HeadReport;
}

/** Above this many examples there are fewer folds: there is enough to judge by. */
const MANY = 3_000;
/** A quarter of the labels is left out in each turn. */
const PART = 4;
/** What the neighbours may count; which is best is the data's to say: 0 where words decide, 40 where meanings are close. */
const PULLS = [0, 2, 5, 10, 20, 40] as const;
/** Where too little was cross-validated to choose. */
const PULL = 5;
const LEAST_TO_CHOOSE = 40;
/** More examples than this would choose the same blend. */
const ENOUGH = 3_000;
/** Fewer unknown texts than this teach nothing about the outside. */
const LEAST_UNKNOWN = 20;

interface HeldOut {
  readonly sample: Numbered;
  /** Its class in the model that judged it; classes from `inScope` upwards are out of scope. */
  readonly label: number;
  readonly noticed: Noticed;
}

/**
 * Trains a head. The same examples in the same order and the same seed give the same head.
 * Throws one sentence when there are fewer than two labels in scope or the vectors differ in length.
 */
export function trainHead(examples: readonly Example[], options: TrainOptions = {}): TrainedHead {
  const prepared = prepare(examples, options.outOfScopeLabel ?? OUT_OF_SCOPE);
  const { labels, notes } = prepared;
  const learn = learner(prepared, options);
  const heldOut = crossValidate(prepared, learn, options.seed ?? 1);
  const inside = heldOut.filter(({ label, noticed }) => label < noticed.inScope);
  const outside = [
    ...heldOut.filter(({ label, noticed }) => label >= noticed.inScope),
    ...leaveLabelsOut(prepared, learn, options.seed ?? 1),
  ];
  const blend = bestBlend(inside);
  const signals = (one: HeldOut): Float64Array => confidencesOf(one.noticed, blend, null).signals;
  const scope =
    outside.length < LEAST_UNKNOWN || inside.length < LEAST_UNKNOWN
      ? null
      : fitScope(inside.map(signals), outside.map(signals));
  const outcomes: Outcome[] = [];
  const judged = [...inside, ...outside].map(({ sample, label, noticed }, place): Judged => {
    const { chances } = confidencesOf(noticed, blend, scope);
    const best = highest(chances, noticed.inScope);
    const known = place < inside.length;
    if (known)
      outcomes.push({
        example: sample.index,
        label,
        got: best,
        chances: confidencesOf(noticed, blend, null).chances,
      });
    return { known, right: known && best === label, confidence: chances[best] ?? 0 };
  });
  const report = reportOf({
    labels,
    folds: foldCount(prepared),
    outcomes,
    judged,
    threshold: bestThreshold(judged),
    notes,
  });
  const { accuracy, macroF1, ece, answered, rejected, n, threshold } = report;
  const head = {
    ...headOf(prepared, learn),
    ...blend,
    scope,
    threshold,
    measured: { accuracy, macroF1, ece, answered, rejected, n },
  };
  return { head, report };
}

/**
 * The same weights without cross-validation: no calibration, a threshold of 0.5 and nothing measured. For comparing
 * which label is best, in a fraction of the time. Throws as `trainHead`.
 */
export function trainBareHead(examples: readonly Example[], options: TrainOptions = {}): Head {
  const prepared = prepare(examples, options.outOfScopeLabel ?? OUT_OF_SCOPE);
  return headOf(prepared, learner(prepared, options));
}

function headOf({ samples, numbers, labels }: Prepared, learn: Learn): Head {
  return {
    form: 2,
    labels: [...labels],
    ...plainOf(learn([...samples.keys()], numbers, labels.length)),
    outOfScope: numbers.includes(labels.length),
    temperature: 1,
    pull: PULL,
    scope: null,
    threshold: 0.5,
    measured: { accuracy: 0, macroF1: 0, ece: 0, answered: 0, rejected: 0, n: 0 },
  };
}

/** Fits on the kept examples; `classOf` gives their classes, of which the first `inScope` are answers. */
type Learn = (kept: readonly number[], classOf: Int32Array, inScope: number) => Model;

function learner({ samples, numbers, labels }: Prepared, options: TrainOptions): Learn {
  const outside = numbers.includes(labels.length) ? 1 : 0;
  const descriptions = (options.descriptions ?? []).flatMap(({ text, vector, label }) => {
    const first = numbers.indexOf(labels.indexOf(label));
    return first < 0 || text.trim() === '' || vector.every((x) => x === 0)
      ? []
      : [{ sample: numbered({ text, vector }, -1), first }];
  });
  return (kept, classOf, inScope) => {
    // A description goes where its label's examples go; a label that is left out has class -1.
    const described = descriptions.filter(({ first }) => (classOf[first] ?? -1) >= 0);
    return fitModel(
      [...kept.flatMap((i) => samples[i] ?? []), ...described.map(({ sample }) => sample)],
      Int32Array.from([
        ...kept.map((i) => classOf[i] ?? 0),
        ...described.map(({ first }) => classOf[first] ?? 0),
      ]),
      {
        classes: inScope + outside,
        inScope,
        seed: options.seed ?? 1,
        passes: options.passes,
        balance: options.balance,
      },
    );
  };
}

const foldCount = ({ samples }: Prepared): number => (samples.length > MANY ? 3 : 4);

function crossValidate(prepared: Prepared, learn: Learn, seed: number): HeldOut[] {
  const { samples, numbers, labels } = prepared;
  const count = foldCount(prepared);
  const folds = foldsOf(numbers, count, seed);
  const sizes = new Int32Array(labels.length + 1);
  for (const number of numbers) sizes[number] = (sizes[number] ?? 0) + 1;
  const found: HeldOut[] = [];
  for (let fold = 0; fold < count; fold += 1) {
    const kept = [...samples.keys()].filter((i) => folds[i] !== fold);
    if (kept.length === samples.length || kept.length === 0) continue;
    const model = learn(kept, numbers, labels.length);
    samples.forEach((sample, i) => {
      const label = numbers[i] ?? 0;
      // A label with one example cannot be right when that example is held out; it says nothing.
      if (folds[i] === fold && (sizes[label] ?? 0) > 1)
        found.push({ sample, label, noticed: model.notice(sample) });
    });
  }
  return found;
}

/** Labels take turns in being unknown to a head trained on the others. */
function leaveLabelsOut(
  { samples, numbers, labels }: Prepared,
  learn: Learn,
  seed: number,
): HeldOut[] {
  const found: HeldOut[] = [];
  // Fewer labels are too different from one another to stand for the unknown.
  if (labels.length <= PART) return found;
  const turn = shuffled(upTo(labels.length), seed);
  for (let part = 0; part < (samples.length > MANY ? 1 : 2); part += 1) {
    const absent = (label: number): boolean =>
      label < labels.length && (turn[label] ?? 0) % PART === part;
    const present = [...labels.keys(), labels.length].filter((label) => !absent(label));
    const renumbered = numbers.map((label) => present.indexOf(label));
    const inScope = present.length - 1;
    const kept = [...samples.keys()].filter((i) => !absent(numbers[i] ?? 0));
    const model = learn(kept, renumbered, inScope);
    samples.forEach((sample, i) => {
      if (absent(numbers[i] ?? 0))
        found.push({ sample, label: inScope, noticed: model.notice(sample) });
    });
  }
  return found;
}

/** The pull and the temperature that leave the least loss on examples that were held out. */
function bestBlend(inside: readonly HeldOut[]): Blend {
  const every = Math.ceil(inside.length / ENOUGH);
  const some = inside.filter((_, i) => i % every === 0);
  const blends = (some.length < LEAST_TO_CHOOSE ? [PULL] : PULLS).map((pull) => ({
    pull,
    ...bestTemperature(
      some.map(({ label, noticed }) => ({ label, logits: blended(noticed, pull) })),
    ),
  }));
  const { pull, temperature } = blends.reduce((best, one) => (one.loss < best.loss ? one : best));
  return { pull, temperature: rounded(temperature) };
}

function highest(chances: Float64Array, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c += 1) if ((chances[c] ?? 0) > (chances[best] ?? 0)) best = c;
  return best;
}

/** The model as plain data of few digits. */
function plainOf({ fit, lexicon, prototypes }: Model) {
  const { classes, weights, bias } = fit;
  const { width } = prototypes;
  const lexical = weights.subarray(width * classes);
  return {
    dimensions: width,
    weights: Array.from({ length: classes }, (_, c) =>
      Array.from({ length: width }, (_, d) => rounded(weights[d * classes + c] ?? 0)),
    ),
    bias: Array.from(bias, rounded),
    lexicon,
    lexical: lexical.length === 0 ? null : pack(lexical, classes),
    prototypes: { owners: [...prototypes.owners], rows: pack(prototypes.rows, width) },
  };
}
