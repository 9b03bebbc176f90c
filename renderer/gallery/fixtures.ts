import { Action, canonicalJson } from '#domain/action.ts';
import { Conversation, Evidence, Turn, type Speaker } from '#domain/conversation.ts';
import { Insight } from '#domain/insight.ts';

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
