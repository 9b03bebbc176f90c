import { softmaxInPlace } from './multinomial.ts';

/** @file Turns cross-validated scores into a temperature, a threshold and the figures an admin sees. */

/** One example as scored by a model that never saw it. */
export interface HeldOut {
  /** Its class; classes from the head's in-scope count upwards are out of scope. */
  readonly label: number;
  readonly logits: Float64Array;
  /** How many of the logits belong to labels in scope; they come first. */
  readonly inScope: number;
}

export interface Calibration {
  readonly temperature: number;
  readonly threshold: number;
  readonly measured: { accuracy: number; answered: number; rejected: number; n: number };
}

const LOWEST = 0.1;
const HIGHEST = 0.9;

/** `labels` is the head's number of labels in scope. With nothing held out: temperature 1, threshold 0.5. */
export function calibrate(heldOut: readonly HeldOut[], labels: number): Calibration {
  // Labels that took turns in being unknown have no right answer among their logits: they set the threshold only.
  const answerable = heldOut.filter(({ label, logits }) => label < logits.length);
  if (answerable.length === 0)
    return { temperature: 1, threshold: 0.5, measured: { accuracy: 0, answered: 0, rejected: 0, n: 0 } };
  const temperature = bestTemperature(answerable);
  const judged = heldOut.map((one) => judge(one, temperature, labels));
  const inside = judged.filter(({ known }) => known);
  const outside = judged.filter(({ known }) => !known);
  const threshold = outside.length > 0 ? bestThreshold(inside, outside) : 0.5;
  const share = (some: number, all: number): number => (all === 0 ? 0 : some / all);
  return {
    temperature,
    threshold,
    measured: {
      accuracy: share(inside.filter(({ right }) => right).length, inside.length),
      answered: share(inside.filter((one) => one.right && one.confidence >= threshold).length, inside.length),
      rejected: share(outside.filter(({ confidence }) => confidence < threshold).length, outside.length),
      n: inside.length,
    },
  };
}

interface Judged {
  readonly known: boolean;
  readonly right: boolean;
  readonly confidence: number;
}

function judge({ label, logits, inScope }: HeldOut, temperature: number, labels: number): Judged {
  const scores = logits.map((logit) => logit / temperature);
  softmaxInPlace(scores);
  let best = 0;
  for (let c = 1; c < inScope; c += 1) if ((scores[c] ?? 0) > (scores[best] ?? 0)) best = c;
  return { known: label < labels, right: best === label, confidence: scores[best] ?? 0 };
}

/** The temperature with the least negative log-likelihood, by golden section over its logarithm. */
function bestTemperature(heldOut: readonly HeldOut[]): number {
  const loss = (log: number): number => {
    let total = 0;
    for (const { label, logits } of heldOut) {
      const scores = logits.map((logit) => logit / Math.exp(log));
      const score = scores[label] ?? 0;
      total += softmaxInPlace(scores) - score;
    }
    return total;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-3, 3];
  for (let i = 0; i < 30; i += 1) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Where (right and answered) + (unknown and rejected) is best, both as shares; the lower one of equals. */
function bestThreshold(inside: readonly Judged[], outside: readonly Judged[]): number {
  let [best, bestGain] = [LOWEST, -Infinity];
  for (let step = 0; step <= 80; step += 1) {
    const threshold = LOWEST + (step / 80) * (HIGHEST - LOWEST);
    const answered = inside.filter((one) => one.right && one.confidence >= threshold).length;
    const rejected = outside.filter(({ confidence }) => confidence < threshold).length;
    const gain = answered / Math.max(1, inside.length) + rejected / outside.length;
    if (gain > bestGain + 1e-9) [best, bestGain] = [threshold, gain];
  }
  return Number(best.toFixed(3));
}
