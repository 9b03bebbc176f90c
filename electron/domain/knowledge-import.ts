import { z } from 'zod';
import { DocumentId, Instant, PackName, SourceId } from './ids.ts';

/** Where an import comes from. A folder can be watched; what was dropped is a copy. */
export const SourceKind = z.enum(['files', 'folder', 'zendesk', 'site']);
export type SourceKind = z.infer<typeof SourceKind>;

/** What is said of all documents of a source where they do not say it themselves. */
export const SourceDefaults = z.object({
  audience: z.enum(['agent', 'customer']).default('agent'),
  language: z.string().min(2).max(12).default('en'),
  owner: z.string().max(120).optional(),
});
export type SourceDefaults = z.infer<typeof SourceDefaults>;

/** Articles that somebody brought: one file, a folder, an export. */
export const KnowledgeSource = z.object({
  id: SourceId,
  pack: PackName,
  kind: SourceKind,
  /** As the agent knows it: the folder's or file's name. */
  title: z.string(),
  /** Folder or file on this machine; absent for what was dropped into the window. */
  location: z.string().optional(),
  /** Changed files are imported by themselves. */
  watched: z.boolean(),
  defaults: SourceDefaults,
  addedAt: Instant,
  /** Of the last finished import. */
  importedAt: Instant.optional(),
});
export type KnowledgeSource = z.infer<typeof KnowledgeSource>;

export const ImportState = z.enum(['waiting', 'reading', 'done', 'cancelled', 'failed']);
export type ImportState = z.infer<typeof ImportState>;

/** A file that could not be used, in one sentence with what to do; the rest went on. */
export const ImportProblem = z.object({ path: z.string(), message: z.string() });
export type ImportProblem = z.infer<typeof ImportProblem>;

/** One run over a source. `cancelled` and `failed` ones can be resumed: done files stay done. */
export const ImportJob = z.object({
  id: z.string(),
  source: SourceId,
  pack: PackName,
  title: z.string(),
  state: ImportState,
  /** Files, or entries of a table or export, found so far. */
  total: z.number().int().nonnegative(),
  done: z.number().int().nonnegative(),
  /** Documents. */
  imported: z.number().int().nonnegative(),
  unchanged: z.number().int().nonnegative(),
  withdrawn: z.number().int().nonnegative(),
  passages: z.number().int().nonnegative(),
  problems: z.array(ImportProblem),
  /** How many more problems there were than are listed. */
  moreProblems: z.number().int().nonnegative(),
  /** Why it failed, in one sentence. */
  failure: z.string().optional(),
  startedAt: Instant,
  endedAt: Instant.optional(),
});
export type ImportJob = z.infer<typeof ImportJob>;

/** A document as a list shows it. */
export const DocumentListing = z.object({
  id: DocumentId,
  source: SourceId,
  path: z.string(),
  title: z.string(),
  audience: z.enum(['agent', 'customer']),
  language: z.string(),
  owner: z.string().optional(),
  version: z.number().int().positive(),
  importedAt: Instant,
  updatedAt: Instant.optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  withdrawnAt: Instant.optional(),
  passages: z.number().int().nonnegative(),
  /** Whether it may be cited today. */
  citable: z.boolean(),
});
export type DocumentListing = z.infer<typeof DocumentListing>;

/** How the vectors of a pack are searched, and how far the work on them is. */
export const IndexStatus = z.object({
  pack: PackName,
  passages: z.number().int().nonnegative(),
  /** `exact`: every vector is compared. `graph`: an HNSW index. */
  method: z.enum(['exact', 'graph']),
  /** `embedding`: passages wait for vectors; `building`: exact search answers meanwhile. */
  state: z.enum(['ready', 'embedding', 'building']),
  /** 0 to 1 while there is work. */
  progress: z.number().min(0).max(1).optional(),
  model: z.string(),
  dimensions: z.number().int().positive(),
  /** Why exact search answers although an index would pay, in one sentence. */
  problem: z.string().optional(),
});
export type IndexStatus = z.infer<typeof IndexStatus>;
