import type Database from 'better-sqlite3';
import type { RecordKind } from '#domain/connector.ts';
import { CustomerRecord } from '#domain/customer.ts';
import type { Body } from './fields.ts';

interface Row {
  readonly version: number;
  readonly body: string;
}

export interface Stored {
  readonly version: number;
  readonly body: Body;
}

export const kinds: readonly RecordKind[] = ['customer', 'order', 'subscription', 'ticket', 'note'];

/** Changes with every write to the record. */
export const etagOf = (version: number): string => `v${String(version)}`;

const stored = ({ version, body }: Row): Stored => ({ version, body: JSON.parse(body) as Body });

/** The CRM's tables: reads and writes of whole records, no rules. */
export function createTables(db: Database.Database) {
  const statements = (kind: RecordKind) => ({
    get: db.prepare<[string], Row>(`select version, body from "${kind}" where id = ?`),
    insert: db.prepare<[string, string]>(
      `insert into "${kind}" (id, version, body) values (?, 1, ?) on conflict do nothing`,
    ),
    update: db.prepare<[string, string]>(
      `update "${kind}" set version = version + 1, body = ? where id = ?`,
    ),
    of: db.prepare<[string], Row>(
      `select version, body from "${kind}" where ${kind === 'customer' ? 'id' : 'customer'} = ? order by rowid`,
    ),
  });
  const by: Record<RecordKind, ReturnType<typeof statements>> = {
    customer: statements('customer'),
    order: statements('order'),
    subscription: statements('subscription'),
    ticket: statements('ticket'),
    note: statements('note'),
  };
  const customers = db.prepare<[], { id: string }>('select id from customer order by rowid');
  const byAccount = db.prepare<[string, string], { id: string }>(
    'select id from customer where id = ? or account = ?',
  );

  const record = (id: string, source: string, fetchedAt: number): CustomerRecord | undefined => {
    const mirrored = (kind: RecordKind): unknown[] =>
      by[kind].of.all(id).map((row) => {
        const { version, body } = stored(row);
        const { custom: _extra, ...rest } = body;
        return { ...rest, mirror: { source, fetchedAt, etag: etagOf(version) } };
      });
    const [customer] = mirrored('customer');
    if (customer === undefined) return undefined;
    return CustomerRecord.parse({
      customer,
      orders: mirrored('order'),
      subscriptions: mirrored('subscription'),
      tickets: mirrored('ticket'),
      notes: mirrored('note'),
    });
  };

  return {
    get: (kind: RecordKind, id: string): Stored | undefined => {
      const row = by[kind].get.get(id);
      return row && stored(row);
    },
    /** @returns whether it was new */
    insert: (kind: RecordKind, body: Body): boolean =>
      by[kind].insert.run(body.id, JSON.stringify(body)).changes === 1,
    update: (kind: RecordKind, body: Body): void => {
      by[kind].update.run(JSON.stringify(body), body.id);
    },
    /** The id of the customer with this id or account number. */
    customerId: (idOrAccount: string): string | undefined =>
      byAccount.get(idOrAccount, idOrAccount)?.id,
    record,
    records: (source: string, fetchedAt: number): CustomerRecord[] =>
      customers
        .all()
        .map(({ id }) => record(id, source, fetchedAt))
        .filter((found) => found !== undefined),
  };
}

export type Tables = ReturnType<typeof createTables>;
