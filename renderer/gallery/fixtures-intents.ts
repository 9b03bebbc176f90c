import {
  IntentComparison,
  IntentModel,
  IntentReport,
  type LabelledExample,
} from '#domain/taxonomy.ts';
import { model as encoder, startedAt } from './fixtures.ts';

/** @file Versions of the intents of one pack, parsed through the domain's own schemas. */

const row = (label: string, examples: number, recall: number, precision: number) => ({
  label,
  examples,
  recall,
  precision,
});

export const report = IntentReport.parse({
  examples: 240,
  labels: 8,
  folds: 5,
  seed: 7,
  accuracy: 0.914,
  macroF1: 0.897,
  ece: 0.031,
  threshold: 0.55,
  answered: 0.842,
  rejected: 0.68,
  outOfScope: 'examples',
  byLabel: [
    row('damaged_item', 42, 0.976, 0.953),
    row('order_status', 38, 0.974, 0.925),
    row('card_lost', 24, 0.708, 0.85),
    row('card_stolen', 22, 0.864, 0.731),
    row('refund_request', 36, 0.944, 0.919),
    row('cancel_order', 28, 0.929, 0.963),
    row('return_label', 30, 0.9, 0.9),
    row('out_of_scope', 20, 0.68, 0.82),
  ],
  confusions: [
    {
      label: 'card_lost',
      taken: 'card_stolen',
      count: 4,
      texts: [
        'My card is gone since yesterday evening',
        'I cannot find my card, somebody may have it',
        'The card was in the bag that is missing',
      ],
    },
    {
      label: 'return_label',
      taken: 'refund_request',
      count: 1,
      texts: ['How do I send it back and get my money?'],
    },
  ],
  suspects: [
    {
      text: 'Somebody took my purse with the card in it',
      label: 'card_lost',
      own: 0.09,
      suggested: 'card_stolen',
      confidence: 0.88,
    },
    {
      text: 'Where is the parcel that was damaged?',
      label: 'damaged_item',
      own: 0.21,
      suggested: 'order_status',
      confidence: 0.66,
    },
  ],
  trainingMs: 2140,
});

const version = (change: Readonly<Record<string, unknown>>): IntentModel =>
  IntentModel.parse({
    id: 'version-2',
    pack: 'retail',
    name: 'With the card questions of November',
    origin: 'admin',
    createdAt: startedAt - 3_600_000,
    inUse: false,
    base: 'pack',
    encoder,
    report,
    ...change,
  });

export const candidate = version({});
export const packVersion = version({
  id: 'pack-retail',
  name: 'Retail 1.0.0',
  origin: 'pack',
  createdAt: startedAt - 9_000_000_000,
  inUse: true,
  report: {
    ...report,
    examples: 168,
    labels: 6,
    accuracy: 0.881,
    outOfScope: 'labels_left_out',
    rejected: 0.61,
    byLabel: report.byLabel.filter(({ label }) => !/card|scope/.test(label)),
    confusions: [],
    suspects: [],
  },
});
export const poor = version({
  id: 'version-1',
  name: 'First try',
  base: 'none',
  stale: true,
  createdAt: startedAt - 90_000_000,
  report: {
    ...report,
    examples: 14,
    labels: 2,
    folds: 2,
    accuracy: 0.5714,
    macroF1: 0.52,
    ece: 0.19,
    answered: 0.286,
    rejected: 0,
    outOfScope: 'none',
    byLabel: [row('card_lost', 8, 0.625, 0.556), row('card_stolen', 6, 0.5, 0.6)],
    warnings: [
      'Two labels have fewer than ten examples; the figures may be off by twenty points.',
      'Nothing teaches it what to reject.',
    ],
  },
});

const longLabel =
  'the customer asks whether a replacement that was sent to a neighbour can be sent on to work';

/** 200 labels, one of 90 characters, and texts from right to left. */
export const long = version({
  id: 'version-long',
  name: 'أسئلة العملاء من المتجر الإلكتروني والهاتف والمتاجر في القاهرة',
  report: {
    ...report,
    examples: 12_408,
    labels: 200,
    byLabel: Array.from({ length: 200 }, (_, index) =>
      row(
        index === 3 ? longLabel : index === 5 ? 'أين_طلبي_الآن' : `reason_of_contact_${index}`,
        20 + ((index * 7) % 90),
        0.5 + ((index * 37) % 50) / 100,
        0.55 + ((index * 53) % 45) / 100,
      ),
    ),
    confusions: Array.from({ length: 14 }, (_, index) => ({
      label: index === 0 ? longLabel : `reason_of_contact_${index}`,
      taken: index === 1 ? 'أين_طلبي_الآن' : `reason_of_contact_${index + 20}`,
      count: 14 - index,
      texts: [
        index === 1
          ? 'أين طلبي؟ لقد مر أسبوع ولم يصلني أي شيء حتى الآن'
          : `A rather long sentence in which somebody explains at length what happened ${'and then happened again '.repeat(12)}`,
      ],
    })),
    suspects: Array.from({ length: 11 }, (_, index) => ({
      text:
        index === 0
          ? 'أريد استرداد أموالي لأن المصباح وصل مكسورا'
          : `Example ${index} that somebody put under the wrong label`,
      label: index === 1 ? longLabel : `reason_of_contact_${index}`,
      own: 0.04 + index / 100,
      suggested: index === 2 ? longLabel : `reason_of_contact_${index + 40}`,
      confidence: 0.9 - index / 50,
    })),
  },
});

export const versions: readonly IntentModel[] = [candidate, poor, packVersion];

export const comparison = IntentComparison.parse({
  candidate: candidate.id,
  other: packVersion.id,
  n: 168,
  candidateAccuracy: 0.929,
  otherAccuracy: 0.881,
  added: ['card_lost', 'card_stolen'],
  dropped: ['gift_wrapping'],
  won: [
    {
      text: 'The lamp came in pieces',
      label: 'damaged_item',
      was: 'return_label',
    },
    { text: 'Has it left the warehouse yet?', label: 'order_status', was: 'cancel_order' },
  ],
  lost: [{ text: 'Take it back, please', label: 'return_label', now: 'refund_request' }],
});

export const examples: readonly LabelledExample[] = report.byLabel.flatMap(
  ({ examples: number, label }) => [
    ...report.suspects
      .filter((suspect) => suspect.label === label)
      .map(({ text }) => ({ text, label })),
    ...Array.from({ length: number }, (_, index) => ({
      text: `Example ${index + 1} of ${label}`,
      label,
    })),
  ],
);

export const tried = {
  label: 'card_lost',
  threshold: 0.55,
  ranked: [
    { label: 'card_lost', confidence: 0.81 },
    { label: 'card_stolen', confidence: 0.12 },
    { label: 'order_status', confidence: 0.03 },
  ],
  ms: 2.3,
};
export const triedUnknown = {
  label: null,
  threshold: 0.55,
  ranked: [
    { label: 'order_status', confidence: 0.31 },
    { label: longLabel, confidence: 0.22 },
    { label: 'أين_طلبي_الآن', confidence: 0.18 },
  ],
  ms: 1.9,
};
