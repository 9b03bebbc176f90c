import type { Action } from '#domain/action.ts';
import type { ApprovedAction } from '#domain/approval.ts';
import type { ConnectorError, ConnectorReceipt } from '#domain/connector.ts';
import type { ActionId } from '#domain/ids.ts';
import { backoffMs, type OutboxEntry } from '#domain/outbox.ts';
import { err, type Failure, type Result } from '#domain/result.ts';
import type { Clock, Connector, Publisher, Random, Store } from '#core/ports.ts';
import { createMoves, isLast, type RetryFailure } from './outbox-moves.ts';
import { nextWake, pickNext } from './outbox-order.ts';

export interface OutboxRunnerOptions {
  readonly store: Pick<Store, 'actions' | 'outbox'>;
  readonly bus: Publisher;
  readonly clock: Clock;
  readonly random: Random;
  /** By the name an action's payload carries. */
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Of `approve/`: opens only for exactly what was approved. */
  readonly takeApproved: (entry: OutboxEntry) => Result<ApprovedAction, Failure>;
  /** After the effect is on record, for example to refresh the mirror. */
  readonly onApplied?: (action: Action, receipt: ConnectorReceipt) => void | Promise<void>;
  /** Bugs and store failures; the runner itself goes on after a pause. */
  readonly onProblem: (error: unknown) => void;
  /** After this the outcome of a call counts as unknown. */
  readonly timeoutMs?: number;
}

export interface OutboxRunner {
  /** Takes up what a crash left, then runs until `stop`. */
  start(): void;
  /** Looks for work now; call it when an action was queued. */
  wake(): void;
  /** The far end is back: what waited because it could not be reached is due now. */
  reachable(connector: string): void;
  /**
   * Hands nothing more over and resolves when calls under way have come back, or after a grace
   * time: those are marked as sent and are looked up at the next start.
   */
  stop(): Promise<void>;
  /** Resolves when nothing is under way and nothing is due. */
  drained(): Promise<void>;
  /** Another round for an action that failed. */
  retry(action: ActionId, agent: string): Result<Action, RetryFailure>;
}

const sendTimeoutMs = 30_000;
const pauseAfterBugMs = 5_000;
const stopGraceMs = 3_000;

/**
 * Carries approved actions to their connectors: one at a time per connector, what touches the same
 * record in the order of approval. An entry is marked `sent` on disk before it is handed over; an
 * unknown outcome is looked up by its key and never blindly sent again.
 */
export function createOutboxRunner(options: OutboxRunnerOptions): OutboxRunner {
  const { store, clock, random, connectors } = options;
  const moves = createMoves(options);
  const timeoutMs = options.timeoutMs ?? sendTimeoutMs;
  const lanes = new Map<string, Promise<void>>();
  const pausedUntil = new Map<string, number>();
  let running = false;
  /** Answers that come after the grace time are not recorded: the store may be closed by then. */
  let round = 0;
  let cancelTimer: (() => void) | undefined;

  /** A call that hangs or throws has an unknown outcome. */
  const within = <T>(
    connector: string,
    call: () => Promise<Result<T, ConnectorError>>,
  ): Promise<Result<T, ConnectorError>> =>
    new Promise((resolve) => {
      const lost = (message: string): void =>
        resolve(err({ code: 'timeout', message, retry: 'lookup' }));
      const cancel = clock.after(timeoutMs, () => lost(`${connector} did not answer in time.`));
      call()
        .finally(cancel)
        .then(resolve, (error: unknown) => {
          options.onProblem(error);
          lost(`The call to ${connector} broke off.`);
        });
    });

  const waitFor = (entry: OutboxEntry, error: ConnectorError): number => {
    const wait = Math.max(backoffMs(entry.attempts, random.next()), error.retryAfterMs ?? 0);
    // The whole connector is away, so the others need not find that out one by one.
    if (error.code === 'unavailable' || error.code === 'rate_limited')
      pausedUntil.set(entry.payload.connector, clock.now() + wait);
    return wait;
  };

  const applied = async (entry: OutboxEntry, receipt: ConnectorReceipt, how: string) => {
    const action = moves.succeed(entry, receipt, how);
    try {
      await options.onApplied?.(action, receipt);
    } catch (error) {
      options.onProblem(error);
    }
  };

  const settle = (entry: OutboxEntry, error: ConnectorError): void => {
    if (error.retry === 'never') moves.fail(entry, error);
    else if (error.retry === 'lookup') moves.leaveOpen(entry, error, waitFor(entry, error));
    else moves.postpone(entry, error, waitFor(entry, error));
  };

  const carry = async (entry: OutboxEntry): Promise<void> => {
    const mine = round;
    const name = entry.payload.connector;
    const connector = connectors.get(name);
    if (connector === undefined)
      return moves.fail(entry, {
        code: 'unavailable',
        message: `There is no connector called ${name}. Set it up, then try again.`,
        retry: 'never',
      });
    if (entry.state === 'sent') {
      const found = await within(name, () => connector.lookup(entry.idempotencyKey));
      if (mine !== round) return;
      if (!found.ok) {
        const asked = { ...entry, attempts: entry.attempts + 1 };
        return found.error.retry === 'never' || isLast(asked, found.error)
          ? moves.giveUpUnknown(asked, found.error)
          : moves.leaveOpen(asked, found.error, waitFor(asked, found.error));
      }
      if (found.value !== null)
        return applied(
          entry,
          found.value,
          `${name} had already done it; only its answer was lost.`,
        );
      if (!running) return;
    }
    const approved = moves.handOver(entry);
    if (approved === undefined) return;
    const { payload } = approved;
    const result = await within(name, () =>
      connector.execute({
        idempotencyKey: entry.idempotencyKey,
        actor: payload.actor,
        changes: payload.changes,
      }),
    );
    if (mine !== round) return;
    const sent: OutboxEntry = { ...entry, state: 'sent', attempts: entry.attempts + 1 };
    if (result.ok) return applied(sent, result.value, `${name} confirmed it.`);
    settle(sent, result.error);
  };

  const runLane = async (name: string): Promise<void> => {
    try {
      while (running && (pausedUntil.get(name) ?? 0) <= clock.now()) {
        const entry = pickNext(store.outbox.waiting(), name, clock.now());
        if (entry === undefined) break;
        await carry(entry);
      }
    } catch (error) {
      pausedUntil.set(name, clock.now() + pauseAfterBugMs);
      options.onProblem(error);
    }
  };

  const openLanes = (): void => {
    const waiting = store.outbox.waiting();
    for (const name of new Set(waiting.map((entry) => entry.payload.connector))) {
      const paused = (pausedUntil.get(name) ?? 0) > clock.now();
      if (lanes.has(name) || paused) continue;
      if (pickNext(waiting, name, clock.now()) === undefined) continue;
      const lane = Promise.resolve()
        .then(() => runLane(name))
        .finally(() => lanes.delete(name))
        .then(look);
      lanes.set(name, lane);
    }
    cancelTimer?.();
    cancelTimer = undefined;
    const at = nextWake(waiting, pausedUntil, new Set(lanes.keys()));
    if (at !== undefined) cancelTimer = clock.after(Math.max(1, at - clock.now()), look);
  };

  const look = (): void => {
    if (!running) return;
    try {
      openLanes();
    } catch (error) {
      options.onProblem(error);
      cancelTimer?.();
      cancelTimer = clock.after(pauseAfterBugMs, look);
    }
  };

  const idle = async (): Promise<void> => {
    while (lanes.size > 0) await Promise.all(lanes.values());
  };

  return {
    start: () => {
      running = true;
      look();
    },
    wake: look,
    reachable: (name) => {
      pausedUntil.delete(name);
      moves.hurry(name);
      look();
    },
    stop: async () => {
      running = false;
      cancelTimer?.();
      cancelTimer = undefined;
      let cancel = (): void => undefined;
      const grace = new Promise<void>((resolve) => {
        cancel = clock.after(stopGraceMs, resolve);
      });
      await Promise.race([idle(), grace]);
      cancel();
      round += 1;
      lanes.clear();
    },
    drained: async () => {
      look();
      await idle();
    },
    retry: (action, agent) => {
      const retried = moves.retry(action, agent);
      if (retried.ok) look();
      return retried;
    },
  };
}
