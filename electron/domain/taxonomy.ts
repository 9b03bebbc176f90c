import { z } from 'zod';
import { Instant } from './ids.ts';
import { ModelRef } from './insight.ts';

/** @file The intents of one company: labelled examples, the heads trained from them, and how good those are. */

/** The label of examples that teach what to reject; it is never an answer. */
export const OUT_OF_SCOPE_LABEL = 'out_of_scope';

export const LabelledExample = z.object({
  text: z.string().min(1).max(4_000),
  label: z.string().min(1).max(80),
});
export type LabelledExample = z.infer<typeof LabelledExample>;

/** Something odd about one line of an import; the other lines are used. */
export const ExampleProblem = z.object({
  line: z.number().int().positive(),
  problem: z.string(),
});
export type ExampleProblem = z.infer<typeof ExampleProblem>;

/** How one label did in cross-validation. */
export const LabelReport = z.object({
  label: z.string(),
  examples: z.number().int(),
  precision: z.number(),
  recall: z.number(),
});
export type LabelReport = z.infer<typeof LabelReport>;

/** Examples of one label that were taken for another, most frequent first. */
export const Confusion = z.object({
  label: z.string(),
  taken: z.string(),
  count: z.number().int(),
  /** At most three of them. */
  texts: z.array(z.string()),
});
export type Confusion = z.infer<typeof Confusion>;

/** An example that looks mislabelled: unlikely under its own label, likely under another. */
export const SuspectExample = z.object({
  text: z.string(),
  label: z.string(),
  own: z.number(),
  suggested: z.string(),
  confidence: z.number(),
});
export type SuspectExample = z.infer<typeof SuspectExample>;

/** What cross-validation on the examples themselves said. */
export const IntentReport = z.object({
  examples: z.number().int(),
  labels: z.number().int(),
  folds: z.number().int(),
  seed: z.number().int(),
  /** Share of in-scope examples whose best label is right, threshold aside. */
  accuracy: z.number(),
  macroF1: z.number(),
  /** Expected calibration error over ten bins. */
  ece: z.number(),
  threshold: z.number(),
  /** Share of in-scope examples that are right and reach the threshold. */
  answered: z.number(),
  /** Out-of-scope recall: share of texts of no label that stay below the threshold. */
  rejected: z.number(),
  /** Where the texts of no label came from. */
  outOfScope: z.enum(['examples', 'labels_left_out', 'none']),
  byLabel: z.array(LabelReport),
  confusions: z.array(Confusion),
  suspects: z.array(SuspectExample),
  /** What an admin should know before using it, one sentence each. */
  warnings: z.array(z.string()).optional(),
  trainingMs: z.number(),
});
export type IntentReport = z.infer<typeof IntentReport>;

/** One trained version. The pack's own intents are a version too: they cannot be removed. */
export const IntentModel = z.object({
  id: z.string(),
  pack: z.string(),
  name: z.string().min(1).max(80),
  origin: z.enum(['pack', 'admin']),
  createdAt: Instant,
  inUse: z.boolean(),
  /** Adds to the pack's own examples, or stands instead of them. */
  base: z.enum(['pack', 'none']),
  /** The encoder it was trained on; with another one it must be trained anew. */
  encoder: ModelRef,
  /** The encoder, the trainer or the pack it builds on has changed: trained anew when next used. */
  stale: z.boolean().optional(),
  report: IntentReport,
});
export type IntentModel = z.infer<typeof IntentModel>;

/** Two versions on the same held-out folds of the newer one's examples. */
export const IntentComparison = z.object({
  candidate: z.string(),
  other: z.string(),
  /** Examples with labels that both know. */
  n: z.number().int(),
  candidateAccuracy: z.number(),
  otherAccuracy: z.number(),
  /** Labels only one of them knows. */
  added: z.array(z.string()),
  dropped: z.array(z.string()),
  /** Examples that one gets right and the other wrong; at most twenty of each. */
  won: z.array(z.object({ text: z.string(), label: z.string(), was: z.string() })),
  lost: z.array(z.object({ text: z.string(), label: z.string(), now: z.string() })),
});
export type IntentComparison = z.infer<typeof IntentComparison>;

export const TrainingProgress = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('embedding'), done: z.number().int(), total: z.number().int() }),
  z.object({ phase: z.literal('training'), done: z.number().int(), total: z.number().int() }),
  z.object({ phase: z.literal('done'), model: IntentModel }),
]);
export type TrainingProgress = z.infer<typeof TrainingProgress>;
