import type { OutboxEntry } from '#domain/outbox.ts';

const recordsOf = (entry: OutboxEntry): string[] =>
  entry.payload.changes
    .filter((change) => change.id !== undefined)
    .map((change) => `${entry.payload.connector}:${change.record}:${String(change.id)}`);

const byApproval = (a: OutboxEntry, b: OutboxEntry): number => (a.order ?? 0) - (b.order ?? 0);

/**
 * The entries that may go out, in order of approval. One that touches a record which an earlier
 * entry still waits to write is not among them: writes to one record take effect in their order.
 */
function unblocked(waiting: readonly OutboxEntry[]): OutboxEntry[] {
  const taken = new Set<string>();
  return waiting.toSorted(byApproval).filter((entry) => {
    const records = recordsOf(entry);
    const free = !records.some((record) => taken.has(record));
    for (const record of records) taken.add(record);
    return free;
  });
}

/** The next entry of a connector that is due. */
export const pickNext = (
  waiting: readonly OutboxEntry[],
  connector: string,
  now: number,
): OutboxEntry | undefined =>
  unblocked(waiting).find(
    (entry) => entry.payload.connector === connector && entry.nextAttemptAt <= now,
  );

/** When to look again, for connectors that nobody is working for; undefined when nothing waits. */
export function nextWake(
  waiting: readonly OutboxEntry[],
  pausedUntil: ReadonlyMap<string, number>,
  busy: ReadonlySet<string>,
): number | undefined {
  const times = unblocked(waiting)
    .filter(({ payload }) => !busy.has(payload.connector))
    .map(({ payload, nextAttemptAt }) =>
      Math.max(nextAttemptAt, pausedUntil.get(payload.connector) ?? 0),
    );
  return times.length === 0 ? undefined : Math.min(...times);
}
