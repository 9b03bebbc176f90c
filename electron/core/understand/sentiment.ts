import type { Span, Turn } from '#domain/conversation.ts';
import type { ModelRef, SentimentInsight, SentimentLabel } from '#domain/insight.ts';
import type { InferenceCall, TextClassifier } from '#core/ports.ts';
import { clausesOf, wordsFor } from './sentiment-evidence.ts';
import { fuse, sentimentLabels, type SentimentReading } from './sentiment-fusion.ts';
import { lexiconSentiment, polarityOf } from './sentiment-lexicon.ts';
import { plainForSentiment } from './sentiment-text.ts';

export type SentimentClassifier = Pick<TextClassifier, 'model' | 'labels' | 'classify'>;

/** Texts to readings, in their order. */
export type ReadSentiments = (
  texts: readonly string[],
  call?: InferenceCall,
) => Promise<SentimentReading[]>;

/** A text with nothing to feel in it: a number, a link, a handle. */
const nothingSaid: SentimentReading = {
  value: 'neutral',
  confidence: 0.9,
  score: 0,
  shares: [0.05, 0.9, 0.05],
};
const twoLetters = /\p{L}{2}/u;

/** Without words only an emoticon can say something, and the lexicon knows those. */
function wordless(text: string): SentimentReading {
  const { value, confidence, score } = lexiconSentiment(text);
  if (score === 0) return nothingSaid;
  const rest = (1 - confidence) / 2;
  const shares = sentimentLabels.map((label) => (label === value ? confidence : rest));
  return { value, confidence, score, shares };
}

/**
 * Classifier and lexicon together. Throws when the model does not have the three labels; rejects
 * when the classifier does.
 */
export function createSentimentScorer(classifier: SentimentClassifier): ReadSentiments {
  const places = sentimentLabels.map((label) => classifier.labels.indexOf(label));
  if (places.includes(-1))
    throw new Error(
      `The model ${classifier.model.name} has the labels ${classifier.labels.join(', ')}, not ${sentimentLabels.join(', ')}; choose another for sentiment.`,
    );
  return async (texts, call) => {
    const plain = texts.map(plainForSentiment);
    const said = plain.filter((text) => twoLetters.test(text.replaceAll('http', '')));
    const rows = said.length === 0 ? [] : await classifier.classify(said, call);
    let next = 0;
    return plain.map((text, i) => {
      if (!twoLetters.test(text.replaceAll('http', ''))) return wordless(texts[i] ?? '');
      const row = rows[next++];
      const shares = places.map((place) => row?.[place] ?? 0);
      return fuse(shares, polarityOf(texts[i] ?? ''));
    });
  };
}

export interface SentimentReader {
  /** Undefined for an agent's turn and where nothing can be read. */
  read(turn: Turn, call?: InferenceCall): Promise<SentimentInsight | undefined>;
}

/**
 * The customer's sentiment. Never the agent's: for an agent turn the answer is undefined, whoever
 * asks (DESIGN, promise 7). Without a classifier the lexicon answers alone.
 */
export function createSentimentReader(options: {
  readonly classifier?: SentimentClassifier;
  /** Of the rules; a classifier brings its own. */
  readonly model: ModelRef;
}): SentimentReader {
  const { classifier } = options;
  const scored = classifier && createSentimentScorer(classifier);
  const model = classifier?.model ?? options.model;

  const readingOf = async (
    text: string,
    call?: InferenceCall,
  ): Promise<ReturnType<typeof lexiconSentiment> | undefined> => {
    if (scored !== undefined) return (await scored([text], call))[0];
    return lexiconSentiment(text);
  };

  /** Words of the lexicon; where it has none, the clause that the classifier finds strongest. */
  const evidenceOf = async (
    text: string,
    value: SentimentLabel,
    call?: InferenceCall,
  ): Promise<Span[]> => {
    const words = wordsFor(text, value);
    if (value === 'neutral' || words.length > 0 || classifier === undefined) return words;
    const clauses = clausesOf(text);
    if (clauses.length < 2) return clauses;
    const place = classifier.labels.indexOf(value);
    const rows = await classifier.classify(
      clauses.map(({ start, end }) => plainForSentiment(text.slice(start, end))),
      call,
    );
    const best = rows.reduce(
      (top, row, i) => ((row[place] ?? 0) > (rows[top]?.[place] ?? 0) ? i : top),
      0,
    );
    return clauses.slice(best, best + 1);
  };

  return {
    read: async (turn, call) => {
      if (turn.speaker !== 'customer' || !twoLetters.test(turn.text)) return undefined;
      const reading = await readingOf(turn.text, call);
      if (reading === undefined) return undefined;
      return {
        kind: 'sentiment',
        value: reading.value,
        score: Math.round(reading.score * 100) / 100,
        confidence: Math.min(1, Math.max(0, reading.confidence)),
        evidence: await evidenceOf(turn.text, reading.value, call),
        model,
      };
    },
  };
}
