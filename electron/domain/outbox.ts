import { z } from 'zod';
import { ActionPayload } from './action.ts';
import { ConnectorError, ConnectorReceipt } from './connector.ts';
import { ActionId, ApprovalId, Instant } from './ids.ts';

/** An approved action on its way; written in the transaction that stores the approval. */
export const OutboxEntry = z.object({
  action: ActionId,
  approval: ApprovalId,
  idempotencyKey: z.string(),
  payload: ActionPayload,
  /** `pending`: to be sent. `sent`: handed over, answer unknown: look it up before sending again. */
  state: z.enum(['pending', 'sent', 'done', 'dead']),
  attempts: z.number().int().nonnegative(),
  /** Position of the approval in the event log; what touches the same record goes out in this order. */
  order: z.number().int().optional(),
  nextAttemptAt: Instant,
  lastError: ConnectorError.optional(),
  /** What the connector answered once it was done: ids and etags, needed to take it back. */
  receipt: ConnectorReceipt.optional(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** Attempts after which a person is asked instead of the far end. */
export const maximumAttempts = 12;

/**
 * Exponential back-off with jitter: `min(5 min, 500 ms * 2^attempts) * (0.5 + random/2)`.
 * @param random in [0, 1)
 * @returns milliseconds to wait
 */
export const backoffMs = (attempts: number, random: number): number =>
  Math.round(Math.min(300_000, 500 * 2 ** attempts) * (0.5 + random / 2));
