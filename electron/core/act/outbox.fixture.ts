import { afterEach, beforeEach } from 'vitest';
import { createFlakyConnector, type FlakyConnector } from '#tests/fakes/flaky-connector.ts';
import { orderChange } from '#tests/fakes/shop.ts';
import { openWorkbench, request, takeValue, type Workbench } from '#tests/fakes/workbench.ts';
import type { Action } from '#domain/action.ts';
import type { OutboxEntry } from '#domain/outbox.ts';

type Draft = ReturnType<typeof request>;

/** A workbench per test whose runner talks to the CRM through a connector with bad manners. */
export interface OutboxTest {
  bench: Workbench;
  far: FlakyConnector;
  /** Actions whose effect was told to the mirror. */
  applied: string[];
  failApplied: boolean;
  /** Drafts and approves. */
  approved(draft?: Draft): Action;
  state(action: Action): Action['state'] | undefined;
  problem(action: Action): string | undefined;
  entry(action: Action): OutboxEntry | undefined;
}

export function useOutbox(): OutboxTest {
  const open = (): Pick<OutboxTest, 'bench' | 'far' | 'applied' | 'failApplied'> => {
    let far: FlakyConnector | undefined;
    const bench = openWorkbench({
      timeoutMs: 1000,
      between: (crm) => (far = createFlakyConnector(crm)),
      onApplied: (action) => {
        if (on.failApplied) throw new Error('mirror');
        on.applied.push(action.id);
      },
    });
    if (far === undefined) throw new Error('The workbench did not ask for a connector.');
    return { bench, far, applied: [], failApplied: false };
  };
  // Filled before each test.
  const on = {
    approved: (draft = request()) => {
      const { id, payloadHash } = on.bench.gate.draft(draft);
      return takeValue(on.bench.gate.approve({ action: id, payloadHash, agent: 'Ann' })).action;
    },
    state: (action) => on.bench.store.actions.get(action.id)?.state,
    problem: (action) => on.bench.store.actions.get(action.id)?.problem,
    entry: (action) => on.bench.store.outbox.get(action.id),
  } as OutboxTest;
  beforeEach(() => {
    Object.assign(on, open());
    on.bench.runner.start();
  });
  afterEach(async () => {
    await on.bench.close();
  });
  return on;
}

/** Lets everything run that waits for nothing but the event loop. */
export const tick = () => new Promise((resolve) => setImmediate(resolve));

export const setStatus = (n: number, to: string, etag?: string): Draft =>
  request({
    kind: 'set_status',
    changes: [orderChange(n, to, etag === undefined ? {} : { etag })],
  });
