import { describe, expect, test } from 'vitest';
import { noteChange } from '#tests/fakes/shop.ts';
import { request, takeValue } from '#tests/fakes/workbench.ts';
import { noFaults } from '#domain/connector.ts';
import { maximumAttempts } from '#domain/outbox.ts';
import { setStatus, tick, useOutbox } from './outbox.fixture.ts';

const on = useOutbox();
const { approved, state, problem, entry } = on;

describe('on a bad day', () => {
  test('an outage of a day: it waits, says so, and then happens', async () => {
    on.bench.crm.faults.set({ ...noFaults, outage: true });
    const action = approved();
    const behind = approved();
    await on.bench.runner.drained();
    expect(state(action)).toBe('queued');
    expect(problem(action)).toMatch(
      /^The CRM \(local\) cannot be reached\. Earshot tries again in \d+ s\.$/,
    );
    // The one behind it is not tried meanwhile.
    expect(entry(behind)?.attempts).toBe(0);
    for (let minute = 0; minute < 24 * 60; minute += 10) {
      on.bench.clock.advance(600_000);
      await on.bench.runner.drained();
    }
    expect(state(action)).toBe('queued');
    on.bench.crm.faults.set(noFaults);
    await on.bench.settle(300_000);
    expect([state(action), state(behind)]).toEqual(['succeeded', 'succeeded']);
    expect(problem(action)).toBeUndefined();
    expect(on.bench.crm.ledger()).toHaveLength(2);
  });

  test('when the far end is back nobody waits for the back-off', async () => {
    on.bench.crm.faults.set({ ...noFaults, outage: true });
    const actions = [approved(), approved()];
    for (let minute = 0; minute < 60; minute += 1) {
      on.bench.clock.advance(60_000);
      await on.bench.runner.drained();
    }
    on.bench.crm.faults.set(noFaults);
    await on.bench.runner.drained();
    expect(actions.map(state)).toEqual(['queued', 'queued']);
    on.bench.runner.reachable('local');
    await on.bench.runner.drained();
    expect(actions.map(state)).toEqual(['succeeded', 'succeeded']);
  });

  test('a rate limit is kept to', async () => {
    on.bench.crm.faults.set({ ...noFaults, rateLimitPerMinute: 1 });
    approved();
    const second = approved();
    await on.bench.runner.drained();
    expect(entry(second)?.nextAttemptAt).toBe(on.bench.clock.now() + 60_000);
    on.bench.clock.advance(59_000);
    await on.bench.runner.drained();
    expect(on.far.calls).toHaveLength(2);
    on.bench.clock.advance(1000);
    await on.bench.runner.drained();
    expect(on.bench.crm.ledger()).toHaveLength(2);
  });

  test('somebody else changed the record: failed, with what changed, nothing written', async () => {
    on.bench.crm.faults.set({ ...noFaults, conflictNext: true });
    const action = approved(setStatus(1, 'held', 'v1'));
    await on.bench.settle();
    expect(state(action)).toBe('failed');
    expect(problem(action)).toBe(
      'Somebody else changed the record meanwhile (Order 10001: status was "delivered" and is now "on hold"). Nothing was written; look at the new values and ask again.',
    );
    expect(on.bench.crm.ledger()).toEqual([]);
    expect(on.bench.runner.retry(action.id, 'Ann')).toMatchObject({
      ok: false,
      error: { code: 'stale' },
    });
  });

  test('a lost reply is looked up, not sent again', async () => {
    on.bench.crm.faults.set({ ...noFaults, loseNextReply: true });
    const action = approved();
    await on.bench.runner.drained();
    expect(state(action)).toBe('running');
    expect(problem(action)).toContain('looks up whether it was done');
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(on.far.calls.map((call) => call.split(' ')[0])).toEqual(['execute', 'lookup']);
    expect(on.bench.crm.ledger()).toHaveLength(1);
  });

  test.each([
    ['hangs before the effect', { kind: 'hang' }, ['execute', 'lookup', 'execute']],
    ['hangs after the effect', { kind: 'hang', after: true }, ['execute', 'lookup']],
    ['throws before the effect', { kind: 'throw' }, ['execute', 'lookup', 'execute']],
    ['throws after the effect', { kind: 'throw', after: true }, ['execute', 'lookup']],
  ] as const)('a call that %s', async (_name, behaviour, calls) => {
    on.far.executes.push(behaviour);
    const action = approved();
    on.bench.runner.wake();
    for (let step = 0; step < 5; step += 1) {
      await tick();
      on.bench.clock.advance(1000);
    }
    await on.bench.settle(1000);
    expect(state(action)).toBe('succeeded');
    expect(on.far.calls.map((call) => call.split(' ')[0])).toEqual(calls);
    expect(on.bench.crm.ledger()).toHaveLength(1);
  });

  test('never an answer: after the last attempt a person is asked, and may try again', async () => {
    const lost = { code: 'timeout', message: 'No answer.', retry: 'lookup' } as const;
    for (let n = 0; n < maximumAttempts; n += 1)
      on.far.executes.push({ kind: 'fail', error: lost });
    const action = approved();
    await on.bench.settle(300_000);
    expect(state(action)).toBe('failed');
    expect(entry(action)?.state).toBe('dead');
    expect(on.far.calls.filter((call) => call.startsWith('execute'))).toHaveLength(maximumAttempts);
    expect(problem(action)).toBe(
      `No answer. Gave up after ${String(maximumAttempts)} attempts; nothing was written. Try again when the CRM can be reached.`,
    );
    on.far.calls.length = 0;
    expect(takeValue(on.bench.runner.retry(action.id, 'Ann')).state).toBe('running');
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(on.far.calls.map((call) => call.split(' ')[0])).toEqual(['lookup', 'execute']);
  });

  test('nobody can say whether it was done: a person looks, and the retry asks first', async () => {
    on.far.executes.push({ kind: 'throw', after: true });
    for (let n = 0; n < maximumAttempts; n += 1) on.far.lookups.push({ kind: 'throw' });
    const action = approved();
    await on.bench.settle(300_000);
    expect(state(action)).toBe('failed');
    expect(problem(action)).toContain('nobody knows whether this was done');
    takeValue(on.bench.runner.retry(action.id, 'Ann'));
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(on.bench.crm.ledger()).toHaveLength(1);
  });

  test('what the far end does not take fails at once', async () => {
    const action = approved(request({ changes: [noteChange(77, 'nobody')] }));
    await on.bench.settle();
    expect(state(action)).toBe('failed');
    expect(problem(action)).toBe(
      'local does not know the customer of New note. Nothing was written.',
    );
    expect(on.far.calls).toHaveLength(1);
  });

  test('a connector that is not set up', async () => {
    const action = approved(request({ connector: 'elsewhere' }));
    await on.bench.settle();
    expect(problem(action)).toContain('There is no connector called elsewhere.');
  });

  test('a store that fails in the middle: reported, and taken up again', async () => {
    const action = approved();
    const { put } = on.bench.store.outbox;
    let failing = true;
    on.bench.store.outbox.put = (changed) => {
      if (failing && changed.state === 'done') throw new Error('disk full');
      put(changed);
    };
    await on.bench.runner.drained();
    expect(on.bench.problems).toEqual([new Error('disk full')]);
    expect(entry(action)?.state).toBe('sent');
    failing = false;
    await on.bench.settle();
    expect(state(action)).toBe('succeeded');
    expect(on.bench.crm.ledger()).toHaveLength(1);
  });
});
