import type { LookUp } from '#domain/knowledge.ts';
import {
  type Features,
  type LookUpInput,
  plainFeatures,
  vectorFeatures,
} from './look-up-features.ts';
import { lookUpWeights } from './look-up.weights.ts';

/** Weights as they are shipped: whole numbers of one byte, in base64, times a scale. */
export interface PackedWeights {
  readonly scale: number;
  readonly packed: string;
  readonly threshold: number;
}

function unpack({ scale, packed }: PackedWeights): Float32Array {
  const bytes = Buffer.from(packed, 'base64');
  return Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), (one) =>
    Math.fround(one * scale),
  );
}

export interface LookUpHead {
  /** Whether it can use the vectors of this encoder; others are not read. */
  readonly usesVectors: boolean;
  /** @param turn the turn's vector */
  decide(input: LookUpInput, turn?: Float32Array): LookUp;
}

/**
 * Tells whether a turn asks for knowledge: logistic regression over its vector, hashed words of it
 * and of what the agent said before, and the form of the turn
 * (`scripts/train/look-up.ts`, where the figures are). With another encoder than the one it was
 * trained with it decides by words and form alone.
 * @param encoder SHA-256 of the encoder in use
 */
export function createLookUpHead(encoder: string): LookUpHead {
  const usesVectors = encoder === lookUpWeights.encoder;
  const packed = usesVectors ? lookUpWeights.withVectors : lookUpWeights.plain;
  const weights = unpack(packed);
  const { threshold } = packed;
  const sumOf = (features: Features): number => {
    let sum = 0;
    for (const [place, value] of features) sum += (weights[place] ?? 0) * value;
    return sum;
  };
  return {
    usesVectors,
    decide: (input, turn) => {
      let sum = sumOf(plainFeatures(input));
      if (usesVectors && turn !== undefined) sum += sumOf(vectorFeatures(turn));
      const probability = 1 / (1 + Math.exp(-sum));
      return { needed: probability >= threshold, probability, threshold };
    },
  };
}
