import type { CustomerRecord, Order, Subscription, Ticket } from '#domain/customer.ts';
import { showDay, showMoney, type Manner } from './display.ts';
import { showField } from './facts.ts';

/** @file What the CRM holds about a customer, each record in words. */

export interface CrmEntry {
  readonly record: 'order' | 'subscription' | 'ticket' | 'note';
  readonly id: string;
  readonly title: string;
  /** For the agent: everything that is known, in one sentence. */
  readonly text: string;
  /** For the customer: what was asked; absent for what colleagues wrote for each other. */
  readonly say?: (question: string) => string;
  readonly source: string;
  readonly fetchedAt: number;
  /** What names exactly this one. */
  readonly names: readonly string[];
  /** `YYYY-MM-DD`, for telling which is newer. */
  readonly day: string;
}

const plainStatus = (status: string): string => status.replaceAll('_', ' ').toLowerCase();

const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const asksSum = /\b(?:how much|total|price|cost|paid|pay|charged|paying)\b/i;
const asksItems =
  /\b(?:what did i (?:order|buy|get)|what was in|what(?:['’]s| is) in|which items?|what items?|contents?)\b/i;

function orderEntry(order: Order, { locale }: Manner): CrmEntry {
  const on = (day: string): string => showDay(day, locale);
  const status = plainStatus(order.status);
  const items = showField(order.items, locale)?.text;
  const total = showMoney(order.total, locale);
  const delivered =
    order.deliveredAt === undefined ? undefined : `delivered on ${on(order.deliveredAt)}`;
  return {
    record: 'order',
    id: order.id,
    title: `Order ${order.number}`,
    text: `${begun(
      [
        // "Delivered; delivered on March 5" says it twice.
        status === 'delivered' && delivered !== undefined ? delivered : status,
        `bought on ${on(order.purchasedAt)}`,
        ...(status !== 'delivered' && delivered !== undefined ? [delivered] : []),
        ...(items === undefined ? [] : [items]),
        total,
      ].join('; '),
    )}.`,
    say: (question) => {
      const name = `Your order ${order.number} of ${on(order.purchasedAt)}`;
      if (asksSum.test(question)) return `${name} comes to ${total}.`;
      if (asksItems.test(question) && items !== undefined) return `${name} is ${items}.`;
      if (status === 'delivered' && delivered !== undefined) return `${name} was ${delivered}.`;
      return `${name} has the status "${status}"${delivered === undefined ? '' : ` and was ${delivered}`}.`;
    },
    names: [order.number],
    day: order.purchasedAt,
    source: order.mirror.source,
    fetchedAt: order.mirror.fetchedAt,
  };
}

function subscriptionEntry(subscription: Subscription, { locale }: Manner): CrmEntry {
  const status = plainStatus(subscription.status);
  const price = showMoney(subscription.price, locale);
  const since = showDay(subscription.startedAt, locale);
  const renews =
    subscription.renewsAt === undefined
      ? undefined
      : `renews on ${showDay(subscription.renewsAt, locale)}`;
  return {
    record: 'subscription',
    id: subscription.id,
    title: subscription.plan,
    text: `${begun([`${status} since ${since}`, `${price} each time`, ...(renews === undefined ? [] : [renews])].join('; '))}.`,
    say: (question) =>
      asksSum.test(question)
        ? `Your plan ${subscription.plan} costs ${price} each time.`
        : `Your plan ${subscription.plan} has the status "${status}" and began on ${since}${renews === undefined ? '' : `; it ${renews}`}.`,
    names: [subscription.plan],
    day: subscription.startedAt,
    source: subscription.mirror.source,
    fetchedAt: subscription.mirror.fetchedAt,
  };
}

function ticketEntry(ticket: Ticket, { locale }: Manner): CrmEntry {
  const status = plainStatus(ticket.status);
  const opened = showDay(ticket.openedAt, locale);
  return {
    record: 'ticket',
    id: ticket.id,
    title: `Ticket: ${ticket.subject}`,
    text: `${begun(status)}; opened on ${opened}.`,
    // Its subject is an agent's or a customer's own words: it is not read back.
    say: () => `Your request of ${opened} has the status "${status}".`,
    names: [ticket.id],
    day: ticket.openedAt,
    source: ticket.mirror.source,
    fetchedAt: ticket.mirror.fetchedAt,
  };
}

/** Everything the CRM says about a customer, a sentence for each record. */
export function entriesOf(record: CustomerRecord, manner: Manner): CrmEntry[] {
  return [
    ...record.orders.map((order) => orderEntry(order, manner)),
    ...record.subscriptions.map((subscription) => subscriptionEntry(subscription, manner)),
    ...record.tickets.map((ticket) => ticketEntry(ticket, manner)),
    ...record.notes.map((note): CrmEntry => ({
      record: 'note',
      id: note.id,
      title: `Note of ${showDay(note.at, manner.locale)}`,
      text: note.text,
      names: [],
      day: note.at,
      source: note.mirror.source,
      fetchedAt: note.mirror.fetchedAt,
    })),
  ];
}
