import vader from 'vader-sentiment';
import type { Span, Turn } from '#domain/conversation.ts';
import type { ModelRef, SentimentInsight, SentimentLabel } from '#domain/insight.ts';
import { wordsOf } from './number-words.ts';

export interface SentimentScore {
  readonly value: SentimentLabel;
  readonly confidence: number;
}

/** The trained head; returns undefined where it abstains. */
export type SentimentScorer = (vector: Float32Array, text: string) => SentimentScore | undefined;

const analyzer = vader.SentimentIntensityAnalyzer;
/** Thresholds of Hutto and Gilbert 2014 for the compound score. */
const compoundEdge = 0.05;
const vaderLength = 2_000;
const remembered = 5_000;

/** What the VADER lexicon says of a text: the backup where no trained head is there. */
export function lexiconSentiment(text: string): SentimentScore {
  const { compound } = analyzer.polarity_scores(text.slice(0, vaderLength));
  if (compound >= compoundEdge) return { value: 'positive', confidence: 0.5 + compound / 2 };
  if (compound <= -compoundEdge) return { value: 'negative', confidence: 0.5 - compound / 2 };
  return { value: 'neutral', confidence: 0.6 };
}

const valences = new Map<string, number>();
function valenceOf(word: string): number {
  const known = valences.get(word);
  if (known !== undefined) return known;
  if (valences.size >= remembered) valences.clear();
  const valence = analyzer.polarity_scores(word).compound;
  valences.set(word, valence);
  return valence;
}

/** The words that speak for the label, strongest first, at most five. */
function evidenceFor(text: string, value: SentimentLabel): Span[] {
  const sign = value === 'negative' ? -1 : 1;
  return wordsOf(text.slice(0, vaderLength))
    .map((word) => ({ word, valence: valenceOf(word.text) * sign }))
    .filter(({ valence }) => value !== 'neutral' && valence > 0)
    .sort((a, b) => b.valence - a.valence)
    .slice(0, 5)
    .map(({ word }) => ({ start: word.start, end: word.end }));
}

/**
 * The customer's sentiment. Never the agent's: for an agent turn the answer is undefined, whoever
 * asks (DESIGN, promise 7).
 */
export function createSentimentReader(options: {
  readonly score?: SentimentScorer;
  readonly model: ModelRef;
}): { read(turn: Turn, vector: Float32Array | undefined): SentimentInsight | undefined } {
  return {
    read: (turn, vector) => {
      if (turn.speaker !== 'customer' || !/\p{L}{2}/u.test(turn.text)) return undefined;
      const trained = vector === undefined ? undefined : options.score;
      const score =
        trained === undefined || vector === undefined
          ? lexiconSentiment(turn.text)
          : trained(vector, turn.text);
      if (score === undefined) return undefined;
      return {
        kind: 'sentiment',
        value: score.value,
        confidence: Math.min(1, Math.max(0, score.confidence)),
        evidence: evidenceFor(turn.text, score.value),
        model: options.model,
      };
    },
  };
}
