import { z } from 'zod';
import { RecordId } from './ids.ts';

/** The kinds of record a connector holds. */
export const RecordKind = z.enum(['customer', 'order', 'subscription', 'ticket', 'note']);
export type RecordKind = z.infer<typeof RecordKind>;

export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;

/** One field before and after; `before` is what the mirror held when the action was drafted. */
export const FieldChange = z.object({
  field: z.string(),
  title: z.string(),
  before: FieldValue,
  after: FieldValue,
});
export type FieldChange = z.infer<typeof FieldChange>;

/** One write to one record. `id` is absent for `create`; `etag` guards an `update`. */
export const RecordChange = z.object({
  operation: z.enum(['create', 'update']),
  record: RecordKind,
  id: RecordId.optional(),
  /** What a person calls the record: "Order 67890". */
  label: z.string(),
  etag: z.string().optional(),
  fields: z.array(FieldChange),
});
export type RecordChange = z.infer<typeof RecordChange>;

/** What a connector is asked to do; the same key always has the same one effect. */
export const ConnectorCommand = z.object({
  idempotencyKey: z.string().min(8),
  actor: z.string(),
  changes: z.array(RecordChange).min(1),
});
export type ConnectorCommand = z.infer<typeof ConnectorCommand>;

export const ConnectorReceipt = z.object({
  idempotencyKey: z.string(),
  /** Ids and etags of the records after the write, in the order of the changes. */
  records: z.array(z.object({ id: RecordId, etag: z.string() })),
});
export type ConnectorReceipt = z.infer<typeof ConnectorReceipt>;

/**
 * How a connector may fail. `retry` says whether the same command may be sent again:
 * `unknown` means nobody knows whether it took effect, so it is looked up by key first.
 */
export const ConnectorErrorCode = z.enum([
  'unavailable',
  'rate_limited',
  'timeout',
  'conflict',
  'not_found',
  'invalid',
  'forbidden',
]);
export type ConnectorErrorCode = z.infer<typeof ConnectorErrorCode>;

/** A field that somebody else changed between the draft and the write. */
export const RecordConflict = z.object({
  label: z.string(),
  field: z.string(),
  expected: FieldValue,
  found: FieldValue,
});
export type RecordConflict = z.infer<typeof RecordConflict>;

export const ConnectorError = z.object({
  code: ConnectorErrorCode,
  message: z.string(),
  retry: z.enum(['later', 'lookup', 'never']),
  retryAfterMs: z.number().nonnegative().optional(),
  /** On `conflict`: the fields that hold something else than the agent saw; may be empty. */
  conflicts: z.array(RecordConflict).optional(),
});
export type ConnectorError = z.infer<typeof ConnectorError>;

/** Switches that make the local connector behave like a bad day at a remote one. */
export const ConnectorFaults = z.object({
  latencyMs: z.number().int().min(0).max(60_000),
  outage: z.boolean(),
  /** Writes per minute; 0 is unlimited. */
  rateLimitPerMinute: z.number().int().min(0),
  /** Somebody else changes the record just before the next write. */
  conflictNext: z.boolean(),
  /** The next write takes effect but its answer is lost. */
  loseNextReply: z.boolean(),
});
export type ConnectorFaults = z.infer<typeof ConnectorFaults>;

export const noFaults: ConnectorFaults = {
  latencyMs: 0,
  outage: false,
  rateLimitPerMinute: 0,
  conflictNext: false,
  loseNextReply: false,
};
