import type { ZeroShotClassifier } from '#core/ports.ts';
import type { ZeroShotLabel } from './zero-shot.ts';

/** @file How well labels without examples are told apart: the scorer of every zero-shot figure. */

export interface ZeroShotExample {
  readonly text: string;
  /** Null: none of the labels is right. */
  readonly label: string | null;
}

export interface ZeroShotScore {
  /** Texts of which one of the labels is right; accuracy, top3 and ece are about these. */
  readonly n: number;
  readonly labels: number;
  /** The best label is right, whether or not it was near enough to be answered. */
  readonly accuracy: number;
  readonly top3: number;
  /** Share that got an answer, and how many of the answers are right. */
  readonly answered: number;
  readonly accuracyOfAnswered: number;
  /** Expected calibration error of the best label's confidence, ten bins of equal width. */
  readonly ece: number;
  /** Texts of which none is right; undefined where there are none. */
  readonly outOfScope?: {
    readonly n: number;
    /** Share that was called unknown. */
    readonly recall: number;
    /** Of the best label's confidence: in scope against out of scope. */
    readonly auroc: number;
  };
  readonly msPerItem: { readonly p50: number; readonly p95: number };
  readonly warning?: string;
}

/** @param monotonic milliseconds, for measuring */
export async function evaluateZeroShot(
  classifier: ZeroShotClassifier,
  examples: readonly ZeroShotExample[],
  labels: readonly ZeroShotLabel[],
  monotonic: () => number,
): Promise<ZeroShotScore> {
  const times: number[] = [];
  const seen: { right: boolean; among3: boolean; confidence: number; unknown: boolean }[] = [];
  const beside: { confidence: number; unknown: boolean }[] = [];
  let warning: string | undefined;
  // The vectors of the labels are made once, in a desk's life too.
  await classifier.classify('hello', labels, { priority: 'background' });
  for (const { text, label } of examples) {
    const from = monotonic();
    const answer = await classifier.classify(text, labels, { priority: 'background' });
    times.push(monotonic() - from);
    warning ??= answer.warning;
    const best = answer.ranked[0];
    const judged = { confidence: best?.confidence ?? 0, unknown: answer.unknown ?? false };
    if (label === null) beside.push(judged);
    else
      seen.push({
        ...judged,
        right: best?.label === label,
        among3: answer.ranked.slice(0, 3).some((one) => one.label === label),
      });
  }
  const answered = seen.filter(({ unknown }) => !unknown);
  return {
    n: seen.length,
    labels: labels.length,
    accuracy: shareOf(seen, ({ right }) => right),
    top3: shareOf(seen, ({ among3 }) => among3),
    answered: shareOf(seen, ({ unknown }) => !unknown),
    accuracyOfAnswered: shareOf(answered, ({ right }) => right),
    ece: calibrationError(seen),
    ...(beside.length === 0
      ? {}
      : {
          outOfScope: {
            n: beside.length,
            recall: shareOf(beside, ({ unknown }) => unknown),
            auroc: aurocOf(
              seen.map(({ confidence }) => confidence),
              beside.map(({ confidence }) => confidence),
            ),
          },
        }),
    msPerItem: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    ...(warning === undefined ? {} : { warning }),
  };
}

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.length === 0 ? 0 : all.filter(is).length / all.length;

/** Naeini, Cooper and Hauskrecht 2015. */
function calibrationError(all: readonly { right: boolean; confidence: number }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, right: 0, confidence: 0 }));
  for (const { right, confidence } of all) {
    const bin = bins[Math.min(9, Math.floor(confidence * 10))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.right += right ? 1 : 0;
    bin.confidence += confidence;
  }
  return (
    bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) /
    Math.max(1, all.length)
  );
}

/** How often one drawn from `high` is above one drawn from `low`; a tie is half (Mann-Whitney). */
export function aurocOf(high: readonly number[], low: readonly number[]): number {
  const sorted = [...low].sort((a, b) => a - b);
  const below = (value: number, orEqual: boolean): number => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = sorted[middle] ?? 0;
      if (other < value || (orEqual && other === value)) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const wins = high.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0);
  return wins / Math.max(1, high.length * low.length);
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0;
