import { z } from 'zod';
import {
  type Blend,
  inScopeChance,
  type Noticed,
  probabilities,
  ScopeModel,
  signalsOf,
} from './in-scope.ts';
import { type JointFit, jointScores } from './joint-fit.ts';
import { lexicalReader, type LexicalRow, Lexicon, termsOf } from './lexical-features.ts';
import { Packed, unpack } from './packed-numbers.ts';
import { nearness, type Prototypes } from './prototypes.ts';

/**
 * @file A small classifier over what a text says (its terms) and what it means (its sentence vector): trained from a
 * few examples per label by `head-training.ts`, calibrated, and able to say *unknown*.
 */

/** A text and its sentence vector. */
export interface Sample {
  readonly text: string;
  readonly vector: Float32Array;
}

export interface Example extends Sample {
  readonly label: string;
}

/** Plain data, so it can be stored as JSON: under 3 MB for 150 labels. */
export const Head = z
  .object({
    /** Heads of another form are trained again. */
    form: z.literal(2),
    labels: z.array(z.string()).min(1),
    dimensions: z.int().positive(),
    /** Over the vector: [labels + 1 if outOfScope, dimensions]; the out-of-scope row is the last. */
    weights: z.array(z.array(z.number())),
    bias: z.array(z.number()),
    lexicon: Lexicon,
    /** Over the terms: one row per term, as wide as there are classes; null where no term is known. */
    lexical: Packed.nullable(),
    outOfScope: z.boolean(),
    temperature: z.number().positive(),
    /** What a cosine of one to the nearest prototype counts, in logits. */
    pull: z.number().nonnegative(),
    /** Typical vectors of each class: one row each, with the class' place. */
    prototypes: z.object({ owners: z.array(z.int().nonnegative()), rows: Packed }),
    /** Chance that a text is about one of the labels; null where there was nothing to learn it from. */
    scope: ScopeModel.nullable(),
    /** Below this confidence the answer is *unknown*. */
    threshold: z.number().min(0).max(1),
    /** Cross-validated on the examples themselves; the whole report is `HeadReport`. */
    measured: z.object({
      /** Share of in-scope examples whose best label is right, threshold aside. */
      accuracy: z.number(),
      macroF1: z.number(),
      /** Expected calibration error of the best label's confidence. */
      ece: z.number(),
      /** Share of in-scope examples that are right and reach the threshold. */
      answered: z.number(),
      /** Share of unknown texts that stay below the threshold. */
      rejected: z.number(),
      n: z.int(),
    }),
  })
  .refine(
    ({ labels, outOfScope, dimensions, weights, bias, lexicon, lexical, prototypes }) => {
      const classes = labels.length + (outOfScope ? 1 : 0);
      return (
        weights.length === classes &&
        bias.length === classes &&
        weights.every((row) => row.length === dimensions) &&
        (lexical?.scales.length ?? 0) === lexicon.terms.length &&
        (lexical === null || lexical.width === classes) &&
        prototypes.rows.width === dimensions &&
        prototypes.rows.scales.length === prototypes.owners.length
      );
    },
    { message: 'weights, terms, prototypes and labels must agree in size' },
  );
export type Head = z.infer<typeof Head>;

export interface LabelScore {
  readonly label: string;
  readonly confidence: number;
}

export const OUT_OF_SCOPE = 'out_of_scope';

/** Most prototypes that a head keeps: more would be slow to compare with and gain nothing. */
export const MOST_PROTOTYPES = 1_500;

/**
 * Confidence of every label, best first. They add up to less than one: the rest is the chance that the text is none
 * of them. An empty text (a zero vector) gives confidence 0 for all. Throws when the dimensions differ.
 */
export function scoreHead(head: Head, { text, vector }: Sample): LabelScore[] {
  if (vector.length !== head.dimensions)
    throw new Error(
      `The head wants ${head.dimensions} dimensions, the vector has ${vector.length}.`,
    );
  if (vector.every((value) => value === 0))
    return head.labels.map((label) => ({ label, confidence: 0 }));
  const { fit, read, prototypes } = readyOf(head);
  const noticed = notice(fit, read(termsOf(text)), vector, head.labels.length, prototypes);
  const { chances } = confidencesOf(noticed, head, head.scope);
  return head.labels
    .map((label, c) => ({ label, confidence: chances[c] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** The best label when it reaches the threshold, else undefined: *unknown*. */
export function decide(head: Head, ranked: readonly LabelScore[]): LabelScore | undefined {
  const best = ranked[0];
  return best !== undefined && best.confidence >= head.threshold ? best : undefined;
}

/** What a text looks like to a fit over raw vectors. */
export function notice(
  fit: JointFit,
  row: LexicalRow,
  vector: Float32Array,
  inScope: number,
  prototypes: Prototypes,
): Noticed {
  return {
    logits: jointScores(fit, { ...row, dense: vector }, new Float64Array(fit.classes)),
    inScope,
    near: nearness(prototypes, vector, fit.classes),
    known: row.known,
  };
}

/** Chance of each class times the chance that the text is in scope at all. */
export function confidencesOf(
  noticed: Noticed,
  blend: Blend,
  scope: ScopeModel | null,
): { readonly chances: Float64Array; readonly signals: Float64Array } {
  const chances = probabilities(noticed, blend);
  const signals = signalsOf(noticed, chances);
  const inside = scope === null ? 1 : inScopeChance(scope, signals);
  return { chances: chances.map((chance) => chance * inside), signals };
}

interface Ready {
  readonly fit: JointFit;
  readonly read: ReturnType<typeof lexicalReader>;
  readonly prototypes: Prototypes;
}

/** Unpacking takes milliseconds; it is done once per head and forgotten with it. */
const ready = new WeakMap<Head, Ready>();

function readyOf(head: Head): Ready {
  const known = ready.get(head);
  if (known !== undefined) return known;
  const classes = head.bias.length;
  const { dimensions: width } = head;
  const lexical = head.lexical === null ? new Float32Array(0) : unpack(head.lexical);
  const weights = new Float32Array(width * classes + lexical.length);
  head.weights.forEach((row, c) => row.forEach((weight, d) => (weights[d * classes + c] = weight)));
  weights.set(lexical, width * classes);
  const made: Ready = {
    fit: { classes, weights, bias: Float32Array.from(head.bias) },
    read: lexicalReader(head.lexicon),
    prototypes: {
      width,
      owners: Int32Array.from(head.prototypes.owners),
      rows: unpack(head.prototypes.rows),
    },
  };
  ready.set(head, made);
  return made;
}
