import { CustomerRecord } from '#domain/customer.ts';
import { Turn } from '#domain/conversation.ts';
import type { EntityInsight, Insight, IntentInsight } from '#domain/insight.ts';
import { DocumentId, PackName, PassageId } from '#domain/ids.ts';
import type { Passage } from '#domain/knowledge.ts';
import { PackManifest, PackReply, type Pack } from '#domain/pack.ts';
import type { PolicyDecision } from '#domain/policy.ts';
import { Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import { z } from 'zod';
import { Conversation } from '#domain/conversation.ts';

/** @file A small shop and a small talk, for the tests of this stage. */

export const today = '2026-11-22';
export const model = { name: 'test', version: '1', sha256: 'f'.repeat(64) };
const mirror = { source: 'local', fetchedAt: 1, etag: 'e7' };

export const record: CustomerRecord = CustomerRecord.parse({
  customer: {
    id: 'cust-1',
    account: 'A-1',
    name: 'Maya Okafor',
    email: 'maya@example.com',
    address: '1 Old Street',
    tier: 'gold',
    lifetimeValue: { minor: 124_000, currency: 'USD' },
    status: 'active',
    mirror,
  },
  orders: [
    {
      id: 'order-1',
      number: '12345',
      customer: 'cust-1',
      status: 'delivered',
      purchasedAt: '2026-11-14',
      deliveredAt: '2026-11-18',
      total: { minor: 8_450, currency: 'USD' },
      items: [{ name: 'Lantern', quantity: 2 }],
      mirror,
    },
    {
      id: 'order-2',
      number: '67890',
      customer: 'cust-1',
      status: 'delivered',
      purchasedAt: '2026-10-06',
      deliveredAt: '2026-10-09',
      total: { minor: 3_900, currency: 'USD' },
      items: [{ name: 'Trail Box', quantity: 1 }],
      mirror,
    },
  ],
  subscriptions: [
    {
      id: 'sub-1',
      customer: 'cust-1',
      plan: 'Trail Box',
      status: 'active',
      startedAt: '2026-01-06',
      price: { minor: 3_900, currency: 'USD' },
      order: 'order-2',
      mirror,
    },
  ],
  tickets: [],
  notes: [],
});

const five = (text: string): string[] => Array.from({ length: 5 }, (_, n) => `${text} ${n}`);

export const pack: Pack = {
  manifest: PackManifest.parse({
    name: 'shop',
    title: 'Shop',
    version: '1',
    currency: 'USD',
    company: 'Shop Ltd',
    intents: [
      { name: 'damaged', title: 'Item arrived damaged', examples: five('broken') },
      { name: 'cancel', title: 'Cancel a plan', examples: five('cancel') },
      { name: 'hello', title: 'Greeting', examples: five('hello') },
    ],
    entities: [{ name: 'order_number', title: 'Order number', pattern: '(\\d{5})' }],
    dispositions: [
      { name: 'replaced', title: 'Replacement sent', intents: ['damaged'] },
      { name: 'cancelled', title: 'Plan cancelled', intents: ['cancel'] },
      { name: 'kept', title: 'Plan kept', intents: ['cancel'] },
      { name: 'small_talk', title: 'No issue', intents: ['hello'] },
    ],
    actions: [
      {
        kind: 'replace',
        title: 'Send a replacement',
        risk: 'medium',
        reversible: true,
        input: [
          { name: 'order', title: 'Order', type: 'record', from: 'order.number' },
          { name: 'reason', title: 'Reason', type: 'text', from: 'text:arrived damaged' },
        ],
        changes: [
          { operation: 'update', record: 'order', target: 'order', set: { status: 'replacing' } },
          {
            operation: 'create',
            record: 'note',
            set: { text: 'Order {order.number}: {input.reason}, {order.total}.', at: '{today}' },
          },
        ],
        tellCustomer: 'The replacement for order {order.number} is on its way.',
      },
      {
        kind: 'cancel_and_refund',
        title: 'Cancel the plan and refund',
        risk: 'high',
        reversible: false,
        input: [{ name: 'amount', title: 'Amount', type: 'money', from: 'order.total' }],
        changes: [
          { operation: 'update', record: 'subscription', set: { status: 'cancelled' } },
          { operation: 'update', record: 'order', set: { status: 'refunded' } },
        ],
      },
    ],
    next: [
      {
        name: 'replace',
        intents: ['damaged'],
        needs: ['customer', 'order'],
        action: 'replace',
        because: 'Order {order.number} was delivered on {order.deliveredAt}.',
        issueValue: 8_000,
        resolves: 0.9,
        retains: 0.03,
        cost: 'order.total',
        costShare: 0.5,
      },
      {
        name: 'ask_photo',
        intents: ['damaged'],
        step: 'Ask for a photo.',
        because: 'The carrier wants one.',
        issueValue: 1_000,
        resolves: 0.1,
      },
      {
        name: 'cancel',
        intents: ['cancel'],
        needs: ['customer', 'subscription', 'order'],
        action: 'cancel_and_refund',
        because: 'The {subscription.plan} can be cancelled.',
        issueValue: 9_000,
        resolves: 0.9,
      },
    ],
  }),
  articles: [],
  replies: z.array(PackReply).parse([
    {
      name: 'offer',
      intents: ['damaged'],
      needs: ['customer', 'order'],
      article: 'knowledge/damaged.md',
      text: {
        friendly:
          "I'm sorry, {customer.firstName}! Order {order.number} of {order.deliveredAt} is replaced free of charge within two to four working days.",
        short: 'Order {order.number} is replaced.',
      },
    },
    {
      name: 'ask_order',
      intents: ['damaged'],
      article: 'knowledge/damaged.md',
      text: { friendly: 'We replace it within 30 days of delivery. Which order is it?' },
    },
    { name: 'hi', intents: ['hello'], text: { friendly: 'Hello from {company}!' } },
  ]),
  policies: {},
  replays: {},
  sha256: 'a'.repeat(64),
};

export const passage = (path: string, ordinal: number, heading: string, text: string): Passage => ({
  id: PassageId.parse(`${path}#${ordinal}`),
  document: DocumentId.parse(`doc-${path}`),
  pack: PackName.parse('shop'),
  ordinal,
  title: 'Damaged items',
  heading,
  anchor: heading.toLowerCase(),
  text,
});

export const damagedArticle: Passage[] = [
  passage(
    'damaged',
    0,
    'Replacement',
    'A damaged item is replaced free of charge within 30 days of delivery. It takes 2 to 4 working days.',
  ),
];
export const plansArticle: Passage[] = [
  passage(
    'plans',
    0,
    'Refund',
    'A renewal is refunded within 14 days of purchase. After 14 days the plan only ends.',
  ),
];

export const permit: PolicyDecision = { decision: 'permit', policies: ['p'], reason: 'Allowed.' };
export const forbid: PolicyDecision = {
  decision: 'forbid',
  policies: ['window'],
  reason: 'A renewal is refunded only within 14 days of purchase.',
  article: 'knowledge/plans.md',
};

export const turn = (sequence: number, speaker: Turn['speaker'], text: string): Turn =>
  Turn.parse({
    id: `turn-${sequence}`,
    conversation: 'c1',
    sequence,
    speaker,
    kind: 'message',
    text,
    at: sequence,
    redactions: 0,
  });

export const intent = (value: string | null, confidence = 0.9): IntentInsight => ({
  kind: 'intent',
  value,
  title: pack.manifest.intents.find((each) => each.name === value)?.title ?? '',
  confidence,
  threshold: 0.5,
  ranked: value === null ? [] : [{ label: value, confidence }],
  evidence: [],
  model,
});

export const entity = (of: Turn, kind: string, value: string, said = value): EntityInsight => {
  const start = Math.max(0, of.text.indexOf(said));
  const span = { start, end: start + said.length };
  return {
    kind: 'entity',
    entity: kind,
    value,
    display: said,
    confidence: 1,
    evidence: [span],
    sources: [{ turn: of.id, span, text: said }],
    model,
  };
};

export interface Said {
  readonly turn: Turn;
  readonly insights?: readonly Insight[];
}

export const view = (
  said: readonly Said[],
  change: Partial<ConversationView> = {},
): ConversationView => ({
  conversation: Conversation.parse({
    id: 'c1',
    channel: 'practice',
    pack: 'shop',
    title: '',
    agent: 'Sam',
    state: 'live',
    startedAt: 0,
  }),
  turns: said.map((each) => each.turn),
  insights: Object.fromEntries(said.map((each) => [each.turn.id, each.insights ?? []])),
  suggestions: [],
  actions: [],
  approvals: [],
  position: 1,
  ...change,
});

export const card = (change: Partial<Record<keyof Suggestion, unknown>>): Suggestion =>
  Suggestion.parse({
    id: 'old-1',
    conversation: 'c1',
    turn: 'turn-1',
    title: 'Old',
    body: { kind: 'reply', text: 'Old words' },
    trigger: [],
    citations: [],
    score: 0.5,
    model,
    ms: 1,
    origin: 'pushed',
    state: 'proposed',
    at: 1,
    ...change,
  });
