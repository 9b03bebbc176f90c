import type { Encoder, InferenceCall, ZeroShotClassifier } from '#core/ports.ts';

/** @file Zero-shot by similarity: a text is near the label whose name and description it resembles. */

export interface ZeroShotLabel {
  readonly name: string;
  readonly description: string;
}

export interface SimilarityOptions {
  /** Cosines are divided by it before they become shares; small means sure. */
  readonly temperature?: number;
  /** The cosine at which *none of these* competes with the labels; below it the answer is unknown. */
  readonly noneAt?: number;
}

/** Fitted on clinc150 val and oos_val by `scripts/bench/zero-shot.ts --fit`. */
export const SIMILARITY: Required<SimilarityOptions> = { temperature: 0.05, noneAt: 0.5 };

const wordsOf = (name: string): string => name.replace(/[_\-./]+/gu, ' ').trim();

/** A description reads better than a name; a name such as `card_arrival` is read as words. */
export const readLabel = (label: ZeroShotLabel): string =>
  label.description.trim() || wordsOf(label.name);

/** What stands for a label: its name, its description, and the description as customers put it. */
export const sentencesOf = (label: ZeroShotLabel): string[] => {
  const about = readLabel(label);
  const sentences = [wordsOf(label.name), about, `I want to ${about}`, `help with ${about}`];
  return [...new Set(sentences.filter((text) => text !== ''))];
};

/**
 * Confidence is a share of the softmax over the cosines to all labels and to *none of these*, so the
 * shares of the labels add up to less than one. Vectors of labels are kept while the encoder is the same.
 */
export function createSimilarityZeroShot(
  encoder: Encoder,
  options: SimilarityOptions = {},
): ZeroShotClassifier {
  const { temperature, noneAt } = { ...SIMILARITY, ...options };
  const known = new Map<string, Float32Array>();

  const directionsOf = async (
    labels: readonly ZeroShotLabel[],
    call: InferenceCall | undefined,
  ): Promise<Float32Array[]> => {
    const missing = labels.filter((label) => !known.has(keyOf(label)));
    if (missing.length > 0) {
      const sentences = missing.map(sentencesOf);
      const vectors = await encoder.embed(sentences.flat(), call);
      if (known.size + missing.length > MOST_KEPT) known.clear();
      let next = 0;
      missing.forEach((label, at) => {
        const end = next + (sentences[at]?.length ?? 0);
        known.set(keyOf(label), directionOf(vectors.slice(next, end), encoder.dimensions));
        next = end;
      });
      // The clearing above may have taken labels that are wanted now.
      return directionsOf(labels, call);
    }
    return labels.map((label) => known.get(keyOf(label)) ?? new Float32Array(encoder.dimensions));
  };

  return {
    model: encoder.model,
    classify: async (text, labels, call) => {
      const directions = await directionsOf(labels, call);
      const [vector = new Float32Array(encoder.dimensions)] = await encoder.embed([text], call);
      const cosines = directions.map((direction) => dot(direction, vector));
      const shares = softmax([...cosines, noneAt], temperature);
      const ranked = labels
        .map(({ name }, place) => ({ label: name, confidence: shares[place] ?? 0 }))
        .sort((a, b) => b.confidence - a.confidence);
      return { ranked, unknown: !cosines.some((cosine) => cosine >= noneAt) };
    },
  };
}

/** Vectors of labels: about a kilobyte each. */
const MOST_KEPT = 5_000;

const keyOf = ({ name, description }: ZeroShotLabel): string => `${name}\n${description}`;

/** The direction of the mean; unit length, or zero for nothing. */
function directionOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const vector of vectors)
    for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** @param temperature below one sharpens, above one flattens */
export function softmax(scores: readonly number[], temperature = 1): number[] {
  const top = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  const powers = scores.map((score) => Math.exp((score - top) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
