import type { AuditRepository } from '#core/ports.ts';
import type { AuditEntry, SignedHead } from '#domain/audit.ts';
import type { DomainEvent } from '#domain/events.ts';
import { ConversationId } from '#domain/ids.ts';
import {
  action,
  actionChanged,
  approval,
  moved,
  started,
  turnAdded,
} from '#core/store/store.fixture.ts';
import { createAudit } from './record.ts';
import { createSigner, newSigningKey } from './signer.ts';
import type { RawEvents } from './verify.ts';

/** @file A record of some length for the audit's tests, in memory so that it can be tampered with. */

/** A repository that hides nothing; the real one is in the store and has its own tests. */
export function createOpenRepository(): AuditRepository & {
  readonly entries: AuditEntry[];
  readonly signed: SignedHead[];
} {
  const entries: AuditEntry[] = [];
  const signed: SignedHead[] = [];
  return {
    entries,
    signed,
    append: (entry) => entries.push(entry),
    last: () => entries.at(-1),
    read: (after, limit) => entries.filter(({ sequence }) => sequence > after).slice(0, limit),
    ofConversation: (id) => entries.filter(({ conversation }) => conversation === id),
    putHead: (head) => signed.push(head),
    heads: () => [...signed],
    lastHead: () => signed.at(-1),
    count: () => entries.length,
  };
}

/** Events of a small conversation with an approved action. */
export const conversationEvents = (id: string): DomainEvent[] => [
  started(id),
  turnAdded(id, 1, 'My order arrived damaged.'),
  turnAdded(id, 2, 'Can I have a replacement?'),
  actionChanged(action(`${id}-a`, { conversation: id }), 'The order arrived damaged.'),
  {
    type: 'approval.given',
    conversation: ConversationId.parse(id),
    approval: approval(`${id}-p`, `${id}-a`),
  },
  turnAdded(id, 3, 'Thank you.'),
  moved(id, 'wrapping'),
];

export interface Sample {
  readonly repository: ReturnType<typeof createOpenRepository>;
  readonly events: { position: number; at: number; actor: string; event: unknown }[];
  readonly log: RawEvents;
  readonly signer: ReturnType<typeof createSigner>;
}

/** A closed record over these events. */
export function sample(
  input: readonly DomainEvent[],
  signer = createSigner(newSigningKey()),
): Sample {
  const repository = createOpenRepository();
  const clock = { now: () => 1_000_000 };
  const audit = createAudit({ repository, clock, signer });
  const events = input.map((event, index) => ({
    position: index + 1,
    at: 1000 + index,
    actor: 'Sam',
    event,
  }));
  for (const event of events) audit.record(event);
  audit.close();
  return {
    repository,
    events,
    log: {
      raw: (after, limit) => events.filter(({ position }) => position > after).slice(0, limit),
    },
    signer,
  };
}
