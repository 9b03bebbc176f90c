import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFlakyConnector, type FlakyConnector } from '#tests/fakes/flaky-connector.ts';
import { noteChange, orderChange } from '#tests/fakes/shop.ts';
import { conversation, openWorkbench, request, takeValue, type Workbench } from '#tests/fakes/workbench.ts';
import type { Action } from '#domain/action.ts';
import { noFaults, type ConnectorError } from '#domain/connector.ts';
import { maximumAttempts } from '#domain/outbox.ts';

let bench: Workbench;
let far: FlakyConnector;
let applied: string[];
let failApplied: boolean;

beforeEach(() => {
  applied = [];
  failApplied = false;
  bench = openWorkbench({
    timeoutMs: 1000,
    between: (crm) => (far = createFlakyConnector(crm)),
    onApplied: (action) => {
      if (failApplied) throw new Error('mirror');
      applied.push(action.id);
    },
  });
  bench.runner.start();
});
afterEach(async () => {
  await bench.close();
});

const approved = (draft = request()): Action => {
  const action = bench.gate.draft(draft);
  const { payloadHash } = action;
  return takeValue(bench.gate.approve({ action: action.id, payloadHash, agent: 'Ann' })).action;
};
const state = (action: Action) => bench.store.actions.get(action.id)?.state;
const problem = (action: Action) => bench.store.actions.get(action.id)?.problem;
const entry = (action: Action) => bench.store.outbox.get(action.id);
const tick = () => new Promise((resolve) => setImmediate(resolve));
const setStatus = (n: number, to: string, etag?: string) =>
  request({ kind: 'set_status', changes: [orderChange(n, to, etag === undefined ? {} : { etag })] });

describe('on a good day', () => {
  test('the effect happens once, with the reason on record before it', async () => {
    const action = approved();
    far.onCall = () => {
      expect(entry(action)).toMatchObject({ state: 'sent', attempts: 1 });
      expect(bench.store.events.read(conversation).at(-1)?.event).toMatchObject({
        type: 'action.changed',
        action: { state: 'running' },
        reasoning: 'Sending to local, approved by Ann, attempt 1.',
      });
    };
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(entry(action)).toMatchObject({ state: 'done', receipt: { records: [{ etag: 'v1' }] } });
    expect(bench.crm.ledger().map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      entry(action)?.idempotencyKey,
    ]);
    expect(applied).toEqual([action.id]);
    await bench.settle();
    expect(far.calls).toHaveLength(1);
    expect(bench.problems).toEqual([]);
  });

  test('one at a time, and one record in the order of approval', async () => {
    const first = approved(setStatus(1, 'held'));
    bench.clock.advance(1);
    const second = approved(setStatus(1, 'lost'));
    bench.clock.advance(1);
    const other = approved(setStatus(2, 'held'));
    far.executes.push({ kind: 'fail', error: busy });
    await bench.settle(1000);
    expect([first, second, other].map(state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const order = bench.crm.ledger().map(({ changes }) => changes[0]?.fields[0]?.after);
    expect(order.filter((_, index) => bench.crm.ledger()[index]?.changes[0]?.id === 'order-1')).toEqual(['held', 'lost']);
    expect(far.mostAtOnce).toBe(1);
  });

  test('a mirror that cannot be refreshed is reported and changes nothing', async () => {
    failApplied = true;
    const action = approved();
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(bench.problems).toEqual([new Error('mirror')]);
  });
});

const busy: ConnectorError = { code: 'timeout', message: 'local is busy.', retry: 'later' };

describe('on a bad day', () => {
  test('an outage of a day: it waits, says so, and then happens', async () => {
    bench.crm.faults.set({ ...noFaults, outage: true });
    const action = approved();
    const behind = approved();
    await bench.runner.drained();
    expect(state(action)).toBe('queued');
    expect(problem(action)).toMatch(/^local cannot be reached\. Earshot tries again in \d+ s\.$/);
    // The one behind it is not tried meanwhile.
    expect(entry(behind)?.attempts).toBe(0);
    for (let minute = 0; minute < 24 * 60; minute += 10) {
      bench.clock.advance(600_000);
      await bench.runner.drained();
    }
    expect(state(action)).toBe('queued');
    bench.crm.faults.set(noFaults);
    await bench.settle(300_000);
    expect([state(action), state(behind)]).toEqual(['succeeded', 'succeeded']);
    expect(problem(action)).toBeUndefined();
    expect(bench.crm.ledger()).toHaveLength(2);
  });

  test('a rate limit is kept to', async () => {
    bench.crm.faults.set({ ...noFaults, rateLimitPerMinute: 1 });
    approved();
    const second = approved();
    await bench.runner.drained();
    expect(entry(second)?.nextAttemptAt).toBe(bench.clock.now() + 60_000);
    bench.clock.advance(59_000);
    await bench.runner.drained();
    expect(far.calls).toHaveLength(2);
    bench.clock.advance(1000);
    await bench.runner.drained();
    expect(bench.crm.ledger()).toHaveLength(2);
  });

  test('somebody else changed the record: failed, with what changed, nothing written', async () => {
    bench.crm.faults.set({ ...noFaults, conflictNext: true });
    const action = approved(setStatus(1, 'held', 'v1'));
    await bench.settle();
    expect(state(action)).toBe('failed');
    expect(problem(action)).toBe(
      'Somebody else changed the record meanwhile (Order 10001: status was "delivered" and is now "on hold"). Nothing was written; look at the new values and ask again.',
    );
    expect(bench.crm.ledger()).toEqual([]);
    expect(bench.runner.retry(action.id, 'Ann')).toMatchObject({ ok: false, error: { code: 'stale' } });
  });

  test('a lost reply is looked up, not sent again', async () => {
    bench.crm.faults.set({ ...noFaults, loseNextReply: true });
    const action = approved();
    await bench.runner.drained();
    expect(state(action)).toBe('running');
    expect(problem(action)).toContain('looks up whether it was done');
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(far.calls.map((call) => call.split(' ')[0])).toEqual(['execute', 'lookup']);
    expect(bench.crm.ledger()).toHaveLength(1);
  });

  test.each([
    ['hangs before the effect', { kind: 'hang' }, ['execute', 'lookup', 'execute']],
    ['hangs after the effect', { kind: 'hang', after: true }, ['execute', 'lookup']],
    ['throws before the effect', { kind: 'throw' }, ['execute', 'lookup', 'execute']],
    ['throws after the effect', { kind: 'throw', after: true }, ['execute', 'lookup']],
  ] as const)('a call that %s', async (_name, behaviour, calls) => {
    far.executes.push(behaviour);
    const action = approved();
    bench.runner.wake();
    for (let step = 0; step < 5; step += 1) {
      await tick();
      bench.clock.advance(1000);
    }
    await bench.settle(1000);
    expect(state(action)).toBe('succeeded');
    expect(far.calls.map((call) => call.split(' ')[0])).toEqual(calls);
    expect(bench.crm.ledger()).toHaveLength(1);
  });

  test('never an answer: after the last attempt a person is asked, and may try again', async () => {
    const lost = { code: 'timeout', message: 'No answer.', retry: 'lookup' } as const;
    for (let n = 0; n < maximumAttempts; n += 1) far.executes.push({ kind: 'fail', error: lost });
    const action = approved();
    await bench.settle(300_000);
    expect(state(action)).toBe('failed');
    expect(entry(action)?.state).toBe('dead');
    expect(far.calls.filter((call) => call.startsWith('execute'))).toHaveLength(maximumAttempts);
    expect(problem(action)).toBe(
      `No answer. Gave up after ${String(maximumAttempts)} attempts; nothing was written. Try again when the CRM can be reached.`,
    );
    far.calls.length = 0;
    expect(takeValue(bench.runner.retry(action.id, 'Ann')).state).toBe('running');
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(far.calls.map((call) => call.split(' ')[0])).toEqual(['lookup', 'execute']);
  });

  test('nobody can say whether it was done: a person looks, and the retry asks first', async () => {
    far.executes.push({ kind: 'throw', after: true });
    for (let n = 0; n < maximumAttempts; n += 1) far.lookups.push({ kind: 'throw' });
    const action = approved();
    await bench.settle(300_000);
    expect(state(action)).toBe('failed');
    expect(problem(action)).toContain('nobody knows whether this was done');
    takeValue(bench.runner.retry(action.id, 'Ann'));
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(bench.crm.ledger()).toHaveLength(1);
  });

  test('what the far end does not take fails at once', async () => {
    const action = approved(request({ changes: [noteChange(77, 'nobody')] }));
    await bench.settle();
    expect(state(action)).toBe('failed');
    expect(problem(action)).toBe(
      'local does not know the customer of New note. Nothing was written.',
    );
    expect(far.calls).toHaveLength(1);
  });

  test('a connector that is not set up', async () => {
    const action = approved(request({ connector: 'elsewhere' }));
    await bench.settle();
    expect(problem(action)).toContain('There is no connector called elsewhere.');
  });

  test('a store that fails in the middle: reported, and taken up again', async () => {
    const action = approved();
    const { put } = bench.store.outbox;
    let failing = true;
    bench.store.outbox.put = (changed) => {
      if (failing && changed.state === 'done') throw new Error('disk full');
      put(changed);
    };
    await bench.runner.drained();
    expect(bench.problems).toEqual([new Error('disk full')]);
    expect(entry(action)?.state).toBe('sent');
    failing = false;
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(bench.crm.ledger()).toHaveLength(1);
  });
});

describe('stop and start', () => {
  test('stop waits for the call under way and hands nothing more over', async () => {
    bench.crm.faults.set({ ...noFaults, latencyMs: 100 });
    const first = approved();
    const second = approved();
    bench.runner.wake();
    await tick();
    const stopped = bench.runner.stop();
    bench.clock.advance(50);
    await tick();
    bench.clock.advance(50);
    await stopped;
    expect([state(first), state(second)]).toEqual(['succeeded', 'queued']);
    bench.runner.wake();
    await tick();
    expect(far.calls).toHaveLength(1);
    bench.crm.faults.set(noFaults);
    bench.runner.start();
    await bench.settle();
    expect(state(second)).toBe('succeeded');
  });
});

describe('a call that never comes back', () => {
  test('does not keep Earshot from closing, and is looked up at the next start', async () => {
    far.executes.push({ kind: 'hang', after: true });
    const action = approved();
    bench.runner.wake();
    await tick();
    const stopped = bench.runner.stop();
    bench.clock.advance(3000);
    await stopped;
    expect(entry(action)?.state).toBe('sent');
    bench.runner.start();
    await bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(far.calls.map((call) => call.split(' ')[0])).toEqual(['execute', 'lookup']);
  });
});

describe('what was not approved exactly so is never sent', () => {
  const tampered: [string, (action: Action) => void][] = [
    ['another payload in the outbox', (action) => {
      const own = entry(action);
      if (own === undefined) throw new Error('no entry');
      bench.store.outbox.put({ ...own, payload: { ...own.payload, changes: [noteChange(1, 'evil')] } });
    }],
    ['another payload in the action', (action) => {
      bench.store.actions.put({ ...action, payloadHash: '0'.repeat(64) });
    }],
    ['another payload in outbox and action', (action) => {
      const own = entry(action);
      if (own === undefined) throw new Error('no entry');
      const payload = { ...own.payload, changes: [noteChange(1, 'evil')] };
      bench.store.outbox.put({ ...own, payload });
      bench.store.actions.put({ ...action, payload });
    }],
    ['an approval that policy forbids', (action) => {
      const own = bench.store.approvals.ofAction(action.id);
      if (own === undefined) throw new Error('no approval');
      bench.store.approvals.put({ ...own, policy: { decision: 'forbid', policies: [], reason: 'no' } });
    }],
    ['an approval that came too late', (action) => {
      const own = bench.store.approvals.ofAction(action.id);
      if (own === undefined) throw new Error('no approval');
      bench.store.approvals.put({ ...own, at: own.expiresAt });
    }],
  ];
  test.each(tampered)('%s', async (_name, tamper) => {
    const action = approved();
    tamper(action);
    await bench.settle();
    expect(far.calls).toEqual([]);
    expect(bench.crm.ledger()).toEqual([]);
    expect(state(action)).toBe('failed');
    expect(problem(action)).toMatch(/^This was not sent: .*approve it anew\.$/);
  });
});
