import { z } from 'zod';

/**
 * Branded identifiers: an id of one thing cannot be passed where another is meant.
 * Ids are made by the `Ids` port, so that a replay makes the same ones again.
 */
export const ConversationId = z.string().min(1).brand<'ConversationId'>();
export type ConversationId = z.infer<typeof ConversationId>;

export const TurnId = z.string().min(1).brand<'TurnId'>();
export type TurnId = z.infer<typeof TurnId>;

export const SuggestionId = z.string().min(1).brand<'SuggestionId'>();
export type SuggestionId = z.infer<typeof SuggestionId>;

export const ActionId = z.string().min(1).brand<'ActionId'>();
export type ActionId = z.infer<typeof ActionId>;

export const ApprovalId = z.string().min(1).brand<'ApprovalId'>();
export type ApprovalId = z.infer<typeof ApprovalId>;

export const DocumentId = z.string().min(1).brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;

/** Where documents come from: a pack's own folder is `pack`, an import has an id of its own. */
export const SourceId = z.string().min(1).max(80).brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;

/** `<document hash prefix>#<ordinal>`: stable while the document's text is. */
export const PassageId = z.string().min(1).brand<'PassageId'>();
export type PassageId = z.infer<typeof PassageId>;

/** The connector's own key of a customer, order, subscription, ticket or note. */
export const RecordId = z.string().min(1).max(200).brand<'RecordId'>();
export type RecordId = z.infer<typeof RecordId>;

export const PackName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .brand<'PackName'>();
export type PackName = z.infer<typeof PackName>;

/** Milliseconds since the Unix epoch, from the `Clock` port. */
export const Instant = z.number().int().nonnegative();
export type Instant = z.infer<typeof Instant>;

/** A lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;
