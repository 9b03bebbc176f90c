import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { canonicalJson } from '#domain/action.ts';
import {
  ConnectorReceipt,
  type ConnectorCommand,
  type ConnectorError,
  type RecordChange,
  type RecordConflict,
} from '#domain/connector.ts';
import { RecordId } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Clock } from '#core/ports.ts';
import { applyFields, emptyRecord, readField, type Body } from './fields.ts';
import { etagOf, type Tables } from './tables.ts';

/** One command that took effect. */
export interface LedgerEntry {
  readonly idempotencyKey: string;
  readonly at: number;
  readonly actor: string;
  readonly changes: readonly RecordChange[];
  readonly receipt: ConnectorReceipt;
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
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

/**
 * Carries commands out. All changes of a command and its ledger entry are one transaction, so that
 * a command with a known key has no second effect; a key with another content is refused.
 * @param currency ISO 4217, for amounts of records that have none yet
 */
export function createLedger(
  db: Database.Database,
  tables: Tables,
  {
    clock,
    name,
    currency,
  }: { readonly clock: Clock; readonly name: string; readonly currency: string },
) {
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
    const hash = createHash('sha256')
      .update(`${key}/${String(index)}`)
      .digest('hex');
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
        change.operation === 'create'
          ? create(change, command.idempotencyKey, index)
          : update(change),
      ),
    };
    const { idempotencyKey, actor } = command;
    enter.run(idempotencyKey, clock.now(), actor, content, JSON.stringify(receipt));
    return receipt;
  });

  return {
    /** What a command with this key was answered, if it ever took effect. */
    find: (key: string): ConnectorReceipt | undefined => {
      const known = find.get(key);
      return known && receiptOf(known.receipt);
    },
    apply: (command: ConnectorCommand): Result<ConnectorReceipt, ConnectorError> => {
      try {
        return ok(apply.immediate(command));
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
    },
    entries: (): LedgerEntry[] =>
      allEntries.all().map(({ key, at, actor, command, receipt }) => ({
        idempotencyKey: key,
        at,
        actor,
        changes: (JSON.parse(command) as Pick<ConnectorCommand, 'changes'>).changes,
        receipt: receiptOf(receipt),
      })),
  };
}
