import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noteChange, orderChange } from '#tests/fakes/shop.ts';
import {
  conversation,
  openWorkbench,
  request,
  takeValue,
  type Workbench,
} from '#tests/fakes/workbench.ts';

let bench: Workbench;
beforeEach(() => {
  bench = openWorkbench();
});
afterEach(async () => {
  await bench.close();
});

const types = (): string[] => bench.store.events.read(conversation).map(({ event }) => event.type);
const yes = (action: { id: string; payloadHash: string }, agent = 'Ann') =>
  bench.gate.approve({ action: action.id as never, payloadHash: action.payloadHash, agent });

describe('draft', () => {
  test('waits for a yes and is on record with its reasoning', () => {
    const action = bench.gate.draft(request());
    expect(action.state).toBe('awaiting');
    expect(action.policy).toMatchObject({ decision: 'permit', policies: ['agent-acts'] });
    expect(bench.store.actions.get(action.id)).toEqual(action);
    expect(bench.store.outbox.get(action.id)).toBeUndefined();
    const event = bench.store.events.read(conversation).at(-1)?.event;
    expect(event).toMatchObject({
      type: 'action.changed',
      reasoning: 'The customer asked for it.',
    });
  });

  test('what policy forbids to the agent is recorded as rejected, with the rule', () => {
    const action = bench.gate.draft(request({ kind: 'unheard_of' }));
    expect(action).toMatchObject({ state: 'rejected', problem: 'No policy permits this.' });
    expect(yes(action)).toMatchObject({ ok: false, error: { code: 'not_awaiting' } });
  });

  test('low risk that policy releases runs by itself and leaves an approval', () => {
    const action = bench.gate.draft(request({ risk: 'low' }));
    expect(action.state).toBe('queued');
    expect(bench.store.approvals.ofAction(action.id)).toMatchObject({
      by: 'policy',
      decidedBy: 'policy',
      payloadHash: action.payloadHash,
      policy: { policies: ['automation-acts'] },
    });
    expect(types()).toContain('approval.given');
  });

  test.each([
    ['medium risk', request({ risk: 'medium' })],
    [
      'a kind that is not released',
      request({ risk: 'low', kind: 'set_status', changes: [orderChange(0, 'held')] }),
    ],
    [
      'a refund above the limit',
      request({ risk: 'low', kind: 'refund_order', input: { amount: 2001 } }),
    ],
    [
      'a refund of unknown size',
      request({
        risk: 'low',
        kind: 'refund_order',
        input: { amount: 'all of it' },
        policyContext: { amountMinor: 1 },
      }),
    ],
    [
      'closing an account',
      request({
        risk: 'low',
        kind: 'close_account',
        changes: [{ ...orderChange(0, 'closed'), record: 'customer' }],
      }),
    ],
    [
      'an address, whatever the kind is called',
      request({
        risk: 'low',
        changes: [
          {
            ...orderChange(0, ''),
            record: 'customer',
            fields: [{ field: 'address', title: 'Address', before: 'a', after: 'b' }],
          },
        ],
      }),
    ],
  ])('%s never runs by itself', (_name, draft) => {
    const action = bench.gate.draft(draft);
    expect(['awaiting', 'rejected']).toContain(action.state);
    expect(bench.store.approvals.ofAction(action.id)).toBeUndefined();
    expect(bench.store.outbox.waiting()).toEqual([]);
  });

  test('a small refund that is released does run by itself', () => {
    const action = bench.gate.draft(
      request({
        risk: 'low',
        kind: 'refund_order',
        input: { amount: '$20.00' },
        policyContext: { amountMinor: 1 },
      }),
    );
    expect(action.state).toBe('queued');
  });
});

describe('approve', () => {
  test('stores approval, outbox entry and events together', () => {
    const action = bench.gate.draft(request());
    const { approval } = takeValue(yes(action));
    expect(approval).toMatchObject({
      by: 'agent',
      decidedBy: 'Ann',
      payloadHash: action.payloadHash,
    });
    expect(bench.store.actions.get(action.id)?.state).toBe('queued');
    expect(bench.store.outbox.get(action.id)).toMatchObject({
      approval: approval.id,
      state: 'pending',
      payload: action.payload,
    });
    expect(types().slice(-2)).toEqual(['approval.given', 'action.changed']);
  });

  test('repeated with the same hash gives the first approval and nothing else', () => {
    const action = bench.gate.draft(request());
    const first = takeValue(yes(action));
    const events = types().length;
    expect(takeValue(yes(action, 'Bob')).approval).toEqual(first.approval);
    expect(types()).toHaveLength(events);
  });

  test('another hash than the one seen is stale', () => {
    const action = bench.gate.draft(request());
    const edited = takeValue(
      bench.gate.edit({
        action: action.id,
        agent: 'Ann',
        input: {},
        changes: [noteChange(0, 'Other words')],
      }),
    );
    expect(edited.payload.version).toBe(2);
    expect(edited.payloadHash).not.toBe(action.payloadHash);
    expect(yes(action)).toMatchObject({ ok: false, error: { code: 'stale' } });
    expect(bench.store.outbox.get(action.id)).toBeUndefined();
  });

  test('an edit back to the old values is still another payload', () => {
    const action = bench.gate.draft(request());
    const { input, changes } = action.payload;
    const same = takeValue(bench.gate.edit({ action: action.id, agent: 'Ann', input, changes }));
    expect(same.payloadHash).not.toBe(action.payloadHash);
  });

  test('silence until the deadline is a no', () => {
    const action = bench.gate.draft(request({ expiresAfterMs: 1000 }));
    bench.clock.advance(1000);
    expect(yes(action)).toMatchObject({ ok: false, error: { code: 'expired' } });
    expect(bench.store.actions.get(action.id)?.state).toBe('expired');
    expect(yes(action)).toMatchObject({ ok: false, error: { code: 'expired' } });
  });

  test('policy is asked again: an edit above the limit is refused', () => {
    const action = bench.gate.draft(request({ kind: 'refund_order', input: { amount: 5000 } }));
    const edited = takeValue(
      bench.gate.edit({
        action: action.id,
        agent: 'Ann',
        input: { amount: 20001 },
        changes: action.payload.changes,
      }),
    );
    expect(edited).toMatchObject({ state: 'awaiting', policy: { decision: 'forbid' } });
    expect(yes(edited)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(bench.store.outbox.get(action.id)).toBeUndefined();
  });

  test('an action nobody knows', () => {
    expect(yes({ id: 'action-x', payloadHash: '0'.repeat(64) })).toMatchObject({
      ok: false,
      error: { code: 'unknown' },
    });
  });

  test('when the transaction fails nothing of it stays', () => {
    const action = bench.gate.draft(request());
    const { put } = bench.store.outbox;
    bench.store.outbox.put = () => {
      throw new Error('disk full');
    };
    expect(() => yes(action)).toThrow('disk full');
    bench.store.outbox.put = put;
    expect(bench.store.approvals.ofAction(action.id)).toBeUndefined();
    expect(bench.store.actions.get(action.id)?.state).toBe('awaiting');
    expect(yes(action).ok).toBe(true);
  });
});

describe('no', () => {
  test('reject is final and can be repeated', () => {
    const action = bench.gate.draft(request());
    const no = { action: action.id, agent: 'Ann', reason: 'wrong order' };
    expect(takeValue(bench.gate.reject(no)).state).toBe('rejected');
    expect(takeValue(bench.gate.reject(no)).state).toBe('rejected');
    expect(yes(action)).toMatchObject({ ok: false, error: { code: 'not_awaiting' } });
  });

  test('expire turns only what is over into a no', () => {
    const short = bench.gate.draft(request({ expiresAfterMs: 10 }));
    const long = bench.gate.draft(request());
    bench.clock.advance(10);
    expect(bench.gate.expire().map(({ id }) => id)).toEqual([short.id]);
    expect(bench.store.actions.get(long.id)?.state).toBe('awaiting');
    expect(bench.gate.expire()).toEqual([]);
  });
});
