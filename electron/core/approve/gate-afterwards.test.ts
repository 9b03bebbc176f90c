import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noteChange, orderChange } from '#tests/fakes/shop.ts';
import { openWorkbench, request, takeValue, type Workbench } from '#tests/fakes/workbench.ts';

let bench: Workbench;
beforeEach(() => {
  bench = openWorkbench();
});
afterEach(async () => {
  await bench.close();
});

const yes = (action: { id: string; payloadHash: string }, agent = 'Ann') =>
  bench.gate.approve({ action: action.id as never, payloadHash: action.payloadHash, agent });

describe('edit after approve', () => {
  test('recalls what was not sent yet, and the old yes no longer holds', async () => {
    const action = bench.gate.draft(request());
    takeValue(yes(action));
    const edited = takeValue(
      bench.gate.edit({
        action: action.id,
        agent: 'Ann',
        input: {},
        changes: [noteChange(0, 'Better')],
      }),
    );
    expect(edited.state).toBe('awaiting');
    bench.runner.start();
    await bench.settle();
    expect(bench.crm.ledger()).toEqual([]);
    takeValue(yes(edited));
    await bench.settle();
    expect(bench.crm.ledger().map((entry) => entry.changes)).toEqual([edited.payload.changes]);
  });

  test('what was carried out cannot be edited any more', async () => {
    const action = bench.gate.draft(request());
    takeValue(yes(action));
    bench.runner.start();
    await bench.settle();
    const late = bench.gate.edit({
      action: action.id,
      agent: 'Ann',
      input: {},
      changes: [noteChange(0, 'x')],
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'not_awaiting' } });
  });
});

describe('undo', () => {
  const carried = async (
    draft = request({ kind: 'set_status', changes: [orderChange(1, 'held', { etag: 'v1' })] }),
  ) => {
    const action = bench.gate.draft(draft);
    takeValue(yes(action));
    bench.runner.start();
    await bench.settle();
    return action;
  };

  test('asks for the opposite, and only a yes carries it out', async () => {
    const action = await carried();
    const back = takeValue(bench.gate.undo({ action: action.id, agent: 'Ann' }));
    expect(back).toMatchObject({ state: 'awaiting', undoes: action.id });
    expect(back.payload.changes[0]?.fields[0]).toMatchObject({
      before: 'held',
      after: 'delivered',
    });
    expect(takeValue(bench.gate.undo({ action: action.id, agent: 'Ann' })).id).toBe(back.id);
    takeValue(yes(back));
    await bench.settle();
    expect(bench.store.actions.get(action.id)?.state).toBe('undone');
    const record = takeValue(await bench.crm.fetch('customer-1' as never));
    expect(record?.orders[0]?.status).toBe('delivered');
  });

  test('low risk does not make it run by itself', async () => {
    const action = bench.gate.draft(request({ risk: 'low' }));
    expect(action.state).toBe('queued');
    bench.runner.start();
    await bench.settle();
    const back = takeValue(bench.gate.undo({ action: action.id, agent: 'Ann' }));
    expect(back.state).toBe('awaiting');
    takeValue(yes(back));
    await bench.settle();
    const record = takeValue(await bench.crm.fetch('customer-0' as never));
    expect(record?.notes[0]?.text).toBe('Withdrawn: Called about the order.');
  });

  test('somebody else wrote since: taking back conflicts instead of overwriting', async () => {
    const action = await carried();
    await carried(
      request({ kind: 'set_status', changes: [orderChange(1, 'lost', { etag: 'v2' })] }),
    );
    const back = takeValue(bench.gate.undo({ action: action.id, agent: 'Ann' }));
    takeValue(yes(back));
    await bench.settle();
    expect(bench.store.actions.get(back.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('status was "held" and is now "lost"'),
    });
    expect(bench.store.actions.get(action.id)?.state).toBe('succeeded');
  });

  test('what is not reversible or not done yet cannot be taken back', async () => {
    const waiting = bench.gate.draft(request());
    expect(bench.gate.undo({ action: waiting.id, agent: 'Ann' })).toMatchObject({
      ok: false,
      error: { code: 'not_reversible' },
    });
    const done = await carried(request({ reversible: false }));
    expect(bench.gate.undo({ action: done.id, agent: 'Ann' })).toMatchObject({
      ok: false,
      error: { code: 'not_reversible' },
    });
  });
});
