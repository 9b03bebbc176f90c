import { KnowledgeAnswer } from '#contract/shapes.ts';
import { KnowledgeDocument, PassageHit, RecordHit } from '#domain/knowledge.ts';
import { article, hits } from './fixtures-cards.ts';
import { model } from './fixtures.ts';

/** @file What a search of the articles gives, in every state. */

const day = 24 * 60 * 60_000;
const now = Date.now();

const hit = (change: {
  readonly passage: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}): PassageHit =>
  PassageHit.parse({
    score: 0.6,
    parts: { bm25: 2, vector: 3 },
    similarity: 0.71,
    relevance: 0.66,
    ...change,
    passage: { pack: 'retail', ordinal: 1, anchor: '', heading: '', ...change.passage },
  });

/** Two articles that give different numbers for the same thing. */
const older = hit({
  passage: {
    id: 'b7#3',
    document: 'document-2',
    title: 'Returns in the shops',
    heading: 'Damaged goods',
    anchor: 'damaged-goods',
    text: 'A damaged item can be replaced at the counter within 14 days of purchase. The receipt is needed.',
  },
  updatedAt: now - 400 * day,
  audience: 'agent',
  contradicts: 'a3f1c09d#1',
  relevance: 0.7,
});

const plain = hit({
  passage: {
    id: 'c4#1',
    document: 'document-3',
    title: 'Delivery dates',
    heading: 'Express',
    anchor: 'express',
    text: 'Orders placed before 2 pm arrive on the next working day. Express costs $9.90 and is free for replacements.',
  },
  updatedAt: now - 12 * day,
});

export const records = [
  RecordHit.parse({
    record: 'order',
    id: 'order-12345',
    title: 'Order 12345',
    text: 'Halden table lamp, delivered on November 20, 2026; $89.00.',
    source: 'Built-in CRM',
    fetchedAt: now - 95_000,
    score: 0.52,
  }),
  RecordHit.parse({
    record: 'ticket',
    id: 'ticket-9',
    title: 'Ticket: vase arrived chipped',
    text: 'Closed on August 8, 2026. A voucher was sent.',
    source: 'Built-in CRM',
    fetchedAt: now - 95_000,
    score: 0.31,
  }),
];

const first = hits[0];
const second = hits[1];
if (first === undefined || second === undefined) throw new Error('The cards have two hits.');

export const answer = KnowledgeAnswer.parse({
  hits: [{ ...first, updatedAt: now - 20 * day }, older, second, plain],
  records,
  understoodAs: 'How long does a replacement of a damaged item take?',
  lookUp: { needed: true, probability: 0.97, threshold: 0.4 },
  passages: 412,
  ms: 3.2,
});

export const nothingFound = KnowledgeAnswer.parse({
  hits: [],
  records: [],
  lookUp: { needed: false, probability: 0.08, threshold: 0.4 },
  passages: 412,
  ms: 2.1,
});

export const nothingThere = KnowledgeAnswer.parse({ hits: [], records: [], passages: 0, ms: 0.4 });

const longText = `${'The warranty of a set covers every part of it for as long as the set is sold. '.repeat(12)}PartNumberWithoutAnyPlaceToBreak0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz`;

export const longAnswer = KnowledgeAnswer.parse({
  ...answer,
  understoodAs: longText.slice(0, 400),
  hits: Array.from({ length: 10 }, (_, index) =>
    hit({
      passage: {
        id: `long#${index}`,
        document: 'document-1',
        ordinal: index,
        title: `Warranty, repairs and spare parts of sets that are no longer sold one by one, part ${index + 1}`,
        heading: 'What is covered when only one part of a set is broken and nobody has the receipt',
        text: longText,
      },
    }),
  ),
  ms: 17.4,
});

export const rtlAnswer = KnowledgeAnswer.parse({
  ...answer,
  understoodAs: 'كم يستغرق الاستبدال؟',
  hits: [
    hit({
      passage: {
        id: 'rtl#1',
        document: 'document-rtl',
        title: 'البضائع التالفة',
        heading: 'الاستبدال',
        text: 'يُستبدل المنتج التالف مجانًا خلال 30 يومًا من التسليم. لا يعيد العميل المنتج المكسور؛ تكفي صورة.',
      },
    }),
  ],
  records: [],
});

/** With everything that GFM adds, a link out, a link inside, and one that leads nowhere. */
export const richArticle = KnowledgeDocument.parse({
  ...article,
  id: 'document-4',
  source: 'import-1',
  title: 'Plans and prices',
  path: 'handbook/plans/prices.md',
  audience: 'agent',
  version: 3,
  updatedAt: now - 3 * day,
  subject: 'Homeware Plus',
  url: 'https://example.com/handbook/prices',
  hash: model.sha256,
  body: `# Plans and prices

See [what changed](#changes), the [public page](https://example.com/prices) or the [old list](http://example.com/old).

## Plans

| Plan | Price | Free deliveries |
|:-----|------:|:---------------:|
| Basic | $0.00 | 0 |
| Plus | $49.00 | 12 |
| Family, which is shared by up to five people of one household | $79.00 | unlimited |

## Steps

1. Ask which plan the customer has.
2. Compare with \`PLAN-2\`.
   - ~~Offer the spring voucher.~~
   - Offer the change without a fee.

- [x] Told the customer the price
- [ ] Sent the confirmation

## Changes

> Since March the Plus plan costs $49.00 a year.
`,
});

export const withdrawnArticle = KnowledgeDocument.parse({
  ...richArticle,
  id: 'document-5',
  withdrawnAt: now - 2 * day,
});

export const outdatedArticle = KnowledgeDocument.parse({ ...article, validTo: '2026-03-31' });

export const rtlArticle = KnowledgeDocument.parse({
  ...article,
  id: 'document-rtl',
  title: 'البضائع التالفة',
  language: 'ar',
  path: 'العودة/التالفة.md',
  body: '# البضائع التالفة\n\n## الاستبدال\n\nيُستبدل المنتج التالف مجانًا خلال 30 يومًا من التسليم.\n\n- لا يعيد العميل المنتج المكسور.\n- تكفي صورة.\n',
});

/** What the pretended core has, by id. */
export const articles: Readonly<Record<string, KnowledgeDocument>> = Object.fromEntries(
  [
    article,
    richArticle,
    withdrawnArticle,
    rtlArticle,
    KnowledgeDocument.parse({
      ...article,
      id: 'document-2',
      title: older.passage.title,
      path: 'shops/returns.md',
      audience: 'agent',
      updatedAt: older.updatedAt,
      body: `# ${older.passage.title}\n\n## Damaged goods\n\n${older.passage.text}\n`,
    }),
    KnowledgeDocument.parse({
      ...article,
      id: 'document-3',
      title: plain.passage.title,
      path: 'delivery/dates.md',
      url: 'https://example.com/delivery',
      body: `# ${plain.passage.title}\n\n## Express\n\n${plain.passage.text}\n`,
    }),
  ].map((each) => [each.id, each]),
);
