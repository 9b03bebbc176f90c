import type { OutboxRepository } from '#core/ports.ts';
import { OutboxEntry } from '#domain/outbox.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

/**
 * Approved actions on their way. The database itself refuses an entry whose action or approval is
 * not stored by the end of the transaction, and a second entry with the same idempotency key.
 */
export function createOutbox(db: Connection): OutboxRepository {
  const put = db.prepare(
    `insert into outbox (action, approval, idempotency_key, body) values (?, ?, ?, ?)
     on conflict (action) do update set approval = excluded.approval,
       idempotency_key = excluded.idempotency_key, body = excluded.body`,
  );
  const get = db.prepare<BodyRow>('select body from outbox where action = ?');
  const due = db.prepare<BodyRow>(
    `select body from outbox where state in ('pending', 'sent') and next_attempt_at <= ?
     order by next_attempt_at, rowid`,
  );
  const nextDue = db.prepare<{ at: number | null }>(
    `select min(next_attempt_at) as at from outbox where state in ('pending', 'sent')`,
  );
  const waiting = db.prepare<BodyRow>(
    `select body from outbox where state in ('pending', 'sent') order by next_attempt_at, rowid`,
  );
  const read = (row: BodyRow): OutboxEntry => decode(OutboxEntry, 'outbox entry', row);

  return {
    put: (entry) => {
      put.run(entry.action, entry.approval, entry.idempotencyKey, encode(OutboxEntry, entry));
    },
    get: (action) => {
      const row = get.get(action);
      return row && read(row);
    },
    due: (now) => due.all(now).map(read),
    nextDue: () => nextDue.get()?.at ?? undefined,
    waiting: () => waiting.all().map(read),
  };
}
