import { describe, expect, it } from 'vitest';
import { DomainEvent } from '#domain/events.ts';
import {
  action,
  actionChanged,
  approval,
  customer,
  moved,
  started,
  turnAdded,
} from '#core/store/store.fixture.ts';
import { reasoningOf, subjectOf } from './reasoning.ts';

const model = { name: 'earshot-small', version: '1', sha256: 'x' };
const evidence = [{ turn: 't1', span: { start: 0, end: 7 }, text: 'damaged' }];
const event = (type: string, rest: object): DomainEvent =>
  DomainEvent.parse({ type, conversation: 'c1', ...rest });

const card = {
  id: 's1',
  conversation: 'c1',
  turn: 't1',
  title: 'Replacement',
  trigger: evidence,
  citations: [
    {
      passage: 'p',
      document: 'd',
      title: 'Returns',
      heading: 'Damage',
      anchor: 'damage',
      quote: 'x',
    },
  ],
  score: 0.834,
  model,
  ms: 5,
  origin: 'pushed',
  state: 'proposed',
  at: 1,
};
const offer = {
  kind: 'action',
  action: 'a1',
  actionKind: 'send_replacement',
  text: 'Send it again',
  expectedValue: 1,
  factors: [],
  eligibility: { decision: 'permit', policies: ['replace'], reason: 'Within 30 days.' },
};
const feedback = {
  suggestion: 's1',
  conversation: 'c1',
  verdict: 'dismissed',
  reason: 'not_now',
  at: 1,
};
const intent = {
  kind: 'intent',
  value: 'damaged_item',
  title: 'Damaged',
  confidence: 0.91,
  threshold: 0.5,
  ranked: [],
  evidence: [],
  model,
};
const unknown = { ...intent, value: null, confidence: 0.31 };
const entity = {
  kind: 'entity',
  entity: 'order_number',
  value: '12345',
  display: '12345',
  confidence: 1,
  evidence: [],
  sources: [],
  model,
};
const form = {
  name: 'f',
  title: 'Return',
  intent: 'damaged_item',
  fields: [
    { name: 'a', title: 'A', required: true, value: '1', sources: [], state: 'filled' },
    { name: 'b', title: 'B', required: true, sources: [], state: 'empty' },
  ],
};
const wrapUp = {
  conversation: 'c1',
  intent: null,
  summary: [{ section: 'issue', text: 'Damaged.', turns: ['t1'] }],
  dispositions: [],
  disposition: 'replaced',
  actions: [],
  readyAt: 1,
  ms: 2,
};
const silence = {
  conversation: 'c1',
  turn: 't1',
  reason: 'no_passage',
  text: 'No article fits.',
  considered: [],
};
const byPolicy = {
  ...approval('p1', 'a1'),
  by: 'policy' as const,
  decidedBy: 'policy',
  reason: 'Released kind.',
};

describe('reasoning', () => {
  it.each<[DomainEvent, string, string]>([
    [
      started('c1'),
      'conversation:c1',
      'Sam began a conversation on the practice channel with the retail pack.',
    ],
    [moved('c1', 'wrapping'), 'conversation:c1', 'The conversation became wrapping.'],
    [turnAdded('c1', 1, 'secret words'), 'turn:turn-1', 'The customer wrote something.'],
    [
      event('insights.found', { turn: 't1', ms: 1, insights: [intent, unknown, entity] }),
      'turn:t1',
      'Understood: intent damaged_item (91 %); intent unknown (best 31 %, needed 50 %); order number.',
    ],
    [
      event('insights.found', { turn: 't1', ms: 1, insights: [] }),
      'turn:t1',
      'Nothing was understood with enough certainty.',
    ],
    [
      event('customer.identified', { record: customer('k1'), evidence }),
      'customer:k1',
      'The customer was found by the words “damaged”.',
    ],
    [
      event('customer.identified', { record: customer('k1'), evidence: [] }),
      'customer:k1',
      'The agent chose the customer.',
    ],
    [
      event('suggestion.proposed', {
        suggestion: { ...card, body: { kind: 'reply', text: 'Hi' } },
      }),
      'suggestion:s1',
      'Triggered by “damaged”. Source: Returns › Damage. Score 83 % by earshot-small 1.',
    ],
    [
      event('suggestion.proposed', {
        suggestion: { ...card, trigger: [], citations: [], body: offer },
      }),
      'suggestion:s1',
      'The agent asked. Policy says permit (replace): Within 30 days. Score 83 % by earshot-small 1.',
    ],
    [
      event('suggestion.moved', { suggestion: 's1', state: 'dismissed', reason: 'known' }),
      'suggestion:s1',
      'The card became dismissed: known.',
    ],
    [event('silence.kept', { silence }), 'turn:t1', 'No card was shown: No article fits.'],
    [
      event('form.changed', { form }),
      'conversation:c1',
      '1 of 2 fields of the form “Return” are filled.',
    ],
    [actionChanged(action('a1'), 'It arrived damaged.'), 'action:a1', 'It arrived damaged.'],
    [
      event('approval.given', { approval: byPolicy }),
      'action:a1',
      'Policy approved: Released kind. Policy says permit (refund-limit): Within the limit.',
    ],
    [
      event('feedback.given', { feedback }),
      'suggestion:s1',
      'The agent dismissed the card (not now).',
    ],
    [
      event('wrapup.changed', { wrapUp }),
      'conversation:c1',
      'The wrap-up was drafted: 1 summary line, disposition replaced.',
    ],
    [
      DomainEvent.parse({
        type: 'intents.switched',
        pack: 'retail',
        to: { model: 'intents-1', name: 'Winter', accuracy: 0.914, labels: 12 },
        from: { model: 'pack:retail', name: 'Retail', accuracy: 0.9, labels: 11 },
      }),
      'intents:retail',
      'The intents of retail are now “Winter” (12 intents, 91 % right in cross-validation) instead of “Retail”.',
    ],
  ])('of %j', (given, subject, words) => {
    expect(subjectOf(given)).toBe(subject);
    expect(reasoningOf(given)).toBe(words);
  });

  it('says how much was hidden, and shortens long quotes', () => {
    const turn = turnAdded('c1', 1, 'x');
    if (turn.type !== 'turn.added') throw new Error('no turn');
    expect(reasoningOf({ ...turn, turn: { ...turn.turn, redactions: 2 } })).toBe(
      'The customer wrote something. 2 parts were hidden before storing.',
    );
    const long = [{ ...evidence[0], text: 'word '.repeat(100) }];
    expect(
      reasoningOf(event('customer.identified', { record: customer('k1'), evidence: long })).length,
    ).toBeLessThan(180);
  });
});
