import { CustomerRecord } from '#domain/customer.ts';
import { Form } from '#domain/form.ts';
import { WrapUp } from '#domain/wrapup.ts';
import { conversation, words } from './fixtures.ts';

/** @file What stands beside the talk: the customer, the form, the wrap-up. */

const mirror = { source: 'local CRM', fetchedAt: Date.now() - 95_000, etag: '"7"' };
const usd = (minor: number) => ({ minor, currency: 'USD' });

export const record = CustomerRecord.parse({
  customer: {
    id: 'customer-77',
    account: 'AC-20417',
    name: 'Rosa Lindgren',
    email: 'rosa.lindgren@example.com',
    phone: '+1 415 555 0134',
    address: '18 Orchard Lane, Petaluma, CA 94952',
    tier: 'gold',
    since: '2021-03-14',
    lifetimeValue: usd(186_450),
    status: 'active',
    mirror,
  },
  orders: [
    {
      id: 'order-12345',
      number: '12345',
      customer: 'customer-77',
      status: 'delivered',
      purchasedAt: '2026-11-12',
      deliveredAt: '2026-11-20',
      total: usd(8_900),
      items: [{ name: 'Halden table lamp', quantity: 1 }],
      mirror,
    },
    {
      id: 'order-11802',
      number: '11802',
      customer: 'customer-77',
      status: 'delivered',
      purchasedAt: '2026-08-02',
      deliveredAt: '2026-08-06',
      total: usd(14_250),
      items: [
        { name: 'Linen curtain', quantity: 2 },
        { name: 'Curtain rail', quantity: 1 },
      ],
      mirror,
    },
  ],
  subscriptions: [
    {
      id: 'sub-1',
      customer: 'customer-77',
      plan: 'Homeware Plus',
      status: 'active',
      startedAt: '2025-12-01',
      renewsAt: '2026-12-01',
      price: usd(4_900),
      mirror,
    },
  ],
  tickets: [
    {
      id: 'ticket-9',
      customer: 'customer-77',
      subject: 'Vase arrived chipped',
      status: 'closed',
      openedAt: '2026-08-07',
      mirror,
    },
  ],
  notes: [
    {
      id: 'note-3',
      customer: 'customer-77',
      text: 'Prefers e-mail. Sent a voucher for the chipped vase.',
      at: '2026-08-08',
      mirror,
    },
  ],
});

export const form = Form.parse({
  name: 'return',
  title: 'Return or replacement',
  intent: 'damaged_item',
  fields: [
    {
      name: 'order',
      title: 'Order number',
      required: true,
      value: '12345',
      display: '#12345',
      confidence: 0.97,
      sources: [words(2, '#12345')],
      state: 'accepted',
    },
    {
      name: 'reason',
      title: 'What is wrong',
      required: true,
      value: 'damaged',
      display: 'Damaged',
      confidence: 0.88,
      sources: [words(2, 'arrived damaged')],
      state: 'filled',
    },
    {
      name: 'needed_by',
      title: 'Needed by',
      required: false,
      value: '2026-11-28',
      display: 'Sat 28 Nov',
      confidence: 0.81,
      sources: [words(4, 'Saturday')],
      state: 'filled',
    },
    {
      name: 'wish',
      title: 'Replacement or refund',
      required: true,
      value: 'replacement',
      display: 'Replacement',
      sources: [],
      state: 'edited',
    },
    { name: 'photo', title: 'Photo reference', required: false, sources: [], state: 'empty' },
  ],
});

export const wrapUp = WrapUp.parse({
  conversation: conversation.id,
  intent: 'damaged_item',
  summary: [
    {
      section: 'issue',
      text: 'The lamp of order #12345 arrived with broken glass; it was meant as a gift for Saturday.',
      turns: ['turn-2', 'turn-4'],
    },
    { section: 'done', text: 'A replacement was sent for order #12345.', turns: ['turn-3'] },
    { section: 'promised', text: 'Delivery by Friday.', turns: ['turn-4'] },
  ],
  dispositions: [
    { name: 'replaced', title: 'Replaced', score: 0.84 },
    { name: 'refunded', title: 'Refunded', score: 0.09 },
    { name: 'information', title: 'Information given', score: 0.04 },
  ],
  disposition: 'replaced',
  form,
  actions: ['action-1'],
  readyAt: Date.now(),
  ms: 14,
});
