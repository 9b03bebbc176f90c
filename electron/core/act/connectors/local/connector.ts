import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/action.ts';
import {
  ConnectorCommand,
  ConnectorReceipt,
  type ConnectorError,
  type ConnectorFaults,
  type RecordChange,
  type RecordConflict,
} from '#domain/connector.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import { RecordId } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Clock, Connector } from '#core/ports.ts';
import { openDatabase, type LocalCrmFailure } from './database.ts';
import { createFaults } from './faults.ts';
import { applyFields, emptyRecord, readField, type Body } from './fields.ts';
import { createTables, etagOf } from './tables.ts';

/** One command that took effect. */
export interface LedgerEntry {
  readonly idempotencyKey: string;
  readonly at: number;
  readonly actor: string;
  readonly changes: readonly RecordChange[];
  readonly receipt: ConnectorReceipt;
}

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

/** Thrown inside the transaction, so that all changes of a command happen or none. */
class Refused extends Error {
  readonly failure: ConnectorError;
  constructor(failure: ConnectorError) {
    super(failure.message);
    this.failure = failure;
  }
}

const refuse = (code: 'conflict' | 'not_found' | 'invalid', message: string): Refused =>
  new Refused({ code, message, retry: 'never' });

const isConstraint = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  String(error.code).startsWith('SQLITE_CONSTRAINT');

/**
 * Opens the embedded CRM. Effect and ledger entry are one transaction, so a command with a known
 * key has no second effect; a key that comes back with another content is refused.
 */
export function openLocalConnector(
  options: LocalConnectorOptions,
): Result<LocalConnector, LocalCrmFailure> {
  const opened = openDatabase(options.file, options.key);
  if (!opened.ok) return opened;
  const db = opened.value;
  const { clock } = options;
  const name = options.name ?? 'local';
  const currency = options.currency ?? 'USD';
  const tables = createTables(db);
  const faults = createFaults(clock, name);
  const find = db.prepare<[string], { command: string; receipt: string }>(
    'select command, receipt from ledger where key = ?',
  );
  const enter = db.prepare<[string, number, string, string, string]>(
    'insert into ledger (key, at, actor, command, receipt) values (?, ?, ?, ?, ?)',
  );
  const allEntries = db.prepare<
    [],
    { key: string; at: number; actor: string; command: string; receipt: string }
  >('select key, at, actor, command, receipt from ledger order by sequence');

  const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);
  const receiptOf = (json: string): ConnectorReceipt => ConnectorReceipt.parse(JSON.parse(json));

  const written = (change: RecordChange, body: Body): Body => {
    const applied = applyFields(change.record, body, change.fields, currency);
    if (!applied.ok)
      throw refuse('invalid', `${name} does not take this for ${change.label}: ${applied.error}.`);
    const next = applied.value;
    if (change.record === 'customer') return next;
    const customer = tables.customerId(String(next['customer']));
    if (customer === undefined)
      throw refuse('invalid', `${name} does not know the customer of ${change.label}.`);
    return { ...next, customer };
  };

  const create = (change: RecordChange, key: string, index: number) => {
    const hash = createHash('sha256').update(`${key}/${String(index)}`).digest('hex');
    const id = `${change.record}-${hash.slice(0, 16)}`;
    const body = written(change, emptyRecord(change.record, id, today(), currency));
    if (!tables.insert(change.record, body))
      throw refuse('invalid', `${change.label} is already there.`);
    return { id: RecordId.parse(id), etag: etagOf(1) };
  };

  const update = (change: RecordChange) => {
    const id = change.id ?? '';
    const found = tables.get(change.record, id);
    if (found === undefined) throw refuse('not_found', `${name} has no ${change.label} any more.`);
    if (change.etag !== undefined && change.etag !== etagOf(found.version)) {
      const conflicts: RecordConflict[] = change.fields
        .map(({ field, before }) => ({
          label: change.label,
          field,
          expected: before,
          found: readField(found.body, field),
        }))
        .filter((conflict) => conflict.expected !== conflict.found);
      const message = `${change.label} was changed in ${name} meanwhile.`;
      throw new Refused({ code: 'conflict', message, retry: 'never', conflicts });
    }
    tables.update(change.record, written(change, found.body));
    return { id: RecordId.parse(id), etag: etagOf(found.version + 1) };
  };

  const apply = db.transaction((command: ConnectorCommand): ConnectorReceipt => {
    const content = canonicalJson({ actor: command.actor, changes: command.changes });
    const known = find.get(command.idempotencyKey);
    if (known !== undefined) {
      if (known.command === content) return receiptOf(known.receipt);
      throw refuse('invalid', 'The same idempotency key came with another content.');
    }
    const receipt: ConnectorReceipt = {
      idempotencyKey: command.idempotencyKey,
      records: command.changes.map((change, index) =>
        change.operation === 'create' ? create(change, command.idempotencyKey, index) : update(change),
      ),
    };
    const { idempotencyKey, actor } = command;
    enter.run(idempotencyKey, clock.now(), actor, content, JSON.stringify(receipt));
    return receipt;
  });

  /** Somebody else writes to the first record of the command. */
  const meddle = (command: ConnectorCommand): void => {
    const change = command.changes.find(({ operation }) => operation === 'update');
    if (change === undefined || !faults.take('conflictNext')) return;
    const found = tables.get(change.record, change.id ?? '');
    if (found === undefined) return;
    const { body } = found;
    const touched = change.record === 'note' ? { text: `${String(body['text'])} (edited)` } : { status: 'on hold' };
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
    let receipt: ConnectorReceipt;
    try {
      receipt = apply.immediate(command);
    } catch (error) {
      if (error instanceof Refused) return err(error.failure);
      if (isConstraint(error))
        return err({
          code: 'invalid',
          message: `${name} already has a record with this account or number.`,
          retry: 'never',
        });
      throw error;
    }
    await faults.delay();
    if (faults.take('loseNextReply'))
      return err({ code: 'timeout', message: `The answer of ${name} was lost.`, retry: 'lookup' });
    return ok(receipt);
  };

  const seed = db.transaction((records: readonly CustomerRecord[]): number => {
    let added = 0;
    for (const { customer, orders, subscriptions, tickets, notes } of records) {
      const all = { customer: [customer], order: orders, subscription: subscriptions, ticket: tickets, note: notes } as const;
      for (const kind of ['customer', 'order', 'subscription', 'ticket', 'note'] as const)
        for (const { mirror: _mirror, ...body } of all[kind])
          if (tables.insert(kind, { ...body })) added += 1;
    }
    return added;
  });

  return ok({
    name,
    execute,
    lookup: (key) =>
      answer(() => {
        const known = find.get(key);
        return known === undefined ? null : receiptOf(known.receipt);
      }),
    fetchAll: () => answer(() => tables.records(name, clock.now())),
    fetch: (id) => answer(() => tables.record(id, name, clock.now()) ?? null),
    faults: { get: faults.get, set: faults.set },
    seed: (records) => seed.immediate(records),
    ledger: () =>
      allEntries.all().map(({ key, at, actor, command, receipt }) => ({
        idempotencyKey: key,
        at,
        actor,
        changes: (JSON.parse(command) as Pick<ConnectorCommand, 'changes'>).changes,
        receipt: receiptOf(receipt),
      })),
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
