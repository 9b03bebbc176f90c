import { z } from 'zod';
import { expectedCalibrationError, type Judged } from './calibration.ts';

/** @file What an admin sees of a training: how good, what is mixed up, what looks mislabelled. All cross-validated. */

const share = z.number().min(0).max(1);
const place = z.int().nonnegative();

export const HeadReport = z.object({
  /** In-scope examples judged by a model that did not see them. */
  n: z.int(),
  labels: z.int(),
  /** Of the cross-validation. */
  folds: z.int(),
  /** Share whose best label is right, threshold aside. */
  accuracy: share,
  macroF1: share,
  /** Expected calibration error of the best label's confidence, in-scope examples. */
  ece: share,
  threshold: share,
  /** Share that is right and reaches the threshold. */
  answered: share,
  /** Share that reaches the threshold, right or wrong. */
  spoken: share,
  /** Unknown texts judged: given ones, and examples of labels that were left out in turn. */
  unknown: z.int(),
  /** Share of them that stay below the threshold. */
  rejected: share,
  perLabel: z.array(
    z.object({ label: z.string(), precision: share, recall: share, f1: share, n: z.int() }),
  ),
  /** Most frequent first; `examples` are places in the list that was given. */
  confusions: z.array(
    z.object({
      expected: z.string(),
      got: z.string(),
      count: z.int(),
      examples: z.array(place),
    }),
  ),
  /** Examples that look mislabelled, most suspect first. */
  suspects: z.array(
    z.object({
      example: place,
      label: z.string(),
      likely: z.string(),
      /** Probability of its own label, and of the likely one. */
      own: share,
      other: share,
    }),
  ),
  /** One sentence each on what is odd about the examples. */
  notes: z.array(z.string()),
});
export type HeadReport = z.infer<typeof HeadReport>;

/** An in-scope example as a model that never saw it judged it. */
export interface Outcome {
  /** Place in the list that was given. */
  readonly example: number;
  readonly label: number;
  readonly got: number;
  /** Probability of each label, given that it is one of them. */
  readonly chances: Float64Array;
}

const MOST_CONFUSIONS = 30;
const MOST_SUSPECTS = 100;
const ratio = (some: number, all: number): number => (all === 0 ? 0 : some / all);

export function reportOf(input: {
  readonly labels: readonly string[];
  readonly folds: number;
  readonly outcomes: readonly Outcome[];
  /** The outcomes and the unknown texts with their confidence. */
  readonly judged: readonly Judged[];
  readonly threshold: number;
  readonly notes: readonly string[];
}): HeadReport {
  const { labels, outcomes, judged, threshold } = input;
  const inside = judged.filter(({ known }) => known);
  const outside = judged.filter(({ known }) => !known);
  const perLabel = perLabelOf(labels, outcomes);
  const seen = perLabel.filter(({ n }) => n > 0);
  return {
    n: outcomes.length,
    labels: labels.length,
    folds: input.folds,
    accuracy: ratio(outcomes.filter(({ label, got }) => label === got).length, outcomes.length),
    macroF1: ratio(
      seen.reduce((sum, { f1 }) => sum + f1, 0),
      seen.length,
    ),
    ece: expectedCalibrationError(inside),
    threshold,
    answered: ratio(
      inside.filter((one) => one.right && one.confidence >= threshold).length,
      inside.length,
    ),
    spoken: ratio(inside.filter((one) => one.confidence >= threshold).length, inside.length),
    unknown: outside.length,
    rejected: ratio(
      outside.filter(({ confidence }) => confidence < threshold).length,
      outside.length,
    ),
    perLabel,
    confusions: confusionsOf(labels, outcomes),
    suspects: suspectsOf(labels, outcomes),
    notes: [...input.notes],
  };
}

function perLabelOf(
  labels: readonly string[],
  outcomes: readonly Outcome[],
): HeadReport['perLabel'] {
  const tally = labels.map(() => ({ right: 0, expected: 0, got: 0 }));
  for (const { label, got } of outcomes) {
    const [own, answered] = [tally[label], tally[got]];
    if (own !== undefined) own.expected += 1;
    if (answered !== undefined) answered.got += 1;
    if (own !== undefined && label === got) own.right += 1;
  }
  return tally.map(({ right, expected, got }, l) => ({
    label: labels[l] ?? '',
    precision: ratio(right, got),
    recall: ratio(right, expected),
    f1: ratio(2 * right, expected + got),
    n: expected,
  }));
}

function confusionsOf(
  labels: readonly string[],
  outcomes: readonly Outcome[],
): HeadReport['confusions'] {
  const pairs = new Map<string, { label: number; got: number; examples: number[] }>();
  for (const { label, got, example } of outcomes) {
    if (label === got) continue;
    const key = `${label} ${got}`;
    const pair = pairs.get(key) ?? { label, got, examples: [] };
    pair.examples.push(example);
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .sort((a, b) => b.examples.length - a.examples.length || a.label - b.label || a.got - b.got)
    .slice(0, MOST_CONFUSIONS)
    .map(({ label, got, examples }) => ({
      expected: labels[label] ?? '',
      got: labels[got] ?? '',
      count: examples.length,
      examples: examples.slice(0, 3),
    }));
}

/**
 * Confident learning (Northcutt et al. 2021): an example is suspect when another label is at least as probable as it
 * is for that label's own examples on average, while its own label is less probable than that.
 */
function suspectsOf(
  labels: readonly string[],
  outcomes: readonly Outcome[],
): HeadReport['suspects'] {
  const sums = new Float64Array(labels.length);
  const counts = new Float64Array(labels.length);
  for (const { label, chances } of outcomes) {
    sums[label] = (sums[label] ?? 0) + (chances[label] ?? 0);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  const usual = sums.map((sum, l) => (counts[l] === 0 ? Infinity : sum / (counts[l] ?? 1)));
  return outcomes
    .flatMap(({ example, label, got, chances }) => {
      const [own, other] = [chances[label] ?? 0, chances[got] ?? 0];
      const suspect =
        got !== label && other >= (usual[got] ?? Infinity) && own < (usual[label] ?? 0);
      return suspect
        ? [{ example, label: labels[label] ?? '', likely: labels[got] ?? '', own, other }]
        : [];
    })
    .sort((a, b) => b.other - b.own - (a.other - a.own) || a.example - b.example)
    .slice(0, MOST_SUSPECTS);
}
