import type { AuditRepository } from '#core/ports.ts';
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
  const { publicKey = heads[0]?.publicKey, anchors = [] } = options;
  const signed = Map.groupBy([...heads, ...anchors], ({ sequence }) => sequence);
  let checked = 0;
  let previous = genesis;
  try {
    const events = options.events === undefined ? undefined : readEvents(options.events);
    checkHeads(0, genesis, signed.get(0) ?? [], publicKey);
    signed.delete(0);
    for (const entry of entries) {
      const expected = checked + 1;
      checkLink(entry, expected, previous);
      if (events !== undefined) checkEvent(entry, events.next().value);
      const headsHere = signed.get(expected) ?? [];
      checkHeads(expected, entry.hash, headsHere, publicKey);
      if (headsHere.length === 0 && headBelongsOn(entry))
        throw new Flaw(expected, `The signed head on entry ${String(expected)} is missing.`);
      signed.delete(expected);
      checked = expected;
      previous = entry.hash;
    }
    checkEnd(checked, [...signed.values()].flat(), publicKey, events?.next().value);
    return { ok: true, entries: checked, head: previous, heads: heads.length };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return { ok: false, entries: checked, sequence: error.sequence, problem: error.message };
  }
}

const readAll = (audit: Pick<AuditRepository, 'read'>): Generator<AuditEntry, undefined> =>
  inBatches(
    (after, limit) => audit.read(after, limit),
    ({ sequence }) => sequence,
    (sequence) => `Entry ${String(sequence)} cannot be read back.`,
  );

const readEvents = (events: RawEvents): Generator<RawEvent, undefined> =>
  inBatches(
    (after, limit) => events.raw(after, limit),
    ({ position }) => position,
    (sequence) => `The event of entry ${String(sequence)} cannot be read back.`,
  );

/** A batch with an unreadable row fails as a whole; from there on one by one shows which it is. */
function* inBatches<T>(
  read: (after: number, limit: number) => readonly T[],
  numberOf: (item: T) => number,
  problem: (number: number) => string,
): Generator<T, undefined> {
  let limit = 1000;
  for (let after = 0; ;) {
    let items: readonly T[];
    try {
      items = read(after, limit);
    } catch {
      if (limit === 1) throw new Flaw(after + 1, problem(after + 1));
      limit = 1;
      continue;
    }
    yield* items;
    const last = items.at(-1);
    if (last === undefined) return undefined;
    after = numberOf(last);
  }
}

function checkLink(entry: AuditEntry, expected: number, previous: string): void {
  const name = `Entry ${String(expected)}`;
  if (entry.sequence > expected) throw new Flaw(expected, `${name} is missing.`);
  if (entry.sequence < expected)
    throw new Flaw(expected, `${name} is another one (it says it is ${String(entry.sequence)}).`);
  if (hashOf(entry) !== entry.hash)
    throw new Flaw(expected, `${name} was changed: its hash does not fit.`);
  if (entry.previous !== previous)
    throw new Flaw(
      expected,
      `${name} does not follow the one before it: one of them was exchanged.`,
    );
}

function checkEvent(entry: AuditEntry, event: RawEvent | undefined): void {
  const { sequence } = entry;
  const name = `event of entry ${String(sequence)}`;
  if (event === undefined || event.position > sequence)
    throw new Flaw(sequence, `The ${name} is missing in the event log.`);
  if (digestOf(event.event) !== entry.digest)
    throw new Flaw(sequence, `The ${name} was changed in the event log.`);
  if (event.at !== entry.at || event.actor !== entry.actor)
    throw new Flaw(sequence, `Time or actor of the ${name} was changed in the event log.`);
}

function checkHeads(
  sequence: number,
  hash: string,
  heads: readonly SignedHead[],
  publicKey: string | undefined,
): void {
  for (const head of heads) {
    const name = `The signed head on entry ${String(sequence)}`;
    if (head.publicKey !== publicKey) throw new Flaw(sequence, `${name} is by another key.`);
    if (!headIsGenuine(head)) throw new Flaw(sequence, `${name} has a wrong signature.`);
    if (head.hash !== hash)
      throw new Flaw(
        sequence,
        `Entry ${String(sequence)} is not the one that was signed: the record was rewritten.`,
      );
  }
}

function checkEnd(
  last: number,
  unmet: readonly SignedHead[],
  publicKey: string | undefined,
  event: RawEvent | undefined,
): void {
  for (const head of unmet) {
    checkHeads(head.sequence, head.hash, [head], publicKey);
    throw new Flaw(
      last + 1,
      `The end of the record was cut off: entry ${String(head.sequence)} was signed, the last one there is ${String(last)}.`,
    );
  }
  if (event !== undefined)
    throw new Flaw(
      last + 1,
      `Entry ${String(last + 1)} is missing: the event log goes on after the record’s end.`,
    );
}
