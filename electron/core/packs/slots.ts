import { Customer, Order, Subscription, Ticket } from '#domain/customer.ts';
import type { RecordKind } from '#domain/connector.ts';

/**
 * The facts a template may name, by where they come from. `customer.firstName` is made from the
 * name; everything else is a field of the record in focus.
 */
const fieldsOf = (shape: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(shape).filter((key) => key !== 'mirror');

const records: Readonly<Record<string, readonly string[]>> = {
  customer: [...fieldsOf(Customer.shape), 'firstName'],
  order: fieldsOf(Order.shape),
  subscription: fieldsOf(Subscription.shape),
  ticket: fieldsOf(Ticket.shape),
};
const single = ['company', 'agent', 'today'];

/** Fields of each record that a pack's action may write. */
export const writable: Readonly<Record<RecordKind, readonly string[]>> = {
  customer: ['name', 'email', 'phone', 'address', 'tier', 'status'],
  order: ['status', 'deliveredAt'],
  subscription: ['plan', 'status', 'renewsAt'],
  ticket: ['customer', 'subject', 'status', 'openedAt'],
  note: ['customer', 'text', 'at'],
};

/** Names in braces, in order. */
export const slotsIn = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');

/** Whether a fact such as `order.total` or `company` exists. */
export const isFact = (name: string): boolean => {
  if (single.includes(name)) return true;
  const [record = '', field = ''] = name.split('.');
  return records[record]?.includes(field) ?? false;
};

/** The first slot that nothing can fill: no fact, `entity.<name>` or `input.<name>` of the action. */
export const unknownSlot = (
  template: string,
  entities: ReadonlySet<string>,
  inputs: readonly string[] = [],
): string | undefined =>
  slotsIn(template).find((slot) => {
    if (slot.startsWith('input.')) return !inputs.includes(slot.slice('input.'.length));
    if (slot.startsWith('entity.')) return !entities.has(slot.slice('entity.'.length));
    return !isFact(slot);
  });
