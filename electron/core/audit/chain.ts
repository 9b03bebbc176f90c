import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/action.ts';
import type { AuditEntry } from '#domain/audit.ts';

/** What an entry's hash is over: all of it but the hash. */
export type Unhashed = Omit<AuditEntry, 'hash'>;

const leaf = Buffer.from([0]);

/** SHA-256 over 0x00 and the canonical JSON (the leaf prefix of RFC 6962, section 2.1). */
export function hashOf(entry: Unhashed): string {
  const { sequence, at, actor, verb, subject, conversation, reasoning, digest, previous } = entry;
  const fields = { sequence, at, actor, verb, subject, conversation, reasoning, digest, previous };
  return createHash('sha256').update(leaf).update(canonicalJson(fields)).digest('hex');
}

/** SHA-256 of an event as canonical JSON. */
export const digestOf = (event: unknown): string =>
  createHash('sha256').update(canonicalJson(event)).digest('hex');

/** Entries between two signed heads at most; a constant of the format, checked when verifying. */
export const headEvery = 256;

/** Verbs whose entries are signed at once: they say that something was allowed or done. */
const signedVerbs: ReadonlySet<string> = new Set(['action.changed', 'approval.given']);

/** Whether a signed head must stand on this very entry. */
export const headBelongsOn = (entry: Pick<AuditEntry, 'sequence' | 'verb'>): boolean =>
  signedVerbs.has(entry.verb) || entry.sequence % headEvery === 0;
