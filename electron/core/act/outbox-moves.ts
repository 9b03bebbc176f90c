import { mayMove, type Action } from '#domain/action.ts';
import type { ApprovedAction } from '#domain/approval.ts';
import type { ConnectorError, ConnectorReceipt } from '#domain/connector.ts';
import type { ActionId } from '#domain/ids.ts';
import { maximumAttempts, type OutboxEntry } from '#domain/outbox.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { Clock, Publisher, Store } from '#core/ports.ts';
import { failedSentence, gaveUpSentence, unknownSentence, waitingSentence } from './sentences.ts';

export interface MovesOptions {
  readonly store: Pick<Store, 'actions' | 'outbox'>;
  readonly bus: Publisher;
  readonly clock: Pick<Clock, 'now'>;
  readonly takeApproved: (entry: OutboxEntry) => Result<ApprovedAction, Failure>;
}

export type RetryFailure = Failure<'unknown' | 'not_failed' | 'stale'>;

/**
 * Each step of an entry's way, as one durable transaction over entry, action and event: whatever
 * instant the process dies, the next start sees one of these states and nothing between.
 */
export function createMoves({ store, bus, clock, takeApproved }: MovesOptions) {
  const actionOf = (entry: OutboxEntry): Action => {
    const action = store.actions.get(entry.action);
    if (action === undefined) throw new Error(`The outbox names ${entry.action}, which is gone.`);
    return action;
  };

  const change = (
    action: Action,
    to: Action['state'],
    actor: string,
    reasoning: string,
    problem?: string,
  ): Action => {
    if (to !== action.state && !mayMove(action.state, to))
      throw new Error(`Action ${action.id} may not move from ${action.state} to ${to}.`);
    const { problem: _old, ...rest } = action;
    const moved: Action = { ...rest, state: to, ...(problem === undefined ? {} : { problem }) };
    store.actions.put(moved);
    bus.publish(
      { type: 'action.changed', conversation: action.conversation, action: moved, reasoning },
      actor,
    );
    return moved;
  };

  const bury = (entry: OutboxEntry, error: ConnectorError, sentence: string): void => {
    store.outbox.put({ ...entry, state: 'dead', lastError: error });
    change(actionOf(entry), 'failed', entry.payload.connector, sentence, sentence);
  };

  return {
    /**
     * Marks the entry as sent, before it is. Nothing comes back when there is no valid approval,
     * when the attempts are used up, or when the entry is no longer the one in the store.
     */
    handOver: (picked: OutboxEntry): ApprovedAction | undefined =>
      bus.transact(() => {
        const entry = store.outbox.get(picked.action);
        if (entry === undefined || entry.approval !== picked.approval) return undefined;
        if (entry.state !== 'pending' && entry.state !== 'sent') return undefined;
        const { connector } = entry.payload;
        if (entry.attempts >= maximumAttempts) {
          // Looked up before: the far end does not have it.
          const last = { ...(entry.lastError ?? silence(connector)), retry: 'later' } as const;
          bury(entry, last, gaveUpSentence(last, entry.attempts));
          return undefined;
        }
        const taken = takeApproved(entry);
        if (!taken.ok) {
          const { message, mend } = taken.error;
          const error: ConnectorError = { code: 'forbidden', message, retry: 'never' };
          bury(entry, error, mend === undefined ? message : `${message} ${mend}`);
          return undefined;
        }
        const attempts = entry.attempts + 1;
        store.outbox.put({ ...entry, state: 'sent', attempts });
        const { decidedBy } = taken.value.approval;
        change(
          actionOf(entry),
          'running',
          'earshot',
          `Sending to ${connector}, approved by ${decidedBy}, attempt ${String(attempts)}.`,
        );
        return taken.value;
      }, 'durable'),

    succeed: (entry: OutboxEntry, receipt: ConnectorReceipt, how: string): Action =>
      bus.transact(() => {
        const { lastError: _gone, ...rest } = entry;
        store.outbox.put({ ...rest, state: 'done', receipt });
        const action = change(actionOf(entry), 'succeeded', entry.payload.connector, how);
        const original = action.undoes === undefined ? undefined : store.actions.get(action.undoes);
        if (original?.state === 'succeeded')
          change(original, 'undone', entry.payload.connector, `Taken back by "${action.title}".`);
        return action;
      }, 'durable'),

    /** The far end certainly did not take it: it waits, and another try is safe. */
    postpone: (entry: OutboxEntry, error: ConnectorError, waitMs: number): void =>
      bus.transact(() => {
        const nextAttemptAt = clock.now() + waitMs;
        store.outbox.put({
          ...entry,
          state: 'pending',
          attempts: patient(entry.attempts, error),
          nextAttemptAt,
          lastError: error,
        });
        const sentence = waitingSentence(error, waitMs);
        change(actionOf(entry), 'queued', entry.payload.connector, sentence, sentence);
      }, 'durable'),

    /** Nobody knows whether it was done: it stays `sent` and is looked up next time. */
    leaveOpen: (entry: OutboxEntry, error: ConnectorError, waitMs: number): void =>
      bus.transact(() => {
        const nextAttemptAt = clock.now() + waitMs;
        store.outbox.put({
          ...entry,
          state: 'sent',
          attempts: patient(entry.attempts, error),
          nextAttemptAt,
          lastError: { ...error, retry: 'lookup' },
        });
        const sentence = unknownSentence(entry.payload.connector);
        change(actionOf(entry), 'running', entry.payload.connector, sentence, sentence);
      }, 'durable'),

    /** For good: trying again would not help, a person must look. */
    fail: (entry: OutboxEntry, error: ConnectorError): void =>
      bus.transact(() => {
        bury(entry, error, failedSentence(error));
      }, 'durable'),

    /** Nobody knows and looking it up is refused: a person must look into the CRM. */
    giveUpUnknown: (entry: OutboxEntry, error: ConnectorError): void =>
      bus.transact(() => {
        const open: ConnectorError = { ...error, retry: 'lookup' };
        bury(entry, open, gaveUpSentence(open, entry.attempts));
      }, 'durable'),

    /** Brings forward what waits because the connector could not be reached. */
    hurry: (connector: string): void =>
      bus.transact(() => {
        const now = clock.now();
        for (const entry of store.outbox.waiting())
          if (entry.payload.connector === connector && entry.lastError?.code === 'unavailable')
            store.outbox.put({ ...entry, nextAttemptAt: Math.min(entry.nextAttemptAt, now) });
      }, 'normal'),

    /** A person asks for another round; what may have been sent is looked up first. */
    retry: (id: ActionId, agent: string): Result<Action, RetryFailure> =>
      bus.transact((): Result<Action, RetryFailure> => {
        const action = store.actions.get(id);
        const entry = store.outbox.get(id);
        if (action === undefined || entry === undefined)
          return err({ code: 'unknown', message: 'This action is not known.', mend: 'Reload.' });
        if (action.state !== 'failed' || entry.state !== 'dead')
          return err({
            code: 'not_failed',
            message: `"${action.title}" is ${action.state}, so there is nothing to try again.`,
          });
        const code = entry.lastError?.code;
        if (code === 'conflict' || code === 'invalid')
          return err({
            code: 'stale',
            message: `Sending "${action.title}" again would fail in the same way.`,
            mend: 'Ask for the action again, so that it starts from the new values.',
          });
        store.outbox.put({
          ...entry,
          state: entry.attempts > 0 ? 'sent' : 'pending',
          attempts: 0,
          nextAttemptAt: clock.now(),
        });
        const why = `${agent} asked to try again.`;
        const queued = change(action, 'queued', agent, why);
        return ok(entry.attempts > 0 ? change(queued, 'running', agent, why) : queued);
      }, 'durable'),
  };
}

export type Moves = ReturnType<typeof createMoves>;

const silence = (connector: string): ConnectorError => ({
  code: 'timeout',
  message: `${connector} did not answer.`,
  retry: 'lookup',
});

const isPatient = ({ code }: ConnectorError): boolean =>
  code === 'unavailable' || code === 'rate_limited';

/**
 * A far end that cannot be reached, or that asks to wait, is waited for however long it takes (an
 * agent may be offline for a day): such attempts lengthen the back-off but never use it up.
 */
const patient = (attempts: number, error: ConnectorError): number =>
  isPatient(error) ? Math.min(attempts, maximumAttempts - 2) : attempts;

/** Whether a person is asked now instead of the far end once more. */
export const isLast = ({ attempts }: OutboxEntry, error: ConnectorError): boolean =>
  !isPatient(error) && attempts >= maximumAttempts;
