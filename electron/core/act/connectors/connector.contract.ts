import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connector } from '#core/ports.ts';
import type { ConnectorCommand, RecordChange } from '#domain/connector.ts';
import type { RecordId } from '#domain/ids.ts';

/** What a connector's own test brings so that the contract can be run against it. */
export interface ConnectorHarness {
  readonly connector: Connector;
  /** A customer that is there. */
  readonly customer: RecordId;
  /** A change to one field of one record of that customer, with the etag it has now. */
  change(after: string): Promise<RecordChange>;
  /** A record to create for that customer. */
  creation(text: string): RecordChange;
  /** How many effects the far end has seen. */
  effects(): Promise<number>;
  /** Bad days; `undefined` when this connector cannot pretend one. */
  readonly outage: (on: boolean) => void;
  readonly loseNextReply: () => void;
  readonly conflictNext: () => void;
  readonly rateLimit: (perMinute: number) => void;
  close(): Promise<void>;
}

const command = (key: string, ...changes: RecordChange[]): ConnectorCommand => ({
  idempotencyKey: `contract-${key}`,
  actor: 'Ann',
  changes,
});

/** What every connector promises; run by each connector's test. */
export function connectorContract(name: string, open: () => Promise<ConnectorHarness>): void {
  describe(`connector contract: ${name}`, () => {
    let far: ConnectorHarness;
    beforeEach(async () => {
      far = await open();
    });
    afterEach(async () => {
      await far.close();
    });

    test('a write changes the record and its etag', async () => {
      const change = await far.change('held');
      const result = await far.connector.execute(command('write', change));
      expect(result).toMatchObject({ ok: true, value: { records: [{ id: change.id }] } });
      const next = await far.change('held');
      expect(next.etag).not.toBe(change.etag);
      expect(next.fields[0]?.before).toBe('held');
      expect(result.ok && result.value.records[0]?.etag).toBe(next.etag);
    });

    test('the same command twice has one effect and one receipt', async () => {
      const twice = command('twice', await far.change('held'), far.creation('once'));
      const first = await far.connector.execute(twice);
      const again = await far.connector.execute(twice);
      expect(first.ok).toBe(true);
      expect(again).toEqual(first);
      expect(await far.effects()).toBe(1);
    });

    test('the same command at the same time has one effect', async () => {
      const both = command('both', far.creation('once'));
      const [a, b] = await Promise.all([far.connector.execute(both), far.connector.execute(both)]);
      expect(a).toEqual(b);
      expect(await far.effects()).toBe(1);
    });

    test('a key that comes back with another content is refused', async () => {
      await far.connector.execute(command('key', far.creation('one')));
      const other = await far.connector.execute(command('key', far.creation('two')));
      expect(other).toMatchObject({ ok: false, error: { code: 'invalid', retry: 'never' } });
      expect(await far.effects()).toBe(1);
    });

    test('a lost reply: the outcome is unknown, the lookup knows it', async () => {
      far.loseNextReply();
      const lost = command('lost', far.creation('once'));
      const result = await far.connector.execute(lost);
      expect(result).toMatchObject({ ok: false, error: { retry: 'lookup' } });
      const found = await far.connector.lookup(lost.idempotencyKey);
      expect(found).toMatchObject({ ok: true, value: { idempotencyKey: lost.idempotencyKey } });
      expect(await far.connector.execute(lost)).toEqual(found);
      expect(await far.effects()).toBe(1);
    });

    test('a lookup of a key that was never sent finds nothing', async () => {
      expect(await far.connector.lookup('never-sent')).toEqual({ ok: true, value: null });
    });

    test('somebody else was first: conflict, with what changed, and no effect', async () => {
      const change = await far.change('held');
      far.conflictNext();
      const result = await far.connector.execute(command('conflict', change, far.creation('no')));
      expect(result).toMatchObject({
        ok: false,
        error: {
          code: 'conflict',
          retry: 'never',
          conflicts: [{ field: change.fields[0]?.field }],
        },
      });
      expect(await far.effects()).toBe(0);
      const retried = await far.connector.execute(command('afresh', await far.change('held')));
      expect(retried.ok).toBe(true);
    });

    test('too many writes: asks to wait, and nothing was done', async () => {
      far.rateLimit(1);
      expect((await far.connector.execute(command('first', far.creation('1')))).ok).toBe(true);
      const second = await far.connector.execute(command('second', far.creation('2')));
      expect(second).toMatchObject({ ok: false, error: { code: 'rate_limited', retry: 'later' } });
      expect(!second.ok && second.error.retryAfterMs).toBeGreaterThan(0);
      expect(await far.effects()).toBe(1);
    });

    test('an outage: nothing was done, every call says so, and it passes', async () => {
      far.outage(true);
      const waits = command('outage', far.creation('later'));
      const down = { ok: false, error: { code: 'unavailable', retry: 'later' } };
      expect(await far.connector.execute(waits)).toMatchObject(down);
      expect(await far.connector.lookup(waits.idempotencyKey)).toMatchObject(down);
      expect(await far.connector.fetch(far.customer)).toMatchObject(down);
      expect(await far.connector.fetchAll()).toMatchObject(down);
      expect(await far.effects()).toBe(0);
      far.outage(false);
      expect((await far.connector.execute(waits)).ok).toBe(true);
    });

    test('all changes of a command happen or none', async () => {
      const before = await far.change('held');
      const gone = { ...before, id: 'not-there' as RecordId };
      const result = await far.connector.execute(command('half', before, gone));
      expect(result).toMatchObject({ ok: false, error: { code: 'not_found', retry: 'never' } });
      expect(await far.effects()).toBe(0);
      expect((await far.change('held')).etag).toBe(before.etag);
    });

    test('what the far end does not take is invalid, with a sentence', async () => {
      const { fields, ...rest } = far.creation('x');
      const [first] = fields;
      const bad = { ...rest, fields: first === undefined ? [] : [{ ...first, after: 'nobody' }] };
      const result = await far.connector.execute(command('invalid', bad));
      expect(result).toMatchObject({ ok: false, error: { code: 'invalid', retry: 'never' } });
      expect(!result.ok && result.error.message).toMatch(/\.$/);
    });

    test('reads say where they come from', async () => {
      const one = await far.connector.fetch(far.customer);
      expect(one).toMatchObject({ ok: true, value: { customer: { id: far.customer } } });
      if (!one.ok || one.value === null) throw new Error('nothing fetched');
      expect(one.value.customer.mirror).toMatchObject({ source: far.connector.name });
      const all = await far.connector.fetchAll();
      expect(all.ok && all.value.map(({ customer }) => customer.id)).toContain(far.customer);
      expect(await far.connector.fetch('not-there' as RecordId)).toEqual({ ok: true, value: null });
    });
  });
}
