import { createHash } from 'node:crypto';
import { canonicalJson, type Action, type ActionPayload } from '#domain/action.ts';
import type { RecordChange } from '#domain/connector.ts';
import type { PolicyContext } from '#domain/policy.ts';

/** SHA-256 over the payload as canonical JSON: what an approval is bound to. */
export const hashPayload = (payload: ActionPayload): string =>
  createHash('sha256').update(canonicalJson(payload), 'utf8').digest('hex');

/** The same payload always has the same key, so that the far end can tell a repeat. */
export const idempotencyKeyOf = (payload: ActionPayload, hash: string): string =>
  `${payload.action}.${String(payload.version)}.${hash.slice(0, 16)}`;

const contactFields = /^(address|email|phone|street|city|postal_?code|zip|country)/i;
const closed = new Set(['closed', 'cancelled', 'canceled', 'terminated', 'deleted']);

const changesAddress = (change: RecordChange): boolean =>
  change.record === 'customer' &&
  change.operation === 'update' &&
  change.fields.some(({ field }) => contactFields.test(field));

const closesAccount = (change: RecordChange): boolean =>
  change.record === 'customer' &&
  change.operation === 'update' &&
  change.fields.some(
    ({ field, after }) => field === 'status' && closed.has(String(after).toLowerCase()),
  );

/**
 * What policy is told about an action: the caller's facts, over them the action's own input
 * (whole numbers, strings and booleans, under their names), over them what the gate itself reads
 * from the payload: `risk`, `reversible`, `closesAccount`, `changesAddress`, `undo`. An edited
 * amount is thus judged as edited. An input that Cedar cannot carry takes the fact away, so that
 * a rule that reads it forbids.
 */
export function factsOf(
  action: Pick<Action, 'risk' | 'reversible' | 'undoes' | 'policyContext'>,
  payload: ActionPayload,
): PolicyContext {
  const facts: PolicyContext = { ...action.policyContext };
  for (const [name, value] of Object.entries(payload.input)) {
    if (typeof value === 'string' || typeof value === 'boolean') facts[name] = value;
    else if (typeof value === 'number' && Number.isSafeInteger(value)) facts[name] = value;
    else delete facts[name];
  }
  return {
    ...facts,
    risk: action.risk,
    reversible: action.reversible,
    closesAccount: payload.changes.some(closesAccount),
    changesAddress: payload.changes.some(changesAddress),
    undo: action.undoes !== undefined,
  };
}
