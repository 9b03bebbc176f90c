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
  readonly measured: {
    accuracy: number;
    answered: number;
    rejected: number;
    n: number;
  };
}

const LOWEST = 0.05;
const HIGHEST = 0.99;

/** `labels` is the head's number of labels in scope. With nothing held out: temperature 1, threshold 0.5. */
export function calibrate(heldOut: readonly HeldOut[], labels: number): Calibration {
  // Labels that took turns in being unknown have no right answer among their logits: they set the threshold only.
  const answerable = heldOut.filter(({ label, logits }) => label < logits.length);
  if (answerable.length === 0)
    return {
      temperature: 1,
      threshold: 0.5,
      measured: { accuracy: 0, answered: 0, rejected: 0, n: 0 },
    };
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
      answered: share(
        inside.filter((one) => one.right && one.confidence >= threshold).length,
        inside.length,
      ),
      rejected: share(
        outside.filter(({ confidence }) => confidence < threshold).length,
        outside.length,
      ),
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
  return {
    known: label < labels,
    right: best === label,
    confidence: scores[best] ?? 0,
  };
}

/**
 * The temperature with the least negative log-likelihood, by golden section over its logarithm.
 * One example more is counted as a tie between all classes (after Platt): without it, examples that
 * are all right would ask for temperature zero, and everything would be certain.
 */
function bestTemperature(heldOut: readonly HeldOut[]): number {
  const loss = (log: number): number => {
    let total = 0;
    for (const { label, logits } of heldOut) {
      const scores = logits.map((logit) => logit / Math.exp(log));
      const own = scores[label] ?? 0;
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      const wrong = 1 / (heldOut.length + 1);
      total += softmaxInPlace(scores) - (1 - wrong) * own - wrong * mean;
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

/** Where (right and answered) + (unknown and rejected) is best, both as shares; between two seen confidences. */
function bestThreshold(inside: readonly Judged[], outside: readonly Judged[]): number {
  const all = [...inside, ...outside].sort((a, b) => a.confidence - b.confidence);
  const [right, wrong] = [1 / Math.max(1, inside.length), 1 / outside.length];
  // Starts with everything answered; each step up stops answering one more.
  let gain = inside.filter((one) => one.right).length * right;
  let [best, bestGain] = [LOWEST, gain];
  all.forEach((one, i) => {
    gain += one.known ? (one.right ? -right : 0) : wrong;
    const middle = (one.confidence + (all[i + 1]?.confidence ?? 1)) / 2;
    if (gain > bestGain + 1e-9) [best, bestGain] = [middle, gain];
  });
  return Number(Math.min(HIGHEST, Math.max(LOWEST, best)).toFixed(3));
}
