import { ConnectorCommand, type ConnectorError, type ConnectorFaults } from '#domain/connector.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Clock, Connector } from '#core/ports.ts';
import { openDatabase, type LocalCrmFailure } from './database.ts';
import { createFaults } from './faults.ts';
import { createLedger, type LedgerEntry } from './ledger.ts';
import { createTables, kinds } from './tables.ts';

/** The embedded CRM: a connector with what the demo, the doctor and tests need besides. */
export interface LocalConnector extends Connector {
  readonly faults: { get(): ConnectorFaults; set(faults: ConnectorFaults): void };
  /** Adds what is missing and leaves what is there; returns how many records were new. */
  seed(records: readonly CustomerRecord[]): number;
  /** Every command that took effect, oldest first: the judge of "exactly once". */
  ledger(): LedgerEntry[];
  integrity(): { ok: boolean; problems: string[] };
}

export interface LocalConnectorOptions {
  readonly file: string;
  readonly key: string;
  readonly clock: Clock;
  readonly name?: string;
  /** ISO 4217, for amounts of records that have none yet. */
  readonly currency?: string;
}

/** Opens the embedded CRM, or makes it. */
export function openLocalConnector(
  options: LocalConnectorOptions,
): Result<LocalConnector, LocalCrmFailure> {
  const opened = openDatabase(options.file, options.key);
  if (!opened.ok) return opened;
  const db = opened.value;
  const { clock } = options;
  const name = options.name ?? 'local';
  const tables = createTables(db);
  const ledger = createLedger(db, tables, { clock, name, currency: options.currency ?? 'USD' });
  const faults = createFaults(clock, name);
  /** Somebody else writes to the first record of the command. */
  const meddle = (command: ConnectorCommand): void => {
    const change = command.changes.find(({ operation }) => operation === 'update');
    if (change === undefined || !faults.take('conflictNext')) return;
    const found = tables.get(change.record, change.id ?? '');
    if (found === undefined) return;
    const { body } = found;
    const touched =
      change.record === 'note'
        ? { text: `${String(body['text'])} (edited)` }
        : { status: 'on hold' };
    tables.update(change.record, { ...body, ...touched });
  };

  /** A read or lookup: late, or not at all, as the day is. */
  const answer = async <T>(read: () => T): Promise<Result<T, ConnectorError>> => {
    await faults.delay();
    const down = faults.outage();
    if (down !== undefined) return err(down);
    const value = read();
    await faults.delay();
    return ok(value);
  };

  const execute: Connector['execute'] = async (given) => {
    const command = ConnectorCommand.parse(given);
    await faults.delay();
    const refused = faults.outage() ?? faults.overLimit();
    if (refused !== undefined) return err(refused);
    meddle(command);
    const result = ledger.apply(command);
    if (!result.ok) return result;
    await faults.delay();
    if (faults.take('loseNextReply'))
      return err({ code: 'timeout', message: `The answer of ${name} was lost.`, retry: 'lookup' });
    return result;
  };

  const seed = db.transaction((records: readonly CustomerRecord[]): number => {
    let added = 0;
    for (const { customer, orders, subscriptions, tickets, notes } of records) {
      const all = {
        customer: [customer],
        order: orders,
        subscription: subscriptions,
        ticket: tickets,
        note: notes,
      } as const;
      for (const kind of kinds)
        for (const { mirror: _mirror, ...body } of all[kind])
          if (tables.insert(kind, { ...body })) added += 1;
    }
    return added;
  });

  return ok({
    name,
    execute,
    lookup: (key) => answer(() => ledger.find(key) ?? null),
    fetchAll: () => answer(() => tables.records(name, clock.now())),
    fetch: (id) => answer(() => tables.record(id, name, clock.now()) ?? null),
    faults: { get: faults.get, set: faults.set },
    seed: (records) => seed.immediate(records),
    ledger: ledger.entries,
    integrity: () => {
      const lines = db.pragma('integrity_check(20)') as { integrity_check: string }[];
      const problems = lines.map((line) => line.integrity_check).filter((line) => line !== 'ok');
      return { ok: problems.length === 0, problems };
    },
    close: () => {
      db.close();
    },
  });
}
