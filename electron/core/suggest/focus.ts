import type { CustomerRecord, Order, Subscription } from '#domain/customer.ts';
import type { EntityInsight } from '#domain/insight.ts';
import type { Pack } from '#domain/pack.ts';

/** How the order in focus was found. `recent` is a guess that the card names as one. */
export type FocusBasis = 'chosen' | 'named' | 'subscription' | 'only' | 'recent';

export interface Focus {
  readonly order?: Order;
  readonly orderBy?: FocusBasis;
  readonly subscription?: Subscription;
}

/** Entity kinds by which a conversation names an order. */
export const orderEntities: readonly string[] = ['order_number', 'order', 'order_id'];

/** Letters and digits only, so that `#ORD-12345` and `ord 12345` are the same number. */
export const plainNumber = (text: string): string =>
  text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const newestFirst = <T>(items: readonly T[], day: (item: T) => string): T[] =>
  items.toSorted((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0));

/**
 * Whether an intent is about subscriptions: its rules need one, or its actions change one. Read
 * from the pack, so that no intent is known by name.
 */
export function concernsSubscription(pack: Pack, intent: string | null): boolean {
  if (intent === null) return false;
  const rules = pack.manifest.next.filter((rule) => rule.intents.includes(intent));
  const kinds = new Set(rules.flatMap((rule) => rule.action ?? []));
  return (
    rules.some((rule) => rule.needs.some((need) => need.split('.')[0] === 'subscription')) ||
    pack.manifest.actions.some(
      (action) =>
        kinds.has(action.kind) &&
        action.changes.some(
          (change) => change.operation === 'update' && change.record === 'subscription',
        ),
    )
  );
}

function subscriptionInFocus(
  record: CustomerRecord,
  chosen: string | undefined,
  orderNumber: string | undefined,
): Subscription | undefined {
  if (chosen !== undefined) return record.subscriptions.find((each) => each.id === chosen);
  const paidBy = record.subscriptions.filter((each) => {
    const order = record.orders.find((candidate) => candidate.id === each.order);
    return order !== undefined && plainNumber(order.number) === orderNumber;
  });
  const live = record.subscriptions.filter((each) => !/cancel|ended|expired/i.test(each.status));
  const from = paidBy.length > 0 ? paidBy : live.length > 0 ? live : record.subscriptions;
  return newestFirst(from, (each) => each.startedAt)[0];
}

/**
 * The order and subscription the talk is about. The order: the one the agent chose, else the one
 * named, else the one that paid for the subscription in focus, else the only or the most recent
 * one. An order number that is not among the customer's gives no order at all: acting on another
 * one would be worse than asking.
 */
export function findFocus(input: {
  readonly record: CustomerRecord | undefined;
  /** Entities of the whole conversation, oldest first. */
  readonly entities: readonly EntityInsight[];
  readonly focusOrder?: string;
  readonly focusSubscription?: string;
  readonly aboutSubscription?: boolean;
}): Focus {
  const { record } = input;
  if (record === undefined) return {};
  const named = input.entities
    .filter((entity) => orderEntities.includes(entity.entity))
    .map((entity) => plainNumber(entity.value))
    .reverse();
  const byNumber = named
    .map((number) => record.orders.find((order) => plainNumber(order.number) === number))
    .find((order) => order !== undefined);
  const subscription = subscriptionInFocus(
    record,
    input.focusSubscription,
    byNumber && plainNumber(byNumber.number),
  );
  const found = (order: Order, orderBy: FocusBasis): Focus => ({
    order,
    orderBy,
    ...(subscription === undefined ? {} : { subscription }),
  });
  const none: Focus = subscription === undefined ? {} : { subscription };
  if (input.focusOrder !== undefined) {
    const chosen = record.orders.find((order) => order.id === input.focusOrder);
    return chosen === undefined ? none : found(chosen, 'chosen');
  }
  if (byNumber !== undefined) return found(byNumber, 'named');
  if (named.length > 0) return none;
  if (input.aboutSubscription === true || input.focusSubscription !== undefined) {
    const paid = record.orders.find((order) => order.id === subscription?.order);
    if (paid !== undefined) return found(paid, 'subscription');
  }
  const [latest, ...others] = newestFirst(record.orders, (order) => order.purchasedAt);
  if (latest === undefined) return none;
  return found(latest, others.length === 0 ? 'only' : 'recent');
}
