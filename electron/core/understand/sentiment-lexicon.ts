import vader from 'vader-sentiment';
import type { Polarity } from './sentiment-fusion.ts';

const analyzer = vader.SentimentIntensityAnalyzer;
const readLength = 2_000;
/** Threshold of Hutto and Gilbert 2014 for the compound score. */
const edge = 0.05;

/** What the VADER lexicon says of the first 2,000 characters. */
export const polarityOf = (text: string): Polarity =>
  analyzer.polarity_scores(text.slice(0, readLength));

/** VADER alone: the baseline, and the backup where no classifier is there. */
export function lexiconSentiment(text: string): {
  readonly value: 'negative' | 'neutral' | 'positive';
  readonly confidence: number;
  readonly score: number;
} {
  const { compound: score } = polarityOf(text);
  if (score >= edge) return { value: 'positive', confidence: 0.5 + score / 2, score };
  if (score <= -edge) return { value: 'negative', confidence: 0.5 - score / 2, score };
  return { value: 'neutral', confidence: 0.6, score };
}
