import { z } from 'zod';
import type { FieldChange, FieldValue, RecordKind } from '#domain/connector.ts';
import { Customer, Money, Note, Order, Subscription, Ticket } from '#domain/customer.ts';
import { err, ok, type Result } from '#domain/result.ts';

/** Fields an admin added to the CRM: anything that is not one of its own. */
const custom = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const own = { mirror: true } as const;

/** What each table holds: the domain's record without where it was mirrored from. */
export const shapes = {
  customer: Customer.omit(own).extend({ custom: custom.optional() }),
  order: Order.omit(own).extend({ custom: custom.optional() }),
  subscription: Subscription.omit(own).extend({ custom: custom.optional() }),
  ticket: Ticket.omit(own).extend({ custom: custom.optional() }),
  note: Note.omit(own).extend({ custom: custom.optional() }),
} as const satisfies Record<RecordKind, z.ZodType>;

/** A record as the CRM stores it; checked by its shape before every write. */
export type Body = Record<string, unknown> & { id: string };

const items = z.array(z.object({ name: z.string(), quantity: z.number() }));

/** One field as the plain value an action's change carries; money is minor units. */
export function readField(body: Body, field: string): FieldValue {
  const extra = custom.safeParse(body['custom']).data ?? {};
  const value = field in body ? body[field] : extra[field];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  const money = Money.safeParse(value);
  if (money.success) return money.data.minor;
  const list = items.safeParse(value);
  if (list.success)
    return list.data.map(({ name, quantity }) => `${String(quantity)} x ${name}`).join('; ');
  return JSON.stringify(value);
}

function parseItems(text: string): { name: string; quantity: number }[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const found = /^(\d+)\s*x\s+(.+)$/i.exec(part);
      return found === null
        ? { name: part, quantity: 1 }
        : { name: found[2] ?? part, quantity: Number(found[1]) };
    });
}

function toStored(body: Body, field: string, value: FieldValue, currency: string): unknown {
  if (field === 'items' && typeof value === 'string') return parseItems(value);
  const isMoney = field === 'total' || field === 'price' || field === 'lifetimeValue';
  if (!isMoney || typeof value !== 'number') return value;
  const before = Money.safeParse(body[field]);
  return { minor: value, currency: before.success ? before.data.currency : currency };
}

const problemOf = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? 'it is not valid' : `${issue.path.join('.')}: ${issue.message}`;
};

/**
 * The record with the changes in it, checked; a sentence when the CRM would not take it.
 * @param currency ISO 4217, for amounts of a record that has none yet
 */
export function applyFields(
  kind: RecordKind,
  body: Body,
  fields: readonly FieldChange[],
  currency: string,
): Result<Body, string> {
  const next: Body = { ...body };
  const shape = shapes[kind];
  for (const { field, after } of fields) {
    if (field === 'id' || field === 'custom') return err(`The field ${field} cannot be written.`);
    if (!/^[a-z][a-z0-9_]*$/i.test(field)) return err(`${field} is not the name of a field.`);
    if (!(field in shape.shape)) {
      next['custom'] = { ...custom.safeParse(next['custom']).data, [field]: after };
    } else if (after === null) delete next[field];
    else next[field] = toStored(next, field, after, currency);
  }
  const checked = shape.safeParse(next);
  return checked.success ? ok({ ...checked.data }) : err(problemOf(checked.error));
}

/**
 * What the CRM fills in by itself when a record is created.
 * @param today `YYYY-MM-DD`
 */
export function emptyRecord(kind: RecordKind, id: string, today: string, currency: string): Body {
  const nothing = { minor: 0, currency };
  switch (kind) {
    case 'customer':
      return { id, status: 'active', since: today };
    case 'order':
      return {
        id,
        number: `N${id.slice(-7).toUpperCase()}`,
        status: 'new',
        purchasedAt: today,
        total: nothing,
        items: [],
      };
    case 'subscription':
      return { id, status: 'active', startedAt: today, price: nothing };
    case 'ticket':
      return { id, status: 'open', openedAt: today };
    case 'note':
      return { id, at: today };
  }
}
