import { sealApproved, type ApprovedAction } from '#domain/approval.ts';
import type { OutboxEntry } from '#domain/outbox.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { Store } from '#core/ports.ts';
import { hashPayload } from './payload.ts';

export type SealFailure = Failure<'not_approved'>;

/**
 * The single door to `act`. Reads action and approval from the store again and opens only when
 * the approval is the one the entry names, was given in time, and the hashes of approval, action
 * and of the very payload that would be sent are one and the same.
 */
export function createTakeApproved(
  store: Pick<Store, 'actions' | 'approvals'>,
): (entry: OutboxEntry) => Result<ApprovedAction, SealFailure> {
  const refuse = (why: string): Result<never, SealFailure> =>
    err({
      code: 'not_approved',
      message: `This was not sent: ${why}.`,
      mend: 'Look at the action again and approve it anew.',
    });
  return (entry) => {
    const action = store.actions.get(entry.action);
    if (action === undefined) return refuse('the action is not in the store');
    if (action.state !== 'queued' && action.state !== 'running')
      return refuse(`the action is ${action.state}, not queued`);
    const approval = store.approvals.ofAction(entry.action);
    if (approval === undefined) return refuse('nobody approved it');
    if (approval.id !== entry.approval || approval.action !== entry.action)
      return refuse('the approval belongs to another request');
    if (approval.policy.decision !== 'permit') return refuse('policy forbids it');
    if (approval.at >= approval.expiresAt) return refuse('the approval came too late');
    const hash = hashPayload(entry.payload);
    if (hash !== approval.payloadHash || hash !== action.payloadHash)
      return refuse('it is not exactly what was approved');
    return ok(sealApproved(entry.payload, approval));
  };
}
