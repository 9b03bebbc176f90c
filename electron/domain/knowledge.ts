import { z } from 'zod';
import { Day } from './customer.ts';
import { DocumentId, Instant, PackName, PassageId, SourceId } from './ids.ts';

export const KnowledgeDocument = z.object({
  id: DocumentId,
  pack: PackName,
  /** `pack` for what comes with the pack, else the import it came with. */
  source: SourceId.default(SourceId.parse('pack')),
  /** Path inside the source, stable over versions: a new version of a path supersedes the old. */
  path: z.string(),
  title: z.string(),
  /** SHA-256 of the source text. */
  hash: z.string(),
  owner: z.string().optional(),
  audience: z.enum(['agent', 'customer']),
  language: z.string(),
  validFrom: Day.optional(),
  validTo: Day.optional(),
  importedAt: Instant,
  /** Counts the versions of this path, from 1. */
  version: z.number().int().positive().default(1),
  /** When its author last changed it, as far as the source says; else the file's own date. */
  updatedAt: Instant.optional(),
  /** Set when it was taken back: it can be opened from an old citation and is never cited again. */
  withdrawnAt: Instant.optional(),
  /** What it is about, where a source says so: a product, a place. Named in a talk it narrows search. */
  subject: z.string().min(1).max(200).optional(),
  /** Where the original can be opened: https only. */
  url: z.string().max(2_000).optional(),
  /** Markdown of the whole article, for reading it at the cited place. */
  body: z.string(),
});
export type KnowledgeDocument = z.infer<typeof KnowledgeDocument>;

export const Passage = z.object({
  id: PassageId,
  document: DocumentId,
  pack: PackName,
  ordinal: z.number().int().nonnegative(),
  title: z.string(),
  heading: z.string(),
  /** Fragment that opens the article at this heading. */
  anchor: z.string(),
  text: z.string(),
});
export type Passage = z.infer<typeof Passage>;

/** A passage with the reasons it was found. */
export const PassageHit = z.object({
  passage: Passage,
  score: z.number(),
  /** Rank by each part, from 1; absent when the part did not find it. */
  parts: z.object({ bm25: z.number().optional(), vector: z.number().optional() }),
  /** Cosine of query and passage, -1 to 1. */
  similarity: z.number(),
  /** 0 to 1, calibrated: chance that it answers what was asked. */
  relevance: z.number().min(0).max(1),
  /** Who the article is for; only what customers may read is drafted into a reply. */
  audience: z.enum(['agent', 'customer']).optional(),
  /** When the article was last changed; tells which of two that contradict each other is newer. */
  updatedAt: Instant.optional(),
  /** Another hit that says otherwise: a different number for the same thing. */
  contradicts: PassageId.optional(),
});
export type PassageHit = z.infer<typeof PassageHit>;

/** Something the CRM says about the customer at hand, found beside the articles. */
export const RecordHit = z.object({
  /** `order`, `subscription`, `ticket`, `note`, `customer`. */
  record: z.string(),
  id: z.string(),
  /** "Order 88213". */
  title: z.string(),
  /** One sentence in words: "Delivered on March 5, 2026; 2 items; $113.00." */
  text: z.string(),
  /** The CRM it was read from, and when. */
  source: z.string(),
  fetchedAt: Instant,
  /** 0 to 1. */
  score: z.number().min(0).max(1),
});
export type RecordHit = z.infer<typeof RecordHit>;

/** Whether a turn asks for knowledge at all, and why the answer is yes or no. */
export const LookUp = z.object({
  needed: z.boolean(),
  /** 0 to 1, calibrated. */
  probability: z.number().min(0).max(1),
  threshold: z.number().min(0).max(1),
});
export type LookUp = z.infer<typeof LookUp>;

/** What a card points to: the place in the article and the words it used. */
export const Citation = z.object({
  passage: PassageId,
  document: DocumentId,
  title: z.string(),
  heading: z.string(),
  anchor: z.string(),
  quote: z.string(),
});
export type Citation = z.infer<typeof Citation>;

/**
 * Fragment of a heading: lower case, words joined by hyphens. Reader and retriever both use it,
 * so that a citation opens at its place; a repeated heading gets `-1`, `-2`.
 */
export const headingSlug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');
