import { z } from 'zod';
import { Day } from './customer.ts';
import { DocumentId, Instant, PackName, PassageId } from './ids.ts';

export const KnowledgeDocument = z.object({
  id: DocumentId,
  pack: PackName,
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
  /** 0 to 1: how far it stands out of the pack for this query, by words and by meaning. */
  relevance: z.number().min(0).max(1),
});
export type PassageHit = z.infer<typeof PassageHit>;

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
