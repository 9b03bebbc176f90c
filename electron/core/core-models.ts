import type { ModelRef } from '#domain/insight.ts';
import { createEncoder, type Encoder } from './inference/encoder.ts';
import { readRegistry } from './inference/registry.ts';
import {
  loadSentimentHead,
  scoreSentiment,
  type SentimentHead,
} from './inference/sentiment-head.ts';

export interface Models {
  readonly encoder: Encoder;
  readonly sentiment: {
    readonly model: ModelRef;
    score(
      vector: Float32Array,
    ): { label: 'negative' | 'neutral' | 'positive'; confidence: number }[];
  };
  close(): Promise<void>;
}

/** Opens the embedded models. Throws what `inference/` throws: one sentence each. */
export async function openModels(options: { readonly modelsFolder: string }): Promise<Models> {
  const registry = await readRegistry(options.modelsFolder);
  const modelsDir = options.modelsFolder;
  const [encoder, sentiment] = await Promise.all([
    createEncoder({ modelsDir, registry }),
    loadSentimentHead({ modelsDir, registry }),
  ]);

  return {
    encoder,
    sentiment: { model: sentiment.model, score: (vector) => scoreWith(sentiment.head, vector) },
    close: () => encoder.close(),
  };
}

const scoreWith = (head: SentimentHead, vector: Float32Array) => scoreSentiment(head, vector);
