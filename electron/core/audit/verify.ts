import type { AuditRepository } from '#core/ports.ts';
import { canonicalJson } from '#domain/action.ts';
import { genesis, type AuditEntry, type AuditVerdict, type SignedHead } from '#domain/audit.ts';
import { digestOf, hashOf, headBelongsOn } from './chain.ts';
import { headIsGenuine } from './signer.ts';

/** The event log as stored, so that digests are over the very bytes' meaning. */
export interface RawEvents {
  /** Events with position > after, ascending. */
  raw(after: number, limit: number): readonly RawEvent[];
}

interface RawEvent {
  readonly position: number;
  readonly at: number;
  readonly actor: string;
  readonly event: unknown;
}

export interface VerifyOptions {
  /** Compares every entry with its event. */
  readonly events?: RawEvents;
  /**
   * The public key that must have signed. Without it the first head's key is believed, which shows
   * damage and careless edits but not a chain rewritten and signed with another key.
   */
  readonly publicKey?: string;
  /** Heads kept elsewhere: the only thing that shows a rewrite by someone who has the key. */
  readonly anchors?: readonly SignedHead[];
}

/** The first thing found wrong; thrown inside, a verdict outside. */
class Flaw extends Error {
  readonly sequence: number;
  constructor(sequence: number, problem: string) {
    super(problem);
    this.sequence = sequence;
  }
}

/**
 * Checks the whole record and names the first bad entry: an edit, deletion, insertion, swap, cut
 * tail, missing or foreign signature, or an event that differs from what its entry says.
 *
 * Limits, plainly. Entries after the newest head (at most 255, none of them an action or approval)
 * can be cut or rewritten unseen if the event log is changed to match. Cutting entries, heads and
 * events back to the same older head looks like an older record. And whoever holds the signing key
 * can rewrite everything. Only heads anchored elsewhere show these; see `Signer`.
 */
export function verifyAudit(
  audit: Pick<AuditRepository, 'read' | 'heads'>,
  options: VerifyOptions = {},
): AuditVerdict {
  let heads: SignedHead[];
  try {
    heads = audit.heads();
  } catch {
    // The repository refuses all heads when one is bad; with no head to compare, the record is bad.
    return { ok: false, entries: 0, sequence: 1, problem: 'A signed head cannot be read back.' };
  }
  return verifyChain(readAll(audit), heads, options);
}

/** The same over entries from anywhere, in order. */
export function verifyChain(
  entries: Iterable<AuditEntry>,
  heads: readonly SignedHead[],
  options: VerifyOptions = {},
): AuditVerdict {
  let checked = 0;
  let previous = genesis;
  try {
    const signed = indexHeads(heads, options);
    const events = options.events === undefined ? undefined : readEvents(options.events);
    for (const entry of entries) {
      checkLink(entry, checked + 1, previous);
      if (events !== undefined) checkEvent(entry, events.next().value);
      checkHeads(entry, signed.get(entry.sequence) ?? []);
      signed.delete(entry.sequence);
      checked = entry.sequence;
      previous = entry.hash;
    }
    checkEnd(checked, [...signed.keys()], events?.next().value);
    return { ok: true, entries: checked, head: previous, heads: heads.length };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return { ok: false, entries: checked, sequence: error.sequence, problem: error.message };
  }
}

const batch = 1000;

function* readAll(audit: Pick<AuditRepository, 'read'>): Generator<AuditEntry> {
  for (let after = 0; ; ) {
    const entries = readBatch(audit, after);
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined) return;
    after = last.sequence;
  }
}

/** A batch with an unreadable entry fails as a whole; one by one shows which it is. */
function readBatch(audit: Pick<AuditRepository, 'read'>, after: number): AuditEntry[] {
  try {
    return audit.read(after, batch);
  } catch {
    const good: AuditEntry[] = [];
    for (let at = after; ; ) {
      try {
        const [entry] = audit.read(at, 1);
        if (entry === undefined) return good;
        good.push(entry);
        at = entry.sequence;
      } catch (error) {
        if (good.length > 0) return good;
        throw new Flaw(at + 1, `Entry ${String(at + 1)} cannot be read back (${String(error)}).`);
      }
    }
  }
}

function* readEvents(events: RawEvents): Generator<RawEvent, undefined> {
  for (let after = 0; ; ) {
    const found = events.raw(after, batch);
    yield* found;
    const last = found.at(-1);
    if (last === undefined) return undefined;
    after = last.position;
  }
}

function indexHeads(
  heads: readonly SignedHead[],
  { publicKey = heads[0]?.publicKey, anchors = [] }: VerifyOptions,
): Map<number, SignedHead[]> {
  const bySequence = new Map<number, SignedHead[]>();
  for (const head of [...heads, ...anchors]) {
    const name = `The signed head on entry ${String(head.sequence)}`;
    if (head.publicKey !== publicKey)
      throw new Flaw(head.sequence, `${name} was signed with another key.`);
    if (!headIsGenuine(head)) throw new Flaw(head.sequence, `${name} has a wrong signature.`);
    const others = bySequence.get(head.sequence) ?? [];
    bySequence.set(head.sequence, [...others, head]);
  }
  return bySequence;
}

function checkLink(entry: AuditEntry, expected: number, previous: string): void {
  if (entry.sequence > expected)
    throw new Flaw(expected, `Entry ${String(expected)} is missing.`);
  if (entry.sequence < expected)
    throw new Flaw(entry.sequence, `Entry ${String(entry.sequence)} stands in the wrong place.`);
  if (hashOf(entry) !== entry.hash)
    throw new Flaw(expected, `Entry ${String(expected)} was changed: its hash does not fit.`);
  if (entry.previous !== previous)
    throw new Flaw(
      expected,
      `Entry ${String(expected)} does not follow the one before it: one of the two was exchanged.`,
    );
}

function checkEvent(entry: AuditEntry, event: RawEvent | undefined): void {
  const { sequence } = entry;
  if (event === undefined || event.position > sequence)
    throw new Flaw(sequence, `The event of entry ${String(sequence)} is missing in the event log.`);
  if (digestOf(event.event) !== entry.digest)
    throw new Flaw(sequence, `The event of entry ${String(sequence)} was changed in the event log.`);
  if (event.at !== entry.at || event.actor !== entry.actor)
    throw new Flaw(
      sequence,
      `Time or actor of the event of entry ${String(sequence)} was changed in the event log.`,
    );
}

function checkHeads(entry: AuditEntry, heads: readonly SignedHead[]): void {
  const { sequence } = entry;
  if (heads.some(({ hash }) => hash !== entry.hash))
    throw new Flaw(sequence, `Entry ${String(sequence)} is not the one that was signed: it was rewritten.`);
  if (heads.length === 0 && headBelongsOn(entry))
    throw new Flaw(sequence, `The signed head on entry ${String(sequence)} is missing.`);
}

function checkEnd(last: number, unmet: readonly number[], event: RawEvent | undefined): void {
  if (unmet.length > 0)
    throw new Flaw(
      last + 1,
      `The end of the record was cut off: entry ${String(Math.max(...unmet))} was signed, the last one there is ${String(last)}.`,
    );
  if (event !== undefined)
    throw new Flaw(
      last + 1,
      `Entry ${String(last + 1)} is missing: the event log goes on after the record’s end.`,
    );
}

/** Two heads are the same when every field is; for comparing with a copy kept elsewhere. */
export const sameHead = (a: SignedHead, b: SignedHead): boolean => canonicalJson(a) === canonicalJson(b);
