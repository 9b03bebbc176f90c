import type { Evidence } from '#domain/conversation.ts';
import type { ConversationId, RecordId } from '#domain/ids.ts';
import type { Bus } from './bus.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, Connector, MirrorRepository } from './ports.ts';

/** The copy of the CRM that the panel beside the talk reads. */
export interface MirrorSync {
  /** Reads everything; keeps the old copy when the far end does not answer. */
  refreshAll(): Promise<void>;
  /** Reads one customer again, after a write. Tells the conversation that shows them. */
  refresh(
    customer: RecordId,
    conversation: ConversationId,
    evidence: readonly Evidence[],
  ): Promise<void>;
  state(): { readonly reachable: boolean; readonly syncedAt?: number; readonly problem?: string };
}

export function createMirrorSync(parts: {
  readonly connector: Connector;
  readonly mirror: MirrorRepository;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}): MirrorSync {
  const { connector, mirror, clock } = parts;
  let syncedAt: number | undefined;
  let problem: string | undefined;

  const failed = (reason: string): void => {
    problem = reason;
    parts.log.warn('The CRM could not be read.', { connector: connector.name, reason });
  };

  /** Callers do not wait for a refresh, so what is thrown (a full disk) ends here, on the status bar. */
  const guarded =
    <A extends readonly unknown[]>(read: (...args: A) => Promise<void>) =>
    async (...args: A): Promise<void> => {
      try {
        await read(...args);
      } catch (thrown) {
        failed(messageOf(thrown));
      }
    };

  return {
    refreshAll: guarded(async () => {
      const read = await connector.fetchAll();
      if (!read.ok) return failed(read.error.message);
      for (const record of read.value) mirror.putRecord(record);
      syncedAt = clock.now();
      problem = undefined;
    }),
    refresh: guarded(
      async (customer: RecordId, conversation: ConversationId, evidence: readonly Evidence[]) => {
        const read = await connector.fetch(customer);
        if (!read.ok) return failed(read.error.message);
        if (read.value === null) return;
        mirror.putRecord(read.value);
        syncedAt = clock.now();
        problem = undefined;
        parts.bus.publish(
          {
            type: 'customer.identified',
            conversation,
            record: read.value,
            evidence: [...evidence],
          },
          'earshot',
        );
      },
    ),
    state: () => ({
      reachable: problem === undefined,
      ...(syncedAt !== undefined && { syncedAt }),
      ...(problem !== undefined && { problem }),
    }),
  };
}
