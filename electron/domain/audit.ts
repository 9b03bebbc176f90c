import { z } from 'zod';
import { Instant, Sha256 } from './ids.ts';

export const AuditEntry = z.object({
  /** Gap-free from 1. */
  sequence: z.number().int().positive(),
  at: Instant,
  /** Who: an agent's name, `policy`, `earshot`, or the connector. */
  actor: z.string(),
  /** What happened: the event's type. */
  verb: z.string(),
  /** To what: `conversation:…`, `action:…`. */
  subject: z.string(),
  /** The conversation it belongs to, when there is one. */
  conversation: z.string().optional(),
  /** Why, in words. Written before the effect. */
  reasoning: z.string(),
  /** SHA-256 of the event as canonical JSON; the event itself is in the event log. */
  digest: Sha256,
  previous: Sha256,
  /** SHA-256 over 0x00 and the canonical JSON of all the above (leaf prefix as in RFC 6962). */
  hash: Sha256,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A signature over the newest hash: cutting the tail or rewriting all of it shows. */
export const SignedHead = z.object({
  sequence: z.number().int().nonnegative(),
  hash: Sha256,
  at: Instant,
  /** Ed25519 over the canonical JSON of the three above, base64. */
  signature: z.string(),
  publicKey: z.string(),
});
export type SignedHead = z.infer<typeof SignedHead>;

export const AuditVerdict = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    entries: z.number().int(),
    head: Sha256,
    heads: z.number().int(),
  }),
  z.object({
    ok: z.literal(false),
    entries: z.number().int(),
    /** The first bad entry. */
    sequence: z.number().int(),
    problem: z.string(),
  }),
]);
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** What the first entry names as the one before it. */
export const genesis = '0'.repeat(64);
