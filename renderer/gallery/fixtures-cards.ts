import { KnowledgeDocument, PassageHit } from '#domain/knowledge.ts';
import { Silence, Suggestion } from '#domain/suggestion.ts';
import { conversation, model, rules, startedAt, words } from './fixtures.ts';

/** @file Cards of every kind, silence, and the article they cite. */

export const article = KnowledgeDocument.parse({
  id: 'document-1',
  pack: 'retail',
  path: 'returns/damaged-items.md',
  title: 'Damaged items',
  hash: model.sha256,
  owner: 'Returns desk',
  audience: 'customer',
  language: 'en',
  validFrom: '2026-01-01',
  validTo: '2027-06-30',
  importedAt: startedAt,
  body: `# Damaged items

What to do when something arrives broken.

## Replacement

A damaged item is replaced free of charge within 30 days of delivery. The customer does not send the broken item back; a photo is enough.

1. Confirm the order number.
2. Ask for a photo, or note why there is none.
3. Send the replacement from the order's page.

> A gift that is needed by a certain day goes by express at no cost.

## Refund

After 30 days, or when the item is sold out, offer a refund to the *original* means of payment. See [returns](https://example.com/returns) and \`RMA-2\`.

- Up to $150 an agent decides.
- Above that a lead decides.
`,
});

const citation = {
  passage: 'a3f1c09d#1',
  document: article.id,
  title: 'Damaged items',
  heading: 'Replacement',
  anchor: 'replacement',
  quote: 'A damaged item is replaced free of charge within 30 days of delivery.',
};

const base = {
  conversation: conversation.id,
  turn: 'turn-2',
  trigger: [words(2, 'arrived damaged')],
  citations: [citation],
  score: 0.91,
  model,
  ms: 7.4,
  origin: 'pushed',
  state: 'shown',
  at: startedAt + 50_000,
};

const card = (change: Readonly<Record<string, unknown>>): Suggestion =>
  Suggestion.parse({ ...base, ...change });

export const replyCard = card({
  id: 'card-reply',
  title: 'Offer a free replacement',
  body: {
    kind: 'reply',
    text: 'I am sorry your lamp arrived broken, Rosa. We will send you a new one free of charge, and you do not have to send the broken one back. If you could take a photo, I will start it right away.',
  },
});

const record = {
  record: 'order',
  id: 'order-12345',
  title: 'Order 12345',
  text: 'Halden table lamp, delivered on November 20, 2026; $89.00.',
  source: 'Built-in CRM',
  fetchedAt: startedAt,
  score: 0.74,
};

/** Made of cited sentences, each with what it stands on. */
export const draftCard = card({
  id: 'card-draft',
  title: 'A damaged item is replaced free of charge',
  citations: [
    citation,
    {
      ...citation,
      passage: 'a3f1c09d#2',
      heading: 'Refund',
      anchor: 'refund',
      quote: 'After 30 days, or when the item is sold out, offer a refund.',
    },
  ],
  records: [record],
  body: {
    kind: 'reply',
    text: 'I am sorry to hear that, Rosa. Your lamp was delivered on November 20, 2026. A damaged item is replaced free of charge within 30 days of delivery. When the item is sold out, we refund it.',
    sentences: [
      { text: 'I am sorry to hear that, Rosa.' },
      { text: 'Your lamp was delivered on November 20, 2026.', record: 0 },
      {
        text: 'A damaged item is replaced free of charge within 30 days of delivery.',
        citation: 0,
      },
      { text: 'When the item is sold out, we refund it.', citation: 1 },
    ],
    rephrasedBy: rules,
  },
});

export const actionCard = card({
  id: 'card-action',
  title: 'Send a replacement for order 12345',
  score: 0.87,
  model: rules,
  ms: 11.2,
  body: {
    kind: 'action',
    action: 'action-1',
    actionKind: 'send_replacement',
    text: 'Replace the Halden table lamp free of charge. It was delivered 2 days ago, within the 30 days.',
    expectedValue: 12_345,
    factors: [
      { name: 'resolves', detail: '90% chance to solve an issue worth $60.00', minor: 5_400 },
      { name: 'retains', detail: '8% of lifetime value $1,864.50', minor: 14_916 },
      { name: 'cost', detail: 'replacement at cost of order $89.00', minor: -7_971 },
    ],
    eligibility: {
      decision: 'permit',
      policies: ['retail.replacement.within_30_days'],
      reason: 'Delivered on 20 November, within 30 days.',
    },
  },
});

export const forbiddenCard = card({
  id: 'card-forbidden',
  title: 'Refund order 67890',
  citations: [],
  body: {
    kind: 'action',
    action: 'action-2',
    actionKind: 'refund',
    text: 'Refund the whole order to the card it was paid with.',
    expectedValue: -2_410,
    factors: [{ name: 'cost', detail: 'refund of $310.00', minor: -31_000 }],
    eligibility: {
      decision: 'forbid',
      policies: ['retail.refund.limit'],
      reason: 'Above the limit of $150 for agents.',
    },
  },
});

export const articleCard = card({
  id: 'card-article',
  title: 'Damaged items: replacement',
  score: 0.83,
  body: {
    kind: 'article',
    excerpt:
      'A damaged item is replaced free of charge within 30 days of delivery. The customer does not send the broken item back; a photo is enough.',
  },
});

export const contradictedCard = card({
  ...articleCard,
  id: 'card-contradicted',
  body: {
    ...articleCard.body,
    saysOtherwise: {
      document: 'document-2',
      title: 'Returns in the shops',
      quote: 'A damaged item can be replaced at the counter within 14 days of purchase.',
      newer: false,
    },
  },
});

export const stepCard = card({
  id: 'card-step',
  title: 'Ask for a photo',
  score: 0.71,
  citations: [],
  model: rules,
  body: { kind: 'step', text: 'Ask for a photo of the damage, or note why there is none.' },
});

export const formCard = card({
  id: 'card-form',
  title: 'Return or replacement',
  score: 0.66,
  citations: [],
  body: {
    kind: 'form',
    form: 'return',
    text: 'The return form is three fifths filled from what was said.',
  },
});

export const longCard = card({
  id: 'card-long',
  title:
    'Explain in detail how a replacement for a set of several items is handled when only one of them arrived broken and the set is no longer sold',
  body: {
    kind: 'reply',
    text: `${'A set is replaced as a whole when its parts are not sold one by one. '.repeat(14)}ThisIsAWordWithoutAnyPlaceToBreakItSuchAsATrackingCode0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`,
  },
});

export const rtlCard = card({
  id: 'card-rtl',
  title: 'عرض استبدال مجاني',
  trigger: [],
  body: {
    kind: 'reply',
    text: 'نأسف لوصول المصباح مكسورًا. سنرسل لك مصباحًا جديدًا مجانًا خلال ثلاثة أيام، رقم الطلب 12345.',
  },
});

export const cards = [replyCard, actionCard, articleCard, stepCard];

export const silence = Silence.parse({
  lookUp: { needed: false, probability: 0.12, threshold: 0.4 },
  conversation: conversation.id,
  turn: 'turn-5',
  reason: 'below_threshold',
  text: 'Contact details alone do not ask for anything, and no article came close enough.',
  considered: [
    { title: 'Change contact details', score: 0.44, threshold: 0.55 },
    { title: 'Delivery dates for gifts', score: 0.31, threshold: 0.55 },
  ],
});

export const hits = [
  PassageHit.parse({
    passage: {
      id: 'a3f1c09d#1',
      document: article.id,
      pack: 'retail',
      ordinal: 1,
      title: 'Damaged items',
      heading: 'Replacement',
      anchor: 'replacement',
      text: citation.quote,
    },
    score: 0.91,
    parts: { bm25: 1, vector: 1 },
    similarity: 0.83,
    relevance: 0.94,
  }),
  PassageHit.parse({
    passage: {
      id: 'a3f1c09d#2',
      document: article.id,
      pack: 'retail',
      ordinal: 2,
      title: 'Damaged items',
      heading: 'Refund',
      anchor: 'refund',
      text: 'After 30 days, or when the item is sold out, offer a refund to the original means of payment.',
    },
    score: 0.62,
    parts: { vector: 2 },
    similarity: 0.64,
    relevance: 0.58,
  }),
];
