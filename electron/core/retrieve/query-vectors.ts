import type { Encoder } from '#core/ports.ts';
import type { WeightedText } from './query.ts';

/** A vector that cannot be searched with: of another length, or with values that are no numbers. */
export class UnusableQuery extends RangeError {
  override readonly name = 'UnusableQuery';
}

/** Texts whose vectors are kept: history and intent titles come again with every turn. */
const keptVectors = 512;

/** Vectors of the query's texts, each asked for once. */
export interface QueryVectors {
  /** Of each text, in their order; `given` is the first one's. Throws UnusableQuery. */
  of(texts: readonly string[], given?: Float32Array): Promise<Float32Array[]>;
}

function check(vector: Float32Array | undefined, dimensions: number): Float32Array {
  if (vector?.length !== dimensions)
    throw new UnusableQuery(
      `The vector of the question has ${vector?.length ?? 0} numbers instead of ${dimensions}; it belongs to another model.`,
    );
  for (const value of vector)
    if (!Number.isFinite(value))
      throw new UnusableQuery('The vector of the question has values that are not numbers.');
  return vector;
}

export function createQueryVectors(encoder: Encoder): QueryVectors {
  const kept = new Map<string, Float32Array>();
  const keep = (text: string, vector: Float32Array): void => {
    kept.delete(text);
    kept.set(text, vector);
    const [oldest] = kept.keys();
    if (kept.size > keptVectors && oldest !== undefined) kept.delete(oldest);
  };
  return {
    of: async (texts, given) => {
      const [first] = texts;
      if (given !== undefined && first !== undefined) keep(first, check(given, encoder.dimensions));
      const known = new Map(texts.map((text) => [text, kept.get(text)]));
      const missing = [...known.keys()].filter((text) => known.get(text) === undefined);
      if (missing.length > 0) {
        const made = await encoder.embed(missing, { priority: 'live' });
        for (const [index, text] of missing.entries()) {
          const vector = check(made[index], encoder.dimensions);
          keep(text, vector);
          known.set(text, vector);
        }
      }
      return texts.map((text) => known.get(text) as Float32Array);
    },
  };
}

/** Adds weighted vectors and brings the sum to length 1; all zeros stay zeros. */
export function meaningOf(
  parts: readonly WeightedText[],
  vectors: readonly Float32Array[],
  dimensions: number,
): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const [index, { weight }] of parts.entries())
    for (const [at, value] of (vectors[index] ?? []).entries())
      sum[at] = (sum[at] as number) + weight * value;
  const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0));
  return length === 0 ? sum : sum.map((value) => value / length);
}
