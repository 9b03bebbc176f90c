import { z } from 'zod';
import type { ActionPayload } from './action.ts';
import { ActionId, ApprovalId, Instant, Sha256 } from './ids.ts';
import { PolicyDecision } from './policy.ts';

/** A stored yes to exactly one payload. */
export const Approval = z.object({
  id: ApprovalId,
  action: ActionId,
  payloadHash: Sha256,
  /** The agent's name, or `policy` when a released low-risk kind runs by itself. */
  decidedBy: z.string(),
  by: z.enum(['agent', 'policy']),
  policy: PolicyDecision,
  reason: z.string(),
  at: Instant,
  expiresAt: Instant,
});
export type Approval = z.infer<typeof Approval>;

declare const approved: unique symbol;

/**
 * The only thing `act` takes. Only `approve/` makes one (lint: no other file may name
 * `sealApproved`), so there is one door to act.
 */
export interface ApprovedAction {
  readonly [approved]: true;
  readonly payload: ActionPayload;
  readonly approval: Approval;
}

/** Called by `approve/` alone, after the hash was compared. */
export const sealApproved = (payload: ActionPayload, approval: Approval): ApprovedAction =>
  ({ payload, approval }) as unknown as ApprovedAction;
