import { ActionPayload, mayMove, type Action, type ActionState } from '#domain/action.ts';
import type { Approval } from '#domain/approval.ts';
import { ActionId, ApprovalId } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { PolicyDecision } from '#domain/policy.ts';
import { inverseChanges } from './inverse.ts';
import { factsOf, hashPayload, idempotencyKeyOf } from './payload.ts';
import { isOpen, refuse, type Draft, type Gate, type GateOptions } from './gate-types.ts';

/**
 * The single place where a yes is given. Approvals bind to the hash of the payload; everything a
 * yes causes (approval, outbox entry, events, audit) is one durable transaction.
 */
export function createGate(options: GateOptions): Gate {
  const { clock, ids, store, bus } = options;

  const ask = (action: Action, principal: 'agent' | 'automation', actor: string): PolicyDecision =>
    options.policyFor(action.conversation).decide({
      principal,
      actor,
      kind: action.payload.kind,
      context: factsOf(action, action.payload),
      resource: { type: 'Conversation', id: action.conversation },
    });

  /** Stores and tells in one transaction; the reasoning is on record before any effect. */
  const record = (action: Action, actor: string, reasoning: string): Action => {
    store.actions.put(action);
    bus.publish(
      { type: 'action.changed', conversation: action.conversation, action, reasoning },
      actor,
    );
    return action;
  };

  const move = (action: Action, to: ActionState, actor: string, reasoning: string): Action => {
    if (!mayMove(action.state, to))
      throw new Error(`Action ${action.id} may not move from ${action.state} to ${to}.`);
    return record({ ...action, state: to }, actor, reasoning);
  };

  const queue = (
    action: Action,
    yes: Pick<Approval, 'by' | 'decidedBy' | 'policy' | 'reason'>,
  ): { action: Action; approval: Approval } => {
    const approval: Approval = {
      ...yes,
      id: ApprovalId.parse(ids.make('approval')),
      action: action.id,
      payloadHash: action.payloadHash,
      at: clock.now(),
      expiresAt: action.expiresAt,
    };
    store.approvals.put(approval);
    const { position } = bus.publish(
      { type: 'approval.given', conversation: action.conversation, approval },
      yes.decidedBy,
    );
    store.outbox.put({
      action: action.id,
      approval: approval.id,
      idempotencyKey: idempotencyKeyOf(action.payload, action.payloadHash),
      payload: action.payload,
      state: 'pending',
      attempts: 0,
      order: position,
      nextAttemptAt: approval.at,
    });
    const queued = move(
      { ...action, state: 'approved', policy: yes.policy },
      'queued',
      yes.decidedBy,
      yes.by === 'policy'
        ? `Runs by itself, low risk and released by policy: ${yes.reason}`
        : `${yes.decidedBy} approved exactly this: ${yes.reason}`,
    );
    return { action: queued, approval };
  };

  /** Low-risk kinds that policy releases need no click; they leave the same approval. */
  const settle = (action: Action): Action => {
    if (action.risk !== 'low' || action.undoes !== undefined) return action;
    const alone = ask(action, 'automation', 'policy');
    if (alone.decision !== 'permit') return action;
    return queue(action, { by: 'policy', decidedBy: 'policy', policy: alone, reason: alone.reason })
      .action;
  };

  const draft = (request: Draft): Action =>
    bus.transact(() => {
      const now = clock.now();
      const id = request.id ?? ActionId.parse(ids.make('action'));
      const payload = ActionPayload.parse({
        action: id,
        version: 1,
        kind: request.kind,
        connector: request.connector,
        actor: request.actor,
        input: request.input,
        changes: request.changes,
      });
      const drafted: Action = {
        id,
        conversation: request.conversation,
        ...(request.suggestion === undefined ? {} : { suggestion: request.suggestion }),
        title: request.title,
        risk: request.risk,
        reversible: request.reversible,
        reasoning: request.reasoning,
        evidence: [...request.evidence],
        payload,
        payloadHash: hashPayload(payload),
        policy: { decision: 'forbid', policies: [], reason: 'Not asked yet.' },
        policyContext: request.policyContext,
        ...(request.tellCustomer === undefined ? {} : { tellCustomer: request.tellCustomer }),
        ...(request.undoes === undefined ? {} : { undoes: request.undoes }),
        state: 'drafted',
        draftedAt: now,
        expiresAt: now + (request.expiresAfterMs ?? options.expirySeconds * 1000),
      };
      const policy = ask(drafted, 'agent', request.actor);
      const judged = { ...drafted, policy };
      if (policy.decision === 'forbid')
        return move(
          { ...judged, problem: policy.reason },
          'rejected',
          'policy',
          `Policy forbids this: ${policy.reason}`,
        );
      return settle(move(judged, 'awaiting', 'earshot', request.reasoning));
    }, 'durable');

  const edit: Gate['edit'] = ({ action: id, agent, input, changes, policyContext }) =>
    bus.transact(() => {
      const action = store.actions.get(id);
      if (action === undefined) return err(refuse.unknown());
      const entry = store.outbox.get(id);
      const recallable = action.state === 'queued' && entry?.state === 'pending';
      if (!isOpen(action) && !recallable) return err(refuse.notAwaiting(action));
      if (isOpen(action) && clock.now() >= action.expiresAt) return err(lapse(action));
      const parsed = ActionPayload.safeParse({
        ...action.payload,
        version: action.payload.version + 1,
        input,
        changes,
      });
      if (!parsed.success) return err(refuse.invalid(parsed.error.issues[0]));
      if (entry !== undefined) store.outbox.put({ ...entry, state: 'dead' });
      const edited: Action = {
        ...action,
        payload: parsed.data,
        payloadHash: hashPayload(parsed.data),
        policyContext: { ...action.policyContext, ...policyContext },
        state: 'awaiting',
      };
      if (recallable) edited.expiresAt = clock.now() + (action.expiresAt - action.draftedAt);
      delete edited.problem;
      edited.policy = ask(edited, 'agent', agent);
      const voided = recallable ? ', so the approval no longer holds' : '';
      return ok(
        record(
          edited,
          agent,
          `${agent} changed it to version ${String(edited.payload.version)}${voided}.`,
        ),
      );
    }, 'durable');

  const lapse = (action: Action): ReturnType<typeof refuse.expired> => {
    move(action, 'expired', 'earshot', timeIsUp);
    return refuse.expired(action);
  };

  const approve: Gate['approve'] = ({ action: id, payloadHash, agent, reason }) =>
    bus.transact((): ReturnType<Gate['approve']> => {
      const action = store.actions.get(id);
      if (action === undefined) return err(refuse.unknown());
      if (action.payloadHash !== payloadHash) return err(refuse.stale(action));
      if (!isOpen(action)) {
        const given = store.approvals.ofAction(id);
        const live = given?.payloadHash === payloadHash && action.state !== 'rejected';
        if (live && action.state !== 'expired') return ok({ action, approval: given });
        return err(
          action.state === 'expired' ? refuse.expired(action) : refuse.notAwaiting(action),
        );
      }
      if (hashPayload(action.payload) !== payloadHash) return err(refuse.stale(action));
      if (clock.now() >= action.expiresAt) return err(lapse(action));
      const policy = ask(action, 'agent', agent);
      if (policy.decision === 'forbid') {
        record(
          { ...action, policy },
          'policy',
          `Not approved, policy forbids it: ${policy.reason}`,
        );
        return err(refuse.forbidden(policy));
      }
      return ok(
        queue(action, { by: 'agent', decidedBy: agent, policy, reason: reason ?? policy.reason }),
      );
    }, 'durable');

  const reject: Gate['reject'] = ({ action: id, agent, reason }) =>
    bus.transact((): Result<Action, ReturnType<typeof refuse.notAwaiting>> => {
      const action = store.actions.get(id);
      if (action === undefined) return err(refuse.unknown());
      if (action.state === 'rejected') return ok(action);
      if (!isOpen(action)) return err(refuse.notAwaiting(action));
      const why = reason === undefined || reason === '' ? '' : `: ${reason}`;
      return ok(move(action, 'rejected', agent, `${agent} said no${why}.`));
    }, 'durable');

  const expire: Gate['expire'] = (now = clock.now()) => {
    // Asked every second: no transaction while there is nothing to do.
    if (store.actions.expiredAt(now).length === 0) return [];
    return bus.transact(
      () =>
        store.actions.expiredAt(now).map((action) => move(action, 'expired', 'earshot', timeIsUp)),
      'durable',
    );
  };

  const undo: Gate['undo'] = ({ action: id, agent }) => {
    const action = store.actions.get(id);
    if (action === undefined) return err(refuse.unknown());
    const open = store.actions
      .ofConversation(action.conversation)
      .find((other) => other.undoes === id && (isOpen(other) || isUnderWay(other)));
    if (open !== undefined) return ok(open);
    if (action.state !== 'succeeded') return err(refuse.notDone(action));
    const receipt = store.outbox.get(id)?.receipt;
    if (receipt === undefined) return err(refuse.notDone(action));
    const inverse = inverseChanges(action, receipt);
    if (!inverse.ok) return inverse;
    return ok(
      draft({
        conversation: action.conversation,
        kind: action.payload.kind,
        title: `Take back: ${action.title}`,
        risk: action.risk,
        reversible: false,
        reasoning: `${agent} asked to take back "${action.title}".`,
        evidence: action.evidence,
        input: action.payload.input,
        changes: inverse.value,
        actor: agent,
        connector: action.payload.connector,
        policyContext: action.policyContext ?? {},
        undoes: id,
      }),
    );
  };

  return { draft, edit, approve, reject, expire, undo };
}

const timeIsUp = 'Nobody answered in time; no answer is a no.';

const isUnderWay = ({ state }: Action): boolean => state === 'queued' || state === 'running';
