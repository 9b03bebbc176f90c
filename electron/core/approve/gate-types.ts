import type { Action, ActionInput } from '#domain/action.ts';
import type { Approval } from '#domain/approval.ts';
import type { RecordChange } from '#domain/connector.ts';
import type { Evidence } from '#domain/conversation.ts';
import type { ActionId, ConversationId, SuggestionId } from '#domain/ids.ts';
import type { PolicyContext, PolicyDecision } from '#domain/policy.ts';
import type { Failure, Result } from '#domain/result.ts';
import type { Clock, Ids, PolicyEngine, Publisher, Store } from '#core/ports.ts';

/** What it takes to ask for an action. */
export interface Draft {
  /** Made beforehand when a card names the action it would start. */
  readonly id?: ActionId;
  readonly conversation: ConversationId;
  readonly suggestion?: SuggestionId;
  readonly kind: string;
  readonly title: string;
  readonly risk: Action['risk'];
  readonly reversible: boolean;
  /** Why, in one sentence. */
  readonly reasoning: string;
  readonly evidence: readonly Evidence[];
  readonly input: ActionInput;
  readonly changes: readonly RecordChange[];
  /** In whose name it runs. */
  readonly actor: string;
  readonly connector: string;
  readonly policyContext: PolicyContext;
  readonly tellCustomer?: string;
  readonly undoes?: ActionId;
  /** Milliseconds until no answer is a no; the gate's own default otherwise. */
  readonly expiresAfterMs?: number;
}

export type GateCode =
  'unknown' | 'stale' | 'expired' | 'not_awaiting' | 'forbidden' | 'invalid' | 'not_reversible';
export type GateFailure = Failure<GateCode>;

export interface GateOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Pick<Store, 'actions' | 'approvals' | 'outbox'>;
  readonly bus: Publisher;
  /** The rules of the pack the conversation runs with. */
  policyFor(conversation: ConversationId): PolicyEngine;
  /** Until no answer is a no, where the draft does not say. */
  readonly expirySeconds: number;
}

export interface Gate {
  /**
   * Stores a request. Policy forbids it to the agent: stored as `rejected` with the reason in
   * `problem`, so that the refusal is on record. Low risk and released by policy: approved by
   * policy and `queued` at once. Else `awaiting`.
   */
  draft(request: Draft): Action;
  /**
   * A new version: new hash, earlier approval void, back to `awaiting` (never approved by
   * itself). Also recalls a queued action that was not handed to the connector yet.
   */
  edit(request: {
    readonly action: ActionId;
    readonly agent: string;
    /** Both, so that what policy reads (input) and what is written (changes) stay one thing. */
    readonly input: ActionInput;
    readonly changes: readonly RecordChange[];
    readonly policyContext?: PolicyContext;
  }): Result<Action, GateFailure>;
  /** A yes to exactly the payload with this hash. Repeating it gives the first approval again. */
  approve(request: {
    readonly action: ActionId;
    readonly payloadHash: string;
    readonly agent: string;
    readonly reason?: string;
  }): Result<{ readonly action: Action; readonly approval: Approval }, GateFailure>;
  reject(request: {
    readonly action: ActionId;
    readonly agent: string;
    readonly reason?: string;
  }): Result<Action, GateFailure>;
  /** Turns open requests whose time is over into a no; call it on a timer. */
  expire(now?: number): Action[];
  /** Asks for the opposite of an action that succeeded; itself needs a yes by an agent. */
  undo(request: { readonly action: ActionId; readonly agent: string }): Result<Action, GateFailure>;
}

/** Whether a yes or no is still wanted. */
export const isOpen = ({ state }: Action): boolean => state === 'awaiting' || state === 'drafted';

const failure = (code: GateCode, message: string, mend: string): GateFailure => ({
  code,
  message,
  mend,
});

/** The gate's refusals, as an agent reads them. */
export const refuse = {
  unknown: () =>
    failure('unknown', 'This action is not known.', 'Reload the conversation and try again.'),
  stale: (action: Action) =>
    failure(
      'stale',
      `"${action.title}" was changed after you saw it, so nothing was approved.`,
      'Look at the new values and approve again.',
    ),
  expired: (action: Action) =>
    failure(
      'expired',
      `The time to answer "${action.title}" is over, which counts as a no.`,
      'Ask for the action again if it is still wanted.',
    ),
  notAwaiting: (action: Action) =>
    failure(
      'not_awaiting',
      `"${action.title}" is ${action.state} and no longer waits for an answer.`,
      'Ask for the action again if it is still wanted.',
    ),
  forbidden: (policy: PolicyDecision) =>
    failure(
      'forbidden',
      policy.reason,
      'Change the request so that policy allows it, or ask a lead.',
    ),
  invalid: (issue: { readonly path: PropertyKey[]; readonly message: string } | undefined) =>
    failure(
      'invalid',
      `The value of ${issue?.path.map(String).join('.') ?? 'a field'} cannot be used: ${issue?.message ?? 'it is not valid'}.`,
      'Correct the value and save again.',
    ),
  notDone: (action: Action) =>
    failure(
      'not_reversible',
      `"${action.title}" is ${action.state}, so there is nothing to take back.`,
      'Wait until it has succeeded.',
    ),
};
