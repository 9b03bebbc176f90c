import { OUT_OF_SCOPE_LABEL, type IntentReport } from '#domain/taxonomy.ts';
import { percent, plain } from '#renderer/ui/format.ts';
import { count, counted, outOf } from '../amounts.ts';

/** @file What the figures of a version mean, in words for somebody who does not measure models. */

/** A label as a person reads it. */
export const labelTitle = (label: string): string =>
  label === OUT_OF_SCOPE_LABEL ? 'none of these' : plain(label);

/** A share as a percentage that never says none or all where that is not so. */
export function certainty(share: number): string {
  const points = Math.round(share * 100);
  if (points === 0 && share > 0) return 'under 1%';
  if (points === 100 && share < 1) return 'over 99%';
  return `${points}%`;
}

/** How many of its examples belong to a label that can be an answer. */
export const inScope = (report: IntentReport): number =>
  report.byLabel.length === 0
    ? report.examples
    : report.byLabel.reduce(
        (sum, { label, examples }) => (label === OUT_OF_SCOPE_LABEL ? sum : sum + examples),
        0,
      );

export interface Meaning {
  readonly title: string;
  /** The figure itself; `–` where there is none. */
  readonly value: string;
  readonly means: string;
  readonly poor: boolean;
}

function accuracy(report: IntentReport): Meaning {
  const { some, of } = outOf(report.accuracy, inScope(report));
  return {
    title: 'Accuracy',
    value: percent(report.accuracy),
    means: `Right on ${some} of ${of} held-out examples.`,
    poor: report.accuracy < 0.7,
  };
}

function outOfScopeRecall(report: IntentReport): Meaning {
  const title = 'Out-of-scope recall';
  if (report.outOfScope === 'none')
    return {
      title,
      value: '–',
      means: 'Not measured: no text in it is none of these. Add some under “out_of_scope”.',
      poor: false,
    };
  const { some, of } = outOf(report.rejected, 10);
  return {
    title,
    value: percent(report.rejected),
    means: `Says unknown to ${some} of ${of} questions that are none of these.`,
    poor: report.rejected < 0.5,
  };
}

function threshold(report: IntentReport): Meaning {
  const { some, of } = outOf(report.answered, inScope(report));
  return {
    title: 'Threshold',
    value: percent(report.threshold),
    means: `Less certain than that is unknown. ${some} of ${of} examples are right and certain enough.`,
    poor: report.answered < 0.5,
  };
}

function calibration(report: IntentReport): Meaning {
  const points = Math.round(report.ece * 100);
  return {
    title: 'Calibration error',
    value: report.ece.toFixed(3),
    means:
      points === 0
        ? 'Its certainty is what it says: 80% sure is right 80 times of 100.'
        : `Its certainty is off by ${counted(points, 'point')} on average.`,
    poor: report.ece > 0.1,
  };
}

/** The four headline figures. */
export const meanings = (report: IntentReport): readonly Meaning[] => [
  accuracy(report),
  outOfScopeRecall(report),
  threshold(report),
  calibration(report),
];

const scopeSource = {
  examples: 'questions that are none of these: your own out-of-scope examples',
  labels_left_out: 'questions that are none of these: each label left out in turn',
  none: 'no questions that are none of these',
} as const;

/** How the figures came about, in one line. */
export const method = (report: IntentReport): string =>
  [
    `n = ${count(report.examples)}`,
    counted(report.labels, 'label'),
    `${report.folds}-fold cross-validation`,
    `seed ${report.seed}`,
    `macro-F1 ${percent(report.macroF1)}`,
    scopeSource[report.outOfScope],
    `trained in ${(report.trainingMs / 1000).toFixed(1)} s`,
  ].join(' · ');
