import type { Noticed } from './in-scope.ts';
import { fitJoint, type JointFit, type JointRow } from './joint-fit.ts';
import { shuffled } from './head-folds.ts';
import { chooseLexicon, lexicalReader, type Lexicon, termsOf } from './lexical-features.ts';
import { choosePrototypes, type Prototypes } from './prototypes.ts';
import { MOST_PROTOTYPES, notice, type Sample } from './softmax-head.ts';

/** @file One fit of both blocks on some of the examples: the whole head, or a fold of its cross-validation. */

/** An example as training wants it. */
export interface Numbered extends Sample {
  /** Place in the list that was given. */
  readonly index: number;
  readonly terms: Map<string, number>;
}

export interface Model {
  /** Over raw vectors: centring and scale are folded into the weights. */
  readonly fit: JointFit;
  readonly lexicon: Lexicon;
  readonly prototypes: Prototypes;
  readonly notice: (sample: Numbered) => Noticed;
}

/**
 * The vector counts twice as much as the terms: tried 1:0, 0:1, 1:1, 2:1, 4:1, 1:2 and 2:2 over banking77 (table in
 * the model card).
 */
const VECTOR_SCALE = 2;
const TERM_SCALE = 1;
/** Bytes that the terms' weights may take. */
const LEXICAL_BYTES = 1_400_000;
const MOST_TERMS = 12_000;

export const numbered = (sample: Sample, index: number): Numbered => ({
  ...sample,
  index,
  terms: termsOf(sample.text),
});

/** Many examples are learnt in few passes. */
const passesFor = (examples: number): number =>
  Math.min(15, Math.max(8, Math.round(60_000 / examples)));

/** `labels[i]` is the class of `samples[i]`; the first `inScope` of the `classes` are answers. */
export function fitModel(
  samples: readonly Numbered[],
  labels: Int32Array,
  options: {
    readonly classes: number;
    readonly inScope: number;
    readonly seed: number;
    readonly passes?: number | undefined;
    readonly balance?: number | undefined;
  },
): Model {
  const { classes, inScope, seed } = options;
  const width = samples[0]?.vector.length ?? 0;
  const lexicon = chooseLexicon(
    samples.map(({ terms }) => terms),
    Math.min(MOST_TERMS, Math.floor(LEXICAL_BYTES / classes)),
  );
  const read = lexicalReader(lexicon);
  const { mean, scale } = spreadOf(samples, width);
  const rows = samples.map(({ terms, vector }): JointRow => {
    const { at, weight } = read(terms);
    return {
      dense: vector.map((x, d) => (x - (mean[d] as number)) * scale),
      at,
      weight: weight.map((x) => x * TERM_SCALE),
    };
  });
  const places = Int32Array.from(samples, (_, i) => i);
  const fit = fitJoint(rows, labels, {
    classes,
    width,
    terms: lexicon.terms.length,
    passes: options.passes ?? passesFor(samples.length),
    order: (pass) => shuffled(places, seed * 1_000 + pass),
    ...(options.balance !== undefined && {
      importance: importanceOf(labels, classes, options.balance),
    }),
  });
  for (let f = 0; f < width + lexicon.terms.length; f += 1)
    for (let c = 0, at = f * classes; c < classes; c += 1, at += 1) {
      const weight = (fit.weights[at] as number) * (f < width ? scale : TERM_SCALE);
      fit.weights[at] = weight;
      if (f < width) fit.bias[c] = (fit.bias[c] as number) - weight * (mean[f] as number);
    }
  const prototypes = choosePrototypes(
    samples.map(({ vector }) => vector),
    labels,
    classes,
    MOST_PROTOTYPES,
  );
  return {
    fit,
    lexicon,
    prototypes,
    notice: ({ terms, vector }) => notice(fit, read(terms), vector, inScope, prototypes),
  };
}

/** Mean of the vectors, and the scale that gives them VECTOR_SCALE of length around it on average. */
function spreadOf(
  samples: readonly Sample[],
  width: number,
): { mean: Float32Array; scale: number } {
  const mean = new Float32Array(width);
  for (const { vector } of samples)
    for (let d = 0; d < width; d += 1)
      mean[d] = (mean[d] as number) + (vector[d] as number) / samples.length;
  let square = 0;
  for (const { vector } of samples)
    for (let d = 0; d < width; d += 1)
      square += ((vector[d] as number) - (mean[d] as number)) ** 2 / samples.length;
  return { mean, scale: square < 1e-12 ? VECTOR_SCALE : VECTOR_SCALE / Math.sqrt(square) };
}

/** Rare classes count more, to the power of `balance`: 0 not at all, 1 as much as the common ones together. */
function importanceOf(labels: Int32Array, classes: number, balance: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const mean = labels.length / classes;
  return counts.map((count) => (mean / Math.max(1, count)) ** balance);
}
