import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBus, type Bus, type Recorder } from '#core/bus.ts';
import {
  createOutboxRunner,
  openLocalConnector,
  type LocalConnector,
  type OutboxRunner,
} from '#core/act/index.ts';
import {
  createGate,
  createPolicyEngine,
  createTakeApproved,
  type Draft,
  type Gate,
} from '#core/approve/index.ts';
import type { Clock, Connector, Ids, PolicyEngine, Publisher, Random } from '#core/ports.ts';
import {
  createCountingIds,
  createSeededRandom,
  createVirtualClock,
  type VirtualClock,
} from '#core/replay-ports.ts';
import { openStore, type SqliteStore } from '#core/store/index.ts';
import type { Conversation } from '#domain/conversation.ts';
import { ConversationId, PackName } from '#domain/ids.ts';
import { customerRecord, noteChange, shopPolicies } from './shop.ts';

export const conversation = ConversationId.parse('conversation-1');
export const startedAt = Date.UTC(2026, 10, 20, 9);
/** Any 32 bytes. */
export const testKey = Buffer.alloc(32, 7).toString('base64');

const takeValue = <T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } },
): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
export { takeValue };

export const testPolicyEngine = (policies = shopPolicies): PolicyEngine =>
  takeValue(createPolicyEngine(policies));

export interface Workbench {
  readonly folder: string;
  readonly clock: VirtualClock;
  readonly store: SqliteStore;
  readonly bus: Bus;
  readonly crm: LocalConnector;
  readonly gate: Gate;
  readonly runner: OutboxRunner;
  /** What the runner reported; a test that expects none checks that it is empty. */
  readonly problems: unknown[];
  /** Lets due work run, moving the clock on in steps until nothing waits. */
  settle(stepMs?: number, steps?: number): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly folder?: string;
  readonly customers?: number;
  readonly policies?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly record?: Recorder;
  /** Puts something between the runner and the CRM. */
  readonly between?: (crm: LocalConnector) => Connector;
  readonly onApplied?: Parameters<typeof createOutboxRunner>[0]['onApplied'];
}

/** Gate and runner over the given parts: the same wiring as the composition root's. */
export function wire(options: {
  readonly store: SqliteStore;
  readonly bus: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly connector: Connector;
  readonly engine: PolicyEngine;
  readonly onProblem: (error: unknown) => void;
  readonly timeoutMs?: number;
  readonly onApplied?: WorkbenchOptions['onApplied'];
}): { gate: Gate; runner: OutboxRunner } {
  const { store, bus, clock, ids, random, connector, engine, onProblem } = options;
  return {
    gate: createGate({ clock, ids, store, bus, policyFor: () => engine, expirySeconds: 600 }),
    runner: createOutboxRunner({
      store,
      bus,
      clock,
      random,
      connectors: new Map([[connector.name, connector]]),
      takeApproved: createTakeApproved(store),
      onProblem,
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      ...(options.onApplied === undefined ? {} : { onApplied: options.onApplied }),
    }),
  };
}

/** A real store, bus, gate, runner and embedded CRM in a folder of their own, in virtual time. */
export function openWorkbench(options: WorkbenchOptions = {}): Workbench {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  const clock = createVirtualClock(startedAt);
  const store = takeValue(openStore({ folder, key: testKey }));
  const problems: unknown[] = [];
  const bus = createBus({
    store,
    clock,
    record: options.record ?? (() => undefined),
    onListenerError: (error) => problems.push(error),
  });
  const crm = takeValue(openLocalConnector({ file: join(folder, 'crm.db'), key: testKey, clock }));
  crm.seed(Array.from({ length: options.customers ?? 3 }, (_, n) => customerRecord(n)));
  const { gate, runner } = wire({
    store,
    bus,
    clock,
    ids: createCountingIds(),
    random: createSeededRandom(1),
    connector: options.between?.(crm) ?? crm,
    engine: testPolicyEngine(options.policies),
    onProblem: (error) => problems.push(error),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(options.onApplied === undefined ? {} : { onApplied: options.onApplied }),
  });
  startConversation(bus);
  return {
    folder,
    clock,
    store,
    bus,
    crm,
    gate,
    runner,
    problems,
    settle: async (stepMs = 60_000, steps = 60) => {
      for (let step = 0; step < steps; step += 1) {
        await runner.drained();
        if (store.outbox.nextDue() === undefined) return;
        clock.advance(stepMs);
      }
    },
    close: async () => {
      await runner.stop();
      crm.close();
      store.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function startConversation(bus: Publisher): void {
  const started: Conversation = {
    id: conversation,
    channel: 'practice',
    pack: PackName.parse('retail'),
    title: 'Test',
    agent: 'Ann',
    state: 'live',
    startedAt,
  };
  bus.publish({ type: 'conversation.started', conversation: started }, 'earshot');
}

/** A request as `suggest` would make it; a note that needs a yes unless told otherwise. */
export const request = (change: Partial<Draft> = {}): Draft => ({
  conversation,
  kind: 'add_note',
  title: 'Add a note',
  risk: 'medium',
  reversible: true,
  reasoning: 'The customer asked for it.',
  evidence: [],
  input: {},
  changes: [noteChange(0, 'Called about the order.')],
  actor: 'Ann',
  connector: 'local',
  policyContext: { identified: true },
  ...change,
});
