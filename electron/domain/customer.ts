import { z } from 'zod';
import { Instant, RecordId } from './ids.ts';

/** Amounts are whole minor units (cents), so that they add up. */
export const Money = z.object({ minor: z.number().int(), currency: z.string().length(3) });
export type Money = z.infer<typeof Money>;

/** Calendar day, `YYYY-MM-DD`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Where a mirrored record came from and when; `etag` guards writes against lost updates. */
export const Mirror = z.object({ source: z.string(), fetchedAt: Instant, etag: z.string() });
export type Mirror = z.infer<typeof Mirror>;

export const Customer = z.object({
  id: RecordId,
  account: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
  tier: z.string().optional(),
  since: Day.optional(),
  /** What the customer is expected to be worth, as the CRM states it. */
  lifetimeValue: Money.optional(),
  status: z.string(),
  mirror: Mirror,
});
export type Customer = z.infer<typeof Customer>;

export const Order = z.object({
  id: RecordId,
  number: z.string(),
  customer: RecordId,
  status: z.string(),
  purchasedAt: Day,
  deliveredAt: Day.optional(),
  total: Money,
  items: z.array(z.object({ name: z.string(), quantity: z.number().int().positive() })),
  mirror: Mirror,
});
export type Order = z.infer<typeof Order>;

export const Subscription = z.object({
  id: RecordId,
  customer: RecordId,
  plan: z.string(),
  status: z.string(),
  startedAt: Day,
  renewsAt: Day.optional(),
  price: Money,
  /** The order that paid for the current period. */
  order: RecordId.optional(),
  mirror: Mirror,
});
export type Subscription = z.infer<typeof Subscription>;

export const Ticket = z.object({
  id: RecordId,
  customer: RecordId,
  subject: z.string(),
  status: z.string(),
  openedAt: Day,
  mirror: Mirror,
});
export type Ticket = z.infer<typeof Ticket>;

export const Note = z.object({
  id: RecordId,
  customer: RecordId,
  text: z.string(),
  at: Day,
  mirror: Mirror,
});
export type Note = z.infer<typeof Note>;

/** Everything the panel beside the talk shows about one customer. */
export const CustomerRecord = z.object({
  customer: Customer,
  orders: z.array(Order),
  subscriptions: z.array(Subscription),
  tickets: z.array(Ticket),
  notes: z.array(Note),
});
export type CustomerRecord = z.infer<typeof CustomerRecord>;
