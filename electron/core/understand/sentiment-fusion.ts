import type { SentimentLabel } from '#domain/insight.ts';

/** @file The classifier and the VADER lexicon put together. The weights are fitted by scripts/train/sentiment.py and printed by it. */

/** In the order of the weights. */
export const sentimentLabels: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];

/** What VADER says of a text (Hutto and Gilbert 2014); shares of its words, and the compound, -1 to 1. */
export interface Polarity {
  readonly neg: number;
  readonly neu: number;
  readonly pos: number;
  readonly compound: number;
}

/**
 * A multinomial logistic regression over [log p(negative), log p(neutral), log p(positive),
 * compound, neg, pos]; a row per label. Fitted on texts kept back from training.
 */
export const fusionWeights: {
  readonly rows: readonly (readonly number[])[];
  readonly bias: readonly number[];
  readonly scoreShare: number;
} = {
  // fitted
  rows: [
    [0.3153, -0.0639, -0.254, -0.5318, -0.2991, 0.482],
    [-0.1919, 0.3042, -0.2117, 0.384, 0.6326, -0.156],
    [-0.1234, -0.2403, 0.4657, 0.1479, -0.3335, -0.326],
  ],
  bias: [0.2813, -0.0404, -0.2409],
  // /fitted
  /** Of the score: how much the classifier counts; the rest is VADER's compound. */
  scoreShare: 0.5,
};

export interface SentimentReading {
  readonly value: SentimentLabel;
  /** Calibrated: of readings with .8, about eight in ten are right. */
  readonly confidence: number;
  /** -1 to 1. */
  readonly score: number;
  /** In the order of `sentimentLabels`. */
  readonly shares: readonly number[];
}

/** @param shares of the classifier, in the order of `sentimentLabels` */
export function fuse(shares: readonly number[], polarity: Polarity): SentimentReading {
  const features = [
    ...sentimentLabels.map((_, index) => Math.log(Math.max(shares[index] ?? 0, 1e-6))),
    polarity.compound,
    polarity.neg,
    polarity.pos,
  ];
  const fused = softmax(
    fusionWeights.rows.map(
      (row, label) =>
        row.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), 0) +
        (fusionWeights.bias[label] ?? 0),
    ),
  );
  return readingOf(fused, polarity.compound);
}

function readingOf(shares: readonly number[], compound: number): SentimentReading {
  const best = shares.reduce((top, share, i) => (share > (shares[top] ?? 0) ? i : top), 0);
  const [negative = 0, , positive = 0] = shares;
  const { scoreShare } = fusionWeights;
  const score = scoreShare * (positive - negative) + (1 - scoreShare) * compound;
  return {
    value: sentimentLabels[best] ?? 'neutral',
    confidence: clamp(shares[best] ?? 0, 0),
    score: clamp(score, -1),
    shares,
  };
}

const clamp = (value: number, least: number): number => Math.min(1, Math.max(least, value));

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
