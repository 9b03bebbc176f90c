import { z } from 'zod';
import { Evidence } from './conversation.ts';
import { FieldValue, RecordChange } from './connector.ts';
import { ActionId, ConversationId, Instant, Sha256, SuggestionId } from './ids.ts';
import { PolicyContext, PolicyDecision } from './policy.ts';

export const ActionState = z.enum([
  'drafted',
  'awaiting',
  'approved',
  'queued',
  'running',
  'succeeded',
  'failed',
  'undone',
  'rejected',
  'expired',
]);
export type ActionState = z.infer<typeof ActionState>;

export const Risk = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof Risk>;

export const ActionInput = z.record(z.string(), FieldValue);
export type ActionInput = z.infer<typeof ActionInput>;

/**
 * Exactly what an approval is bound to. Everything that could change the effect is in here and
 * nothing else, so that the same payload always has the same hash.
 */
export const ActionPayload = z.object({
  action: ActionId,
  /** 1 for the draft, one more for every edit. */
  version: z.number().int().positive(),
  kind: z.string(),
  connector: z.string(),
  /** In whose name it runs. */
  actor: z.string(),
  input: ActionInput,
  changes: z.array(RecordChange).min(1),
});
export type ActionPayload = z.infer<typeof ActionPayload>;

export const Action = z.object({
  id: ActionId,
  conversation: ConversationId,
  suggestion: SuggestionId.optional(),
  title: z.string(),
  risk: Risk,
  reversible: z.boolean(),
  /** Why it is proposed, in one sentence. */
  reasoning: z.string(),
  evidence: z.array(Evidence),
  payload: ActionPayload,
  payloadHash: Sha256,
  /** What policy says if an agent approves. */
  policy: PolicyDecision,
  /** The facts policy was asked with; asked again, with the payload's own on top, at approval. */
  policyContext: PolicyContext.optional(),
  /** What is told to the customer once it succeeded. */
  tellCustomer: z.string().optional(),
  /** The action this one takes back. */
  undoes: ActionId.optional(),
  state: ActionState,
  draftedAt: Instant,
  /** After this the request is a no. */
  expiresAt: Instant,
  /** One sentence when it failed or waits for the far end. */
  problem: z.string().optional(),
});
export type Action = z.infer<typeof Action>;

/** The only moves an action can make. */
export const actionNext: Readonly<Record<ActionState, readonly ActionState[]>> = {
  drafted: ['awaiting', 'approved', 'rejected', 'expired'],
  awaiting: ['drafted', 'approved', 'rejected', 'expired'],
  approved: ['queued'],
  // Back to awaiting when it is edited before it was sent: the approval is void then.
  queued: ['running', 'failed', 'awaiting'],
  running: ['succeeded', 'failed', 'queued'],
  succeeded: ['undone'],
  failed: ['queued'],
  undone: [],
  rejected: [],
  expired: [],
};

/** Whether an action may move from one state to another. */
export const mayMove = (from: ActionState, to: ActionState): boolean =>
  actionNext[from].includes(to);

/**
 * JSON with sorted keys and no white space: the same value gives the same bytes on every machine
 * (the idea of RFC 8785, for the plain values used here). Throws on values JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonicalJson: number is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  throw new TypeError(`canonicalJson: cannot carry a ${typeof value}`);
}
