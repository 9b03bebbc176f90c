import type { Action, ActionInput } from '#domain/action.ts';
import { ActionId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import type { OutboxRunner } from './act/index.ts';
import type { Gate, GateFailure } from './approve/index.ts';
import { factsOf } from './core-facts.ts';
import type { Clock, Ids, Store } from './ports.ts';
import { draftAction } from './suggest/index.ts';
import type { Answer, CoreFailure, CoreFailureCode } from './surface.ts';

/** Where the fast path meets the slow one: what an agent wants becomes a request to the gate. */
export interface Actions {
  draft(request: {
    readonly view: ConversationView;
    readonly kind: string;
    readonly input?: ActionInput;
    readonly suggestion?: Suggestion;
    readonly reasoning?: string;
  }): Answer<Action>;
  edit(action: string, input: ActionInput): Answer<Action>;
  approve(action: string, payloadHash: string): Answer<Action>;
  reject(action: string, reason: string): Answer<Action>;
  undo(action: string): Answer<Action>;
  retry(action: string): Answer<Action>;
}

const codes: Readonly<Record<GateFailure['code'], CoreFailureCode>> = {
  unknown: 'NOT_FOUND',
  stale: 'STALE',
  expired: 'EXPIRED',
  not_awaiting: 'NOT_AWAITING',
  forbidden: 'FORBIDDEN',
  invalid: 'INVALID',
  not_reversible: 'INVALID',
};

const fromGate = <T>(result: Result<T, GateFailure>): Answer<T> =>
  result.ok ? result : err({ ...result.error, code: codes[result.error.code] });

const notFound = (what: string): Result<never, CoreFailure> =>
  err({
    code: 'NOT_FOUND',
    message: `This ${what} is not known.`,
    mend: 'Reload the conversation.',
  });

/** The agent said no before, or policy did. */
const refused = (action: Action): Result<never, CoreFailure> =>
  action.policy.decision === 'forbid'
    ? err({
        code: 'FORBIDDEN',
        message: action.policy.reason,
        mend: 'Tell the customer why, or ask a lead for an exception.',
      })
    : err({
        code: 'NOT_AWAITING',
        message: `"${action.title}" was rejected.`,
        mend: 'Press "suggest now" if it is wanted after all.',
      });

export function createActions(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly gate: Gate;
  readonly runner: OutboxRunner;
  readonly connector: string;
  readonly settings: () => Settings;
  readonly packOf: (view: ConversationView) => Pack;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
}): Actions {
  const { gate, runner, store } = parts;

  /** The pack's definition filled with the facts as they are now. */
  const prepare = (view: ConversationView, kind: string, input: ActionInput | undefined) => {
    const pack = parts.packOf(view);
    const action = pack.manifest.actions.find((candidate) => candidate.kind === kind);
    if (action === undefined)
      return err<CoreFailure>({
        code: 'NOT_FOUND',
        message: `The pack ${pack.manifest.title} has no action "${kind}".`,
        mend: 'Choose one of its actions, or add it to pack.yaml.',
      });
    const facts = factsOf(view, pack, parts.settings(), parts.clock);
    const made = draftAction({ action, facts, ...(input !== undefined && { input }) });
    if (!made.ok) return err<CoreFailure>({ ...made.error, code: 'INVALID' });
    if (made.value.missing.length > 0)
      return err<CoreFailure>({
        code: 'INVALID',
        message: `${made.value.missing.join(' and ')} is not known yet.`,
        mend: 'Ask the customer, or type it in.',
      });
    return ok(made.value);
  };

  const draft: Actions['draft'] = ({ view, kind, input, suggestion, reasoning }) => {
    const body = suggestion?.body.kind === 'action' ? suggestion.body : undefined;
    const id = body?.action ?? ActionId.parse(parts.ids.make('action'));
    // Asked twice (a lost answer, a double click) it is one request.
    const before = store.actions.get(id);
    if (before !== undefined) return before.state === 'rejected' ? refused(before) : ok(before);
    const prepared = prepare(view, kind, input);
    if (!prepared.ok) return prepared;
    const { value } = prepared;
    const action = gate.draft({
      ...value,
      id,
      conversation: view.conversation.id,
      ...(suggestion !== undefined && { suggestion: suggestion.id }),
      reasoning: reasoning ?? body?.text ?? `${parts.settings().agent} asked for it.`,
      evidence: [...(suggestion?.trigger ?? []), ...value.evidence].filter(
        (evidence, index, all) =>
          all.findIndex(
            (other) => other.turn === evidence.turn && other.span.start === evidence.span.start,
          ) === index,
      ),
      actor: parts.settings().agent,
      connector: parts.connector,
    });
    if (action.state === 'rejected') return refused(action);
    runner.wake();
    return ok(action);
  };

  return {
    draft,
    edit: (id, input) => {
      const action = store.actions.get(ActionId.parse(id));
      const view = action && parts.viewOf(action.conversation);
      if (action === undefined || view === undefined) return notFound('action');
      if (action.undoes !== undefined)
        return err({
          code: 'INVALID',
          message: 'What takes an action back cannot be edited.',
          mend: 'Reject it and ask for a new action.',
        });
      const prepared = prepare(view, action.payload.kind, { ...action.payload.input, ...input });
      if (!prepared.ok) return prepared;
      return fromGate(
        gate.edit({
          action: action.id,
          agent: parts.settings().agent,
          input: prepared.value.input,
          changes: prepared.value.changes,
          policyContext: prepared.value.policyContext,
        }),
      );
    },
    approve: (id, payloadHash) => {
      const approved = fromGate(
        gate.approve({ action: ActionId.parse(id), payloadHash, agent: parts.settings().agent }),
      );
      if (!approved.ok) return approved;
      runner.wake();
      return ok(approved.value.action);
    },
    reject: (id, reason) =>
      fromGate(gate.reject({ action: ActionId.parse(id), agent: parts.settings().agent, reason })),
    undo: (id) =>
      fromGate(gate.undo({ action: ActionId.parse(id), agent: parts.settings().agent })),
    retry: (id) => {
      const retried = runner.retry(ActionId.parse(id), parts.settings().agent);
      if (retried.ok) return retried;
      const { message, mend } = retried.error;
      return err({ code: 'INVALID', message, ...(mend !== undefined && { mend }) });
    },
  };
}
