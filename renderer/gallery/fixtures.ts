import { Action, canonicalJson } from '#domain/action.ts';
import { Conversation, Evidence, Turn, type Speaker } from '#domain/conversation.ts';
import { CustomerRecord } from '#domain/customer.ts';
import { Form } from '#domain/form.ts';
import { Insight } from '#domain/insight.ts';
import { WrapUp } from '#domain/wrapup.ts';

/** @file One made-up retail conversation, parsed through the domain's own schemas. */

export const startedAt = Date.now() - 6 * 60_000;
const hash = 'a3f1c09d5be7421860f2d4c8b97e6a1305dc8f42e1b0967a5c3d2e4f80719b6c';
export const model = { name: 'earshot-encoder', version: '1.0.0', sha256: hash };
export const rules = { name: 'earshot-rules', version: '3', sha256: hash.replaceAll('a', 'b') };

export const conversation = Conversation.parse({
  id: 'conversation-1',
  channel: 'practice',
  pack: 'retail',
  title: 'Order arrived damaged, replacement wanted',
  agent: 'Dana Whitfield',
  customer: 'customer-77',
  state: 'live',
  startedAt,
});

const said: readonly (readonly [Speaker, string])[] = [
  ['agent', 'Hello, you are talking to Dana. What can I do for you?'],
  ['customer', 'Hi, my order #12345 arrived damaged. How do I get a replacement?'],
  ['agent', 'I am sorry to hear that. What exactly is broken?'],
  [
    'customer',
    'The glass of the lamp is in pieces, and it was a gift for Saturday. This is the second time this happens to me!',
  ],
  ['customer', 'You can reach me at rosa.lindgren@example.com or on +1 415 555 0134.'],
];

export const turns: readonly Turn[] = said.map(([speaker, text], index) =>
  Turn.parse({
    id: `turn-${index + 1}`,
    conversation: conversation.id,
    sequence: index + 1,
    speaker,
    kind: 'message',
    text,
    at: startedAt + index * 41_000,
    redactions: 0,
  }),
);

/** The place of some words in a turn. */
export function words(turn: number, text: string): Evidence {
  const found = turns[turn - 1];
  const start = found?.text.indexOf(text) ?? -1;
  if (found === undefined || start < 0) throw new Error(`Turn ${turn} does not hold “${text}”.`);
  return Evidence.parse({ turn: found.id, span: { start, end: start + text.length }, text });
}

const entity = (turn: number, kind: string, text: string, value: string): Insight => {
  const source = words(turn, text);
  return Insight.parse({
    kind: 'entity',
    entity: kind,
    value,
    display: text,
    confidence: 0.97,
    evidence: [source.span],
    sources: [source],
    model: rules,
  });
};

const sentiment = (value: string, confidence: number): Insight =>
  Insight.parse({ kind: 'sentiment', value, confidence, evidence: [], model });

const intent = (value: string | null, title: string, confidence: number): Insight =>
  Insight.parse({
    kind: 'intent',
    value,
    title,
    confidence,
    threshold: 0.55,
    ranked: [
      { label: value ?? 'order_status', confidence },
      { label: 'refund_request', confidence: 0.08 },
    ],
    evidence: [],
    model,
  });

export const insights: Readonly<Record<string, readonly Insight[]>> = {
  'turn-2': [
    intent('damaged_item', 'Damaged item', 0.91),
    sentiment('negative', 0.82),
    entity(2, 'order_number', '#12345', '12345'),
  ],
  'turn-4': [
    intent('damaged_item', 'Damaged item', 0.77),
    sentiment('negative', 0.94),
    Insight.parse({
      kind: 'urgency',
      value: 0.68,
      reasons: [
        { reason: 'deadline', weight: 0.4, span: words(4, 'Saturday').span },
        { reason: 'repeat_contact', weight: 0.28, span: words(4, 'second time').span },
      ],
      confidence: 0.8,
      evidence: [words(4, 'Saturday').span],
      model: rules,
    }),
    entity(4, 'date', 'Saturday', '2026-11-28'),
  ],
  'turn-5': [
    intent(null, 'Unknown', 0.31),
    sentiment('neutral', 0.88),
    entity(5, 'email', 'rosa.lindgren@example.com', 'rosa.lindgren@example.com'),
    entity(5, 'phone', '+1 415 555 0134', '+14155550134'),
  ],
};

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

/** A stand-in for the core's SHA-256: different for different payloads, the right length. */
export function fakeHash(payload: unknown): string {
  let sum = 7;
  for (const letter of canonicalJson(payload)) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffffff;
  return sum.toString(16).padStart(64, '0');
}

export function makeAction(change: Readonly<Record<string, unknown>> = {}): Action {
  const payload = {
    action: 'action-1',
    version: 1,
    kind: 'send_replacement',
    connector: 'local',
    actor: 'Dana Whitfield',
    input: { order: '12345', reason: 'damaged in transit' },
    changes: [
      {
        operation: 'update',
        record: 'order',
        id: 'order-12345',
        label: 'Order 12345',
        etag: '"7"',
        fields: [
          { field: 'status', title: 'Status', before: 'delivered', after: 'replacement sent' },
          {
            field: 'replacement_reason',
            title: 'Reason',
            before: null,
            after: 'damaged in transit',
          },
        ],
      },
    ],
  };
  return Action.parse({
    id: 'action-1',
    conversation: conversation.id,
    suggestion: 'card-action',
    title: 'Send a replacement for order 12345',
    risk: 'medium',
    reversible: true,
    reasoning: 'The lamp arrived broken two days ago and replacements are free for 30 days.',
    evidence: [words(2, 'arrived damaged')],
    payload,
    payloadHash: fakeHash(payload),
    policy: {
      decision: 'permit',
      policies: ['retail.replacement.within_30_days'],
      reason: 'Damaged goods are replaced free of charge within 30 days of delivery.',
      article: 'document-1',
    },
    tellCustomer: 'Your replacement for order 12345 is on its way and arrives on Friday.',
    state: 'awaiting',
    draftedAt: Date.now() - 20_000,
    expiresAt: Date.now() + 580_000,
    ...change,
  });
}

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
