import type { AuditRepository, Clock } from '#core/ports.ts';
import { genesis, type AuditEntry, type SignedHead } from '#domain/audit.ts';
import { conversationOf, type RecordedEvent } from '#domain/events.ts';
import { digestOf, hashOf, headBelongsOn } from './chain.ts';
import { reasoningOf, subjectOf } from './reasoning.ts';
import type { Signer } from './signer.ts';

export interface Audit {
  /**
   * Adds the entry of an event, in the transaction that stores the event. Every event has exactly
   * one, so an entry's sequence is its event's position; a gap is a bug and throws.
   */
  readonly record: (recorded: RecordedEvent) => AuditEntry;
  /** Signs the newest entry and stores the head; the one there is when it is signed already. */
  seal(): SignedHead | undefined;
  /** Seals, so that a record at rest is signed to its end. */
  close(): void;
}

/**
 * Keeps the record: one hash-chained entry per event, with its reason in words, and signed heads on
 * every action and approval, every 256th entry and at the end. Nothing is cached between calls: a
 * rolled back transaction takes its entries with it.
 */
export function createAudit(options: {
  readonly repository: AuditRepository;
  readonly clock: Pick<Clock, 'now'>;
  readonly signer: Signer;
}): Audit {
  const { repository, clock, signer } = options;

  const signAt = (entry: AuditEntry, at: number): SignedHead => {
    const head = signer.signHead({ sequence: entry.sequence, hash: entry.hash, at });
    repository.putHead(head);
    return head;
  };

  const seal = (): SignedHead | undefined => {
    const last = repository.last();
    if (last === undefined) return undefined;
    const newest = repository.lastHead();
    if (newest?.sequence === last.sequence) return newest;
    return signAt(last, clock.now());
  };

  return {
    record: ({ position, at, actor, event }) => {
      const last = repository.last();
      const sequence = (last?.sequence ?? 0) + 1;
      if (position !== sequence)
        throw new Error(
          `Event ${String(position)} does not follow audit entry ${String(sequence - 1)}.`,
        );
      const conversation = conversationOf(event);
      const unhashed = {
        sequence,
        at,
        actor,
        verb: event.type,
        subject: subjectOf(event),
        ...(conversation !== undefined && { conversation }),
        reasoning: reasoningOf(event),
        digest: digestOf(event),
        previous: last?.hash ?? genesis,
      };
      const entry = { ...unhashed, hash: hashOf(unhashed) };
      repository.append(entry);
      if (headBelongsOn(entry)) signAt(entry, at);
      return entry;
    },
    seal,
    close: () => {
      seal();
    },
  };
}
