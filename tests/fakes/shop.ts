import type { CustomerRecord } from '#domain/customer.ts';
import { RecordId } from '#domain/ids.ts';
import type { RecordChange } from '#domain/connector.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const mirror = { source: 'seed', fetchedAt: 0, etag: 'v1' };

/** A customer with one order, one plan and one ticket; `n` makes the numbers. */
export function customerRecord(n: number): CustomerRecord {
  const customer = RecordId.parse(`customer-${String(n)}`);
  const order = RecordId.parse(`order-${String(n)}`);
  return {
    customer: {
      id: customer,
      account: `A-${String(n)}`,
      name: `Customer ${String(n)}`,
      email: `customer${String(n)}@example.com`,
      address: `${String(n)} Mill Lane`,
      status: 'active',
      lifetimeValue: usd(100_000 + n),
      mirror,
    },
    orders: [
      {
        id: order,
        number: String(10_000 + n),
        customer,
        status: 'delivered',
        purchasedAt: '2026-11-01',
        total: usd(5_000),
        items: [{ name: 'Rain jacket', quantity: 1 }],
        mirror,
      },
    ],
    subscriptions: [
      {
        id: RecordId.parse(`subscription-${String(n)}`),
        customer,
        plan: 'Plus',
        status: 'active',
        startedAt: '2026-01-01',
        price: usd(900),
        order,
        mirror,
      },
    ],
    tickets: [
      {
        id: RecordId.parse(`ticket-${String(n)}`),
        customer,
        subject: 'Where is it',
        status: 'open',
        openedAt: '2026-11-02',
        mirror,
      },
    ],
    notes: [],
  };
}

/** One field of the order of customer `n`. */
export const orderChange = (
  n: number,
  after: string,
  options: { readonly before?: string; readonly etag?: string } = {},
): RecordChange => ({
  operation: 'update',
  record: 'order',
  id: RecordId.parse(`order-${String(n)}`),
  label: `Order ${String(10_000 + n)}`,
  ...(options.etag === undefined ? {} : { etag: options.etag }),
  fields: [{ field: 'status', title: 'Status', before: options.before ?? 'delivered', after }],
});

/** A new note for customer `n`. */
export const noteChange = (n: number, text: string): RecordChange => ({
  operation: 'create',
  record: 'note',
  label: 'New note',
  fields: [
    { field: 'customer', title: 'Customer', before: null, after: `customer-${String(n)}` },
    { field: 'text', title: 'Note', before: null, after: text },
  ],
});

/** The policies the tests work with: the same forms that packs use. */
export const shopPolicies: Readonly<Record<string, string>> = {
  'orders.cedar': `
@id("agent-refunds")
@reason("An agent may refund up to $200.00.")
@article("knowledge/refunds.md")
permit (principal is Earshot::Agent, action == Earshot::Action::"refund_order", resource)
when { context has amountMinor && context.amountMinor <= 20000 };

@id("agent-acts")
@reason("An agent may do this.")
permit (
  principal is Earshot::Agent,
  action in [
    Earshot::Action::"set_status", Earshot::Action::"add_note",
    Earshot::Action::"change_address", Earshot::Action::"close_account"
  ],
  resource
);

@id("automation-acts")
@reason("Low-risk work may run by itself.")
permit (
  principal is Earshot::Automation,
  action in [
    Earshot::Action::"add_note", Earshot::Action::"refund_order",
    Earshot::Action::"change_address", Earshot::Action::"close_account"
  ],
  resource
);

@id("refund-above-limit-asks")
@reason("A refund above $20.00 always asks.")
forbid (principal is Earshot::Automation, action == Earshot::Action::"refund_order", resource)
unless { context has amountMinor && context.amountMinor <= 2000 };
`,
};
