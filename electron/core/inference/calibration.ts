import { softmaxInPlace } from './multinomial.ts';

/** @file From cross-validated scores to a temperature, a threshold and how far confidence can be believed. */

/** The answer a head would give to an example that it never saw. */
export interface Judged {
  /** False when the example is about none of the labels. */
  readonly known: boolean;
  readonly right: boolean;
  readonly confidence: number;
}

/** Of the answers that would be right this share may be lost to the threshold, no more. */
export const MOST_LOST = 0.06;
const LOWEST = 0.05;
const HIGHEST = 0.99;
const BINS = 15;

/**
 * The temperature with the least negative log-likelihood (Guo et al. 2017), by golden section over its logarithm.
 * One example more is counted as a tie between all classes (after Platt): without it, examples that are all right
 * would ask for temperature zero, and everything would be certain. 1 with no examples.
 * `loss` is what is left per example.
 */
export function bestTemperature(
  heldOut: readonly { readonly label: number; readonly logits: Float64Array }[],
): { readonly temperature: number; readonly loss: number } {
  if (heldOut.length === 0) return { temperature: 1, loss: 0 };
  const wrong = 1 / (heldOut.length + 1);
  const loss = (log: number): number => {
    let total = 0;
    for (const { label, logits } of heldOut) {
      const scores = logits.map((logit) => logit / Math.exp(log));
      const own = scores[label] ?? 0;
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      total += softmaxInPlace(scores) - (1 - wrong) * own - wrong * mean;
    }
    return total;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-3, 3];
  for (let i = 0; i < 20; i += 1) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  const best = (low + high) / 2;
  return { temperature: Math.exp(best), loss: loss(best) / heldOut.length };
}

/**
 * Where the mean of two shares is best: known texts answered right, and unknown texts rejected; but never so high
 * that more than MOST_LOST of the right answers are lost. Where nothing unknown is there to judge by: 0.5, or the
 * highest that does not lose too much.
 */
export function bestThreshold(judged: readonly Judged[]): number {
  const right = judged.filter((one) => one.known && one.right).length;
  const outside = judged.filter(({ known }) => !known).length;
  if (right === 0) return 0.5;
  const known = judged.length - outside;
  const sorted = [...judged].sort((a, b) => a.confidence - b.confidence);
  let [lost, rejected] = [0, 0];
  let [best, most, highest] = [LOWEST, right / known, LOWEST];
  for (let i = 0; i < sorted.length; i += 1) {
    const one = sorted[i] as Judged;
    if (one.known && one.right) lost += 1;
    if (!one.known) rejected += 1;
    if (lost > MOST_LOST * right) {
      highest = one.confidence;
      break;
    }
    const above = sorted[i + 1]?.confidence ?? 1;
    if (above === one.confidence) continue;
    highest = (one.confidence + above) / 2;
    const gain = (right - lost) / known + rejected / Math.max(1, outside);
    if (gain > most + 1e-9) [best, most] = [highest, gain];
  }
  const chosen = outside === 0 ? Math.min(0.5, highest) : best;
  // Down, not to the nearest: rounding must not lose an answer.
  return Math.min(HIGHEST, Math.max(LOWEST, Math.floor(chosen * 1_000) / 1_000));
}

/** Expected calibration error in 15 equal bins (Naeini et al. 2015); 0 with nothing judged. */
export function expectedCalibrationError(
  judged: readonly Pick<Judged, 'right' | 'confidence'>[],
): number {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, right: 0, confidence: 0 }));
  for (const { right, confidence } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.right += Number(right);
    bin.confidence += confidence;
  }
  return bins.reduce(
    (sum, bin) => sum + Math.abs(bin.right - bin.confidence) / Math.max(1, judged.length),
    0,
  );
}
