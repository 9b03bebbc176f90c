import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { softmaxInPlace } from './multinomial.ts';
import { findModel, ModelError, type ModelRegistry, pathOfFile, weightsFile } from './registry.ts';

/** @file Sentiment of a customer's sentence: three classes, linear in the sentence vector. */

const LABELS = ['negative', 'neutral', 'positive'] as const;
const SentimentLabel = z.enum(LABELS);
export type SentimentLabel = z.infer<typeof SentimentLabel>;

export const SentimentHead = z
  .object({
    labels: z.array(SentimentLabel).length(LABELS.length),
    dimensions: z.int().positive(),
    /** [labels, dimensions] */
    weights: z.array(z.array(z.number())),
    bias: z.array(z.number()),
    temperature: z.number().positive(),
  })
  .refine(
    ({ labels, dimensions, weights, bias }) =>
      weights.length === labels.length &&
      bias.length === labels.length &&
      weights.every((row) => row.length === dimensions),
    { message: 'weights, bias and labels must agree in size' },
  );
export type SentimentHead = z.infer<typeof SentimentHead>;

export interface LoadedSentiment {
  readonly head: SentimentHead;
  readonly model: { name: string; version: string; sha256: string };
}

/** Reads the default sentiment head of the registry, or the named one. Throws ModelError when it is missing or not valid. */
export async function loadSentimentHead(options: {
  readonly modelsDir: string;
  readonly registry: ModelRegistry;
  readonly name?: string;
}): Promise<LoadedSentiment> {
  const entry = findModel(options.registry, {
    task: 'sentiment',
    name: options.name,
  });
  const { path, sha256 } = weightsFile(entry);
  const text = await readFile(pathOfFile(options.modelsDir, path), 'utf8').catch(() => {
    throw new ModelError(`The model ${entry.name} is missing its file ${path}; reinstall it.`);
  });
  const parsed = SentimentHead.safeParse(parsedJson(text));
  if (!parsed.success)
    throw new ModelError(
      `The model ${entry.name} is damaged: ${parsed.error.issues[0]?.message ?? 'unknown reason'}.`,
    );
  return {
    head: parsed.data,
    model: { name: entry.name, version: entry.version, sha256 },
  };
}

/**
 * Confidence of each sentiment, best first; they add up to one. A zero vector (an empty text) is
 * neutral with certainty. Throws when the dimensions differ.
 */
export function scoreSentiment(
  head: SentimentHead,
  vector: Float32Array,
): { label: SentimentLabel; confidence: number }[] {
  if (vector.length !== head.dimensions)
    throw new Error(
      `The head wants ${head.dimensions} dimensions, the vector has ${vector.length}.`,
    );
  const empty = vector.every((value) => value === 0);
  const scores = Float64Array.from(head.weights, (row, c) => {
    let sum = head.bias[c] ?? 0;
    for (let d = 0; d < row.length; d += 1) sum += (row[d] as number) * (vector[d] as number);
    return sum / head.temperature;
  });
  softmaxInPlace(scores);
  return head.labels
    .map((label, c) => ({
      label,
      confidence: empty ? Number(label === 'neutral') : (scores[c] ?? 0),
    }))
    .sort((a, b) => b.confidence - a.confidence);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
