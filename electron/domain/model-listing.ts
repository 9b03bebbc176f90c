import { z } from 'zod';

/** @file A model as an admin sees it: what it is for, how big and how good, and where it stands. */

export const ModelState = z.enum(['embedded', 'installed', 'available', 'installing', 'damaged']);
export type ModelState = z.infer<typeof ModelState>;

export const ModelFigure = z.object({
  /** A named set, or what was timed. */
  what: z.string(),
  metric: z.string(),
  value: z.number(),
  unit: z.string().optional(),
  n: z.int(),
});
export type ModelFigure = z.infer<typeof ModelFigure>;

export const ModelListing = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  description: z.string(),
  /** `embedding`, `sentiment`, `entities`, `zero-shot`, `reranking`, `speech`, `text-generation`. */
  task: z.string(),
  state: ModelState,
  /** The one that its task uses now. */
  inUse: z.boolean(),
  bytes: z.int(),
  licence: z.string(),
  source: z.string(),
  /** Whether revision and checksums are known beforehand, or are pinned by the first install. */
  pinned: z.boolean(),
  quality: z.array(ModelFigure),
  /** As published with the model. */
  speed: z.array(ModelFigure),
  /** As measured on this machine; empty until measured. */
  measured: z.array(ModelFigure),
  progress: z
    .object({ file: z.string(), done: z.int(), total: z.int(), bytesPerSecond: z.number() })
    .optional(),
  /** Why the last install or check failed: one sentence and what to do. */
  problem: z.string().optional(),
  /** Loaded in memory now, and what that costs. */
  loaded: z.boolean(),
  residentBytes: z.int().optional(),
});
export type ModelListing = z.infer<typeof ModelListing>;
