import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createVirtualClock } from '#core/replay-ports.ts';
import { noFaults, type RecordChange } from '#domain/connector.ts';
import { RecordId } from '#domain/ids.ts';
import { customerRecord, noteChange, orderChange } from '#tests/fakes/shop.ts';
import { startedAt, takeValue, testKey } from '#tests/fakes/workbench.ts';
import { connectorContract } from '../connector.contract.ts';
import { openLocalConnector, type LocalConnector } from './connector.ts';

let folder: string;
let open: LocalConnector[] = [];
const clock = createVirtualClock(startedAt);
const openCrm = (): LocalConnector => {
  const crm = takeValue(openLocalConnector({ file: join(folder, 'crm.db'), key: testKey, clock }));
  open.push(crm);
  return crm;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-crm-'));
});
afterEach(() => {
  for (const crm of open) crm.close();
  open = [];
  rmSync(folder, { recursive: true, force: true });
});

connectorContract('local', async () => {
  const crm = openCrm();
  crm.seed([customerRecord(1)]);
  const customer = RecordId.parse('customer-1');
  return {
    connector: crm,
    customer,
    change: async (after) => {
      const order = takeValue(await crm.fetch(customer))?.orders[0];
      if (order === undefined) throw new Error('no order');
      return orderChange(1, after, { before: order.status, etag: order.mirror.etag });
    },
    creation: (text) => noteChange(1, text),
    effects: async () => crm.ledger().length,
    outage: (outage) => crm.faults.set({ ...noFaults, outage }),
    loseNextReply: () => crm.faults.set({ ...noFaults, loseNextReply: true }),
    conflictNext: () => crm.faults.set({ ...noFaults, conflictNext: true }),
    rateLimit: (rateLimitPerMinute) => crm.faults.set({ ...noFaults, rateLimitPerMinute }),
    close: async () => undefined,
  };
});

const run = (crm: LocalConnector, key: string, ...changes: RecordChange[]) =>
  crm.execute({ idempotencyKey: `test-key-${key}`, actor: 'Ann', changes });

describe('the embedded CRM', () => {
  test('seeding again adds what is missing and leaves what is there', async () => {
    const crm = openCrm();
    expect(crm.seed([customerRecord(1)])).toBe(4);
    takeValue(await run(crm, 'held', orderChange(1, 'held')));
    expect(crm.seed([customerRecord(1), customerRecord(2)])).toBe(4);
    expect(takeValue(await crm.fetch(RecordId.parse('customer-1')))?.orders[0]?.status).toBe(
      'held',
    );
  });

  test('what it was told survives closing, and the key is needed to read it', async () => {
    const crm = openCrm();
    crm.seed([customerRecord(1)]);
    takeValue(await run(crm, 'note', noteChange(1, 'Remember the ladder')));
    crm.close();
    open = [];
    const bytes = readFileSync(join(folder, 'crm.db')).toString('latin1');
    expect(bytes).not.toContain('ladder');
    expect(bytes).not.toContain('SQLite format');
    const again = openCrm();
    expect(again.ledger()).toHaveLength(1);
    expect(takeValue(await again.fetch(RecordId.parse('customer-1')))?.notes[0]?.text).toBe(
      'Remember the ladder',
    );
    expect(again.integrity()).toEqual({ ok: true, problems: [] });
  });

  test('bad files are sentences', () => {
    const file = join(folder, 'crm.db');
    openCrm().close();
    open = [];
    const other = Buffer.alloc(32, 9).toString('base64');
    expect(openLocalConnector({ file, key: other, clock })).toMatchObject({
      ok: false,
      error: { code: 'wrong_key', message: expect.stringContaining('crm.db') },
    });
    const db = new Database(file);
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = "x'${Buffer.alloc(32, 7).toString('hex')}'"`);
    db.pragma('user_version = 99');
    db.close();
    expect(openLocalConnector({ file, key: testKey, clock })).toMatchObject({
      ok: false,
      error: { code: 'newer_version' },
    });
    const nonsense = join(folder, 'nonsense.db');
    writeFileSync(nonsense, 'x'.repeat(8192));
    expect(openLocalConnector({ file: nonsense, key: testKey, clock }).ok).toBe(false);
    expect(
      openLocalConnector({ file: join(folder, 'no', 'crm.db'), key: testKey, clock }),
    ).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    });
  });

  test('latency is waited for, before and after the effect', async () => {
    const crm = openCrm();
    crm.seed([customerRecord(1)]);
    crm.faults.set({ ...noFaults, latencyMs: 1000 });
    let settled = false;
    const pending = run(crm, 'slow', noteChange(1, 'slow')).then(() => {
      settled = true;
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    clock.advance(499);
    await turn();
    expect(crm.ledger()).toHaveLength(0);
    clock.advance(1);
    await turn();
    expect(crm.ledger()).toHaveLength(1);
    expect(settled).toBe(false);
    clock.advance(500);
    await pending;
  });

  test('the minute is over: writes are taken again', async () => {
    const crm = openCrm();
    crm.seed([customerRecord(1)]);
    crm.faults.set({ ...noFaults, rateLimitPerMinute: 2 });
    takeValue(await run(crm, 'a', noteChange(1, 'a')));
    clock.advance(30_000);
    takeValue(await run(crm, 'b', noteChange(1, 'b')));
    const third = await run(crm, 'c', noteChange(1, 'c'));
    expect(third).toMatchObject({ ok: false, error: { retryAfterMs: 30_000 } });
    clock.advance(30_000);
    takeValue(await run(crm, 'c', noteChange(1, 'c')));
  });

  test('created records get what the CRM fills in, and ids that do not depend on chance', async () => {
    const crm = openCrm();
    crm.seed([customerRecord(1)]);
    const order: RecordChange = {
      operation: 'create',
      record: 'order',
      label: 'Replacement',
      fields: [
        { field: 'customer', title: 'Customer', before: null, after: 'A-1' },
        { field: 'total', title: 'Total', before: null, after: 1250 },
        { field: 'items', title: 'Items', before: null, after: '2 x Rain jacket; Cap' },
        { field: 'replaces', title: 'Replaces', before: null, after: '10001' },
      ],
    };
    const receipt = takeValue(await run(crm, 'order', order));
    const made = takeValue(await crm.fetch(RecordId.parse('customer-1')))?.orders[1];
    expect(made).toMatchObject({
      id: receipt.records[0]?.id,
      customer: 'customer-1',
      status: 'new',
      purchasedAt: '2026-11-20',
      total: { minor: 1250, currency: 'USD' },
      items: [
        { name: 'Rain jacket', quantity: 2 },
        { name: 'Cap', quantity: 1 },
      ],
      mirror: { source: 'local', etag: 'v1' },
    });
  });

  test.each([
    ['a wrong day', orderChange(1, 'x', {}), { field: 'purchasedAt', after: 'yesterday' }],
    ['taking away what is needed', orderChange(1, 'x', {}), { field: 'status', after: null }],
    ['the id', orderChange(1, 'x', {}), { field: 'id', after: 'order-2' }],
    ['a name that is none', orderChange(1, 'x', {}), { field: 'a b', after: 'c' }],
    ['a customer nobody has', orderChange(1, 'x', {}), { field: 'customer', after: 'nobody' }],
  ])('%s is refused', async (_name, change, field) => {
    const crm = openCrm();
    crm.seed([customerRecord(1)]);
    const fields = [{ title: 'Field', before: null, ...field }];
    expect(await run(crm, 'bad', { ...change, fields })).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(crm.ledger()).toEqual([]);
  });

  test('an account number that another customer has is refused', async () => {
    const crm = openCrm();
    crm.seed([customerRecord(1), customerRecord(2)]);
    const change: RecordChange = {
      operation: 'update',
      record: 'customer',
      id: RecordId.parse('customer-1'),
      label: 'Customer 1',
      fields: [{ field: 'account', title: 'Account', before: 'A-1', after: 'A-2' }],
    };
    expect(await run(crm, 'account', change)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  });
});
