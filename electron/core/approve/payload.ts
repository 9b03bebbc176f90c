import { createHash } from 'node:crypto';
import { canonicalJson, type Action, type ActionPayload } from '#domain/action.ts';
import type { FieldValue, RecordChange } from '#domain/connector.ts';
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

function setFact(facts: PolicyContext, name: string, value: FieldValue | undefined): void {
  if (typeof value === 'string' || typeof value === 'boolean') facts[name] = value;
  else if (typeof value === 'number' && Number.isSafeInteger(value)) facts[name] = value;
  else delete facts[name];
}

/** Whole minor units: a number or bare digits are taken as they are, `$1,054.20` is 105420. */
function minorUnits(value: FieldValue): number | undefined {
  if (typeof value === 'number') return value;
  const written = String(value).trim();
  if (/^\d+$/.test(written)) return Number(written);
  const money = /^[^\d.,-]*((?:\d{1,3}(?:,\d{3})+|\d+))(?:\.(\d{2}))?[^\d.,-]*$/.exec(written);
  if (money === null) return undefined;
  return Number((money[1] ?? '').replaceAll(',', '')) * 100 + Number(money[2] ?? '0');
}

/**
 * What policy is told about an action: the caller's facts, over them the action's own input
 * (whole numbers, strings and booleans, under their names; money as `<name>Minor` too), over them
 * what the gate itself reads from the payload: `risk`, `reversible`, `closesAccount`,
 * `changesAddress`, `undo`. An edited amount is thus judged as edited. An input that Cedar cannot
 * carry takes the fact away, so that a rule that needs it does not permit.
 */
export function factsOf(
  action: Pick<Action, 'risk' | 'reversible' | 'undoes' | 'policyContext'>,
  payload: ActionPayload,
): PolicyContext {
  const facts: PolicyContext = { ...action.policyContext };
  for (const [name, value] of Object.entries(payload.input)) {
    setFact(facts, name, value);
    const minor = `${name}Minor`;
    if (minor in facts || typeof value === 'number') setFact(facts, minor, minorUnits(value));
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
