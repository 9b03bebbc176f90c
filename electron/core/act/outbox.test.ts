import { describe, expect, test } from 'vitest';
import { noteChange } from '#tests/fakes/shop.ts';
import { conversation } from '#tests/fakes/workbench.ts';
import type { Action } from '#domain/action.ts';
import { noFaults, type ConnectorError } from '#domain/connector.ts';
import { setStatus, tick, useOutbox } from './outbox.fixture.ts';

const on = useOutbox();
const { approved, state, problem, entry } = on;

const busy: ConnectorError = { code: 'timeout', message: 'local is busy.', retry: 'later' };

describe('on a good day', () => {
  test('the effect happens once, with the reason on record before it', async () => {
    const action = approved();
    on.far.onCall = () => {
      expect(entry(action)).toMatchObject({ state: 'sent', attempts: 1 });
      expect(on.bench.store.events.read(conversation).at(-1)?.event).toMatchObject({
        type: 'action.changed',
        action: { state: 'running' },
        reasoning: 'Sending to local, approved by Ann, attempt 1.',
      });
    };
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(entry(action)).toMatchObject({ state: 'done', receipt: { records: [{ etag: 'v1' }] } });
    expect(on.bench.crm.ledger().map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      entry(action)?.idempotencyKey,
    ]);
    expect(on.applied).toEqual([action.id]);
    await on.bench.settle();
    expect(on.far.calls).toHaveLength(1);
    expect(on.bench.problems).toEqual([]);
  });

  test('one at a time, and one record in the order of approval', async () => {
    const first = approved(setStatus(1, 'held'));
    on.bench.clock.advance(1);
    const second = approved(setStatus(1, 'lost'));
    on.bench.clock.advance(1);
    const other = approved(setStatus(2, 'held'));
    on.far.executes.push({ kind: 'fail', error: busy });
    await on.bench.settle(1000);
    expect([first, second, other].map(state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const order = on.bench.crm.ledger().map(({ changes }) => changes[0]?.fields[0]?.after);
    expect(
      order.filter((_, index) => on.bench.crm.ledger()[index]?.changes[0]?.id === 'order-1'),
    ).toEqual(['held', 'lost']);
    expect(on.far.mostAtOnce).toBe(1);
  });

  test('a mirror that cannot be refreshed is reported and changes nothing', async () => {
    on.failApplied = true;
    const action = approved();
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(on.bench.problems).toEqual([new Error('mirror')]);
  });
});

describe('stop and start', () => {
  test('stop waits for the call under way and hands nothing more over', async () => {
    on.bench.crm.faults.set({ ...noFaults, latencyMs: 100 });
    const first = approved();
    const second = approved();
    on.bench.runner.wake();
    await tick();
    const stopped = on.bench.runner.stop();
    on.bench.clock.advance(50);
    await tick();
    on.bench.clock.advance(50);
    await stopped;
    expect([state(first), state(second)]).toEqual(['succeeded', 'queued']);
    on.bench.runner.wake();
    await tick();
    expect(on.far.calls).toHaveLength(1);
    on.bench.crm.faults.set(noFaults);
    on.bench.runner.start();
    await on.bench.settle();
    expect(state(second)).toBe('succeeded');
  });
});

describe('a call that never comes back', () => {
  test('does not keep Earshot from closing, and is looked up at the next start', async () => {
    on.far.executes.push({ kind: 'hang', after: true });
    const action = approved();
    on.bench.runner.wake();
    await tick();
    const stopped = on.bench.runner.stop();
    on.bench.clock.advance(3000);
    await stopped;
    expect(entry(action)?.state).toBe('sent');
    on.bench.runner.start();
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(on.far.calls.map((call) => call.split(' ')[0])).toEqual(['execute', 'lookup']);
  });
});

describe('what was not approved exactly so is never sent', () => {
  const tampered: [string, (action: Action) => void][] = [
    [
      'another payload in the outbox',
      (action) => {
        const own = entry(action);
        if (own === undefined) throw new Error('no entry');
        on.bench.store.outbox.put({
          ...own,
          payload: { ...own.payload, changes: [noteChange(1, 'evil')] },
        });
      },
    ],
    [
      'another payload in the action',
      (action) => {
        on.bench.store.actions.put({ ...action, payloadHash: '0'.repeat(64) });
      },
    ],
    [
      'another payload in outbox and action',
      (action) => {
        const own = entry(action);
        if (own === undefined) throw new Error('no entry');
        const payload = { ...own.payload, changes: [noteChange(1, 'evil')] };
        on.bench.store.outbox.put({ ...own, payload });
        on.bench.store.actions.put({ ...action, payload });
      },
    ],
    [
      'an approval that policy forbids',
      (action) => {
        const own = on.bench.store.approvals.ofAction(action.id);
        if (own === undefined) throw new Error('no approval');
        on.bench.store.approvals.put({
          ...own,
          policy: { decision: 'forbid', policies: [], reason: 'no' },
        });
      },
    ],
    [
      'an approval that came too late',
      (action) => {
        const own = on.bench.store.approvals.ofAction(action.id);
        if (own === undefined) throw new Error('no approval');
        on.bench.store.approvals.put({ ...own, at: own.expiresAt });
      },
    ],
  ];
  test.each(tampered)('%s', async (_name, tamper) => {
    const action = approved();
    tamper(action);
    await on.bench.settle();
    expect(on.far.calls).toEqual([]);
    expect(on.bench.crm.ledger()).toEqual([]);
    expect(state(action)).toBe('failed');
    expect(problem(action)).toMatch(/^This was not sent: .*approve it anew\.$/);
  });
});
