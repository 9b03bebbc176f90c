import type { ActionInput, Risk } from '#domain/action.ts';
import type { FieldChange, FieldValue, RecordChange, RecordKind } from '#domain/connector.ts';
import type { Evidence } from '#domain/conversation.ts';
import type { Mirror } from '#domain/customer.ts';
import { RecordId } from '#domain/ids.ts';
import type { PackAction } from '#domain/pack.ts';
import type { PolicyContext } from '#domain/policy.ts';
import { type Failure, type Result, err, ok } from '#domain/result.ts';
import { showMoney } from './display.ts';
import { contextFor, factOf, refocus, showField, type Facts, type FactValue } from './facts.ts';
import { fill, fillField, type Lookup } from './template.ts';
import { spoken } from './words.ts';

/** What the gate is asked for. Nothing has happened yet, and nothing does without a yes. */
export interface ActionDraft {
  readonly kind: string;
  readonly title: string;
  readonly risk: Risk;
  readonly reversible: boolean;
  readonly input: ActionInput;
  readonly changes: readonly RecordChange[];
  readonly tellCustomer?: string;
  /** Titles of required inputs that nothing fills yet; while there are any it cannot be asked for. */
  readonly missing: readonly string[];
  /** Words the input came from. */
  readonly evidence: readonly Evidence[];
  readonly policyContext: PolicyContext;
  readonly expiresAfterMs: number;
}

type PackActionInput = PackAction['input'][number];
type PackActionChange = PackAction['changes'][number];

export type DraftFailure = Failure<'no_target' | 'nothing_to_change' | 'invalid_input'>;

/** Brings a value into the type of its input; undefined when it is none. */
function typed(type: PackActionInput['type'], value: FieldValue): FieldValue | undefined {
  if (value === null || value === '') return undefined;
  switch (type) {
    case 'money': {
      const minor = typeof value === 'number' ? value : Number(value);
      return Number.isSafeInteger(minor) && minor >= 0 ? minor : undefined;
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined;
    case 'record':
    case 'text':
      return String(value).trim() === '' ? undefined : String(value);
  }
}

function sourceOf(input: PackActionInput, facts: Facts): FieldValue | undefined {
  const { from } = input;
  if (from === undefined) return undefined;
  if (from.startsWith('text:')) {
    const filled = fill(from.slice('text:'.length), (slot) => factOf(facts, slot));
    return filled.missing.length > 0 ? undefined : filled.text.trim();
  }
  if (from.startsWith('entity:')) return facts.entities[from.slice('entity:'.length)]?.value;
  return factOf(facts, from)?.raw;
}

function showInput(input: PackActionInput, value: FieldValue, facts: Facts): FactValue {
  const { locale, currency } = facts.manner;
  if (input.type === 'money' && typeof value === 'number')
    return { raw: value, text: showMoney({ minor: value, currency }, locale) };
  return showField(value, locale) ?? { raw: value, text: String(value) };
}

/**
 * When the agent names another order or subscription, everything follows it: the target, the
 * templates and the facts policy is asked with. One that is not the customer's is refused.
 */
function focusOn(
  action: PackAction,
  facts: Facts,
  given: ActionInput,
): Result<Facts, DraftFailure> {
  let focused = facts;
  for (const { name, type, title } of action.input) {
    const value = given[name];
    if (type !== 'record' || typeof value !== 'string' || value.trim() === '') continue;
    if (name !== 'order' && name !== 'subscription') continue;
    const next = refocus(focused, name, value);
    if (next === undefined)
      return err({
        code: 'invalid_input',
        message: `${title} ${value} is not one of this customer's.`,
        mend: `Choose one from the customer's ${name}s.`,
      });
    focused = next;
  }
  return ok(focused);
}

type Row = { readonly id: string; readonly mirror: Mirror } & Readonly<Record<string, unknown>>;

/** The record in focus, which is the one an update writes to. */
function targetOf(kind: RecordKind, facts: Facts): Row | undefined {
  const { record } = facts;
  switch (kind) {
    case 'customer':
      return record?.customer;
    case 'order':
      return facts.order;
    case 'subscription':
      return facts.subscription;
    case 'ticket':
      return facts.ticket;
    case 'note':
      return undefined;
  }
}

function labelOf(kind: RecordKind, row: Row): string {
  const name = {
    customer: row['name'],
    order: row['number'],
    subscription: row['plan'],
  } as const;
  const own = kind in name ? name[kind as keyof typeof name] : (row['subject'] ?? row.id);
  return `${spoken(kind)} ${String(own)}`;
}

const unknownTarget = (record: RecordKind): DraftFailure => ({
  code: 'no_target',
  message: `It is not known which ${record} is meant.`,
  mend:
    record === 'customer'
      ? 'Find the customer first: ask for the account, e-mail or phone number.'
      : `Ask the customer for the ${record} number.`,
});

function changeOf(
  change: PackActionChange,
  facts: Facts,
  lookup: Lookup,
): Result<RecordChange | undefined, DraftFailure> {
  const set: Record<string, FieldValue> = { ...change.set };
  // What is created hangs on the customer, whether or not the pack says so.
  if (change.operation === 'create' && (change.record === 'note' || change.record === 'ticket'))
    set['customer'] ??= '{customer.id}';
  const row =
    change.operation === 'update' ? targetOf(change.target ?? change.record, facts) : undefined;
  if (change.operation === 'update' && row === undefined) return err(unknownTarget(change.record));
  const fields = Object.entries(set).map(([field, template]): FieldChange => {
    const before = row === undefined ? undefined : showField(row[field], facts.manner.locale);
    const { value } = fillField(template, lookup);
    return {
      field,
      title: spoken(field),
      before: before?.raw ?? null,
      after: value,
    };
  });
  if (row === undefined && facts.record === undefined) return err(unknownTarget('customer'));
  if (row === undefined)
    return ok({
      operation: 'create',
      record: change.record,
      label: `New ${change.record}`,
      fields: fields.filter((field) => field.after !== null),
    });
  const different = fields.filter((field) => field.before !== field.after);
  if (different.length === 0) return ok(undefined);
  return ok({
    operation: 'update',
    record: change.record,
    id: RecordId.parse(row.id),
    label: labelOf(change.record, row),
    etag: row.mirror.etag,
    fields: different,
  });
}

/**
 * Makes the request for one action from the pack's definition and the CRM mirror: what would be
 * written where, old and new value, with the etag that guards against changes by others.
 * @param input values the agent gave, over those found in the conversation
 */
export function draftAction(request: {
  readonly action: PackAction;
  readonly facts: Facts;
  readonly input?: ActionInput;
}): Result<ActionDraft, DraftFailure> {
  const { action } = request;
  const focused = focusOn(action, request.facts, request.input ?? {});
  if (!focused.ok) return focused;
  const facts = focused.value;
  const input: ActionInput = {};
  const shown: Record<string, FactValue> = {};
  const missing: string[] = [];
  const evidence: Evidence[] = [];
  for (const each of action.input) {
    const given = request.input?.[each.name];
    const source = given ?? sourceOf(each, facts);
    const value = source === undefined ? undefined : typed(each.type, source);
    if (given !== undefined && given !== null && given !== '' && value === undefined)
      return err({
        code: 'invalid_input',
        message: `"${String(given)}" cannot be used as ${each.title}.`,
        mend: each.type === 'date' ? 'Write the date as YYYY-MM-DD.' : 'Correct the value.',
      });
    if (value === undefined) {
      if (each.required) missing.push(each.title);
      continue;
    }
    input[each.name] = value;
    shown[`input.${each.name}`] = showInput(each, value, facts);
    if (given === undefined && each.from?.startsWith('entity:') === true)
      evidence.push(...(facts.entities[each.from.slice('entity:'.length)]?.sources ?? []));
  }
  const lookup: Lookup = (slot) => shown[slot] ?? factOf(facts, slot);
  const changes: RecordChange[] = [];
  for (const change of action.changes) {
    const made = changeOf(change, facts, lookup);
    if (!made.ok) return made;
    if (made.value !== undefined) changes.push(made.value);
  }
  const updates = action.changes.some((change) => change.operation === 'update');
  // A note about a change that is no change would be a false record.
  if (changes.length === 0 || (updates && !changes.some((each) => each.operation === 'update')))
    return err({
      code: 'nothing_to_change',
      message: `"${action.title}" would change nothing: the CRM holds these values already.`,
      mend: 'Tell the customer that it is done, or choose another action.',
    });
  const told = action.tellCustomer === undefined ? undefined : fill(action.tellCustomer, lookup);
  return ok({
    kind: action.kind,
    title: action.title,
    risk: action.risk,
    reversible: action.reversible,
    input,
    changes,
    ...(told === undefined || told.missing.length > 0 ? {} : { tellCustomer: told.text }),
    missing,
    evidence,
    policyContext: contextFor(facts, action, input),
    expiresAfterMs: action.expiresAfterSeconds * 1000,
  });
}
