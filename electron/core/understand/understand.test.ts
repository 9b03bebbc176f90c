import { describe, expect, test } from 'vitest';
import type { Speaker, Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { Insight } from '#domain/insight.ts';
import { unreadable } from './language.ts';
import { createSentimentReader } from './sentiment.ts';
import { createUnderstand } from './understand.ts';
import { readUrgency } from './urgency.ts';

const model = { name: 'test', version: '1', sha256: 'x' };
const turnOf = (text: string, speaker: Speaker = 'customer', sequence = 1): Turn => ({
  id: TurnId.parse(`turn-${sequence}`),
  conversation: ConversationId.parse('c'),
  sequence,
  speaker,
  kind: 'message',
  text,
  at: Date.UTC(2026, 0, 7),
  redactions: 0,
});

/** A head over one-word vectors: enough to see what is asked of it. */
const labels = ['cancel', 'refund'];
const embedded: string[] = [];
const understand = createUnderstand({
  encoder: {
    embed: (texts) => {
      embedded.push(...texts);
      return Promise.resolve(
        texts.map((text) =>
          Float32Array.from(labels, (label) => (text.toLowerCase().includes(label) ? 1 : 0)),
        ),
      );
    },
  },
  pack: {
    region: 'US',
    currency: 'USD',
    intents: [{ name: 'cancel', title: 'Cancel a plan', description: '', examples: [] }],
    entities: [],
  },
  intent: {
    classify: ({ vector }) =>
      labels
        .map((label, index) => ({ label, confidence: vector[index] === 1 ? 0.6 : 0.1 }))
        .sort((a, b) => b.confidence - a.confidence),
    threshold: 0.5,
    model,
  },
  clock: { now: () => 0, monotonic: () => 0, after: () => () => undefined },
});

const read = async (text: string, before: readonly Turn[] = [], speaker: Speaker = 'customer') =>
  understand.read(turnOf(text, speaker, before.length + 1), { turns: before, insights: {} });
const kinds = (insights: readonly Insight[]): string[] => [...new Set(insights.map((i) => i.kind))];

describe('intent', () => {
  test('known above the threshold, unknown below, with the best labels', async () => {
    const { insights, vector } = await read('please cancel my plan for good');
    expect(insights.find((insight) => insight.kind === 'intent')).toMatchObject({
      value: 'cancel',
      title: 'Cancel a plan',
      threshold: 0.5,
      evidence: [{ start: 0, end: 30 }],
    });
    expect(vector).toHaveLength(2);
    const other = (await read('the weather is lovely over here')).insights;
    expect(other.find((insight) => insight.kind === 'intent')).toMatchObject({ value: null });
  });

  test.each(['yes', 'no thanks', 'debit card', 'uh huh', 'seven one five', 'the cancel one'])(
    'a fragment says nothing about it: %s',
    async (text) => {
      const { insights } = await read(text, [turnOf('which card would you like', 'agent')]);
      expect(kinds(insights)).not.toContain('intent');
    },
  );

  test('few words count when the agent asked what it is about', async () => {
    const { insights } = await read('cancel it', [turnOf('how can i help you?', 'agent')]);
    expect(insights.find((insight) => insight.kind === 'intent')).toMatchObject({
      value: 'cancel',
    });
  });

  test('an answer to another question must be surer than an opening', async () => {
    const { insights } = await read('it is the one for cancel that i told you of', [
      turnOf('which account is it?', 'agent'),
    ]);
    expect(insights.find((insight) => insight.kind === 'intent')).toMatchObject({ value: null });
  });
});

describe('an agent’s turn', () => {
  test.each([
    'i am so sorry this is terrible, i hate it and it is an emergency right now',
    'you will sue us? we were hacked and everything is down',
  ])('carries no sentiment, urgency or intent: %s', async (text) => {
    embedded.length = 0;
    const { insights, vector } = await read(`${text} call 415 555 0199`, [], 'agent');
    expect(kinds(insights)).toEqual(['entity']);
    expect(vector).toBeUndefined();
    expect(embedded).toEqual([]);
    expect(readUrgency(turnOf(text, 'agent'), model)).toBeUndefined();
    const reader = createSentimentReader({ model });
    expect(await reader.read(turnOf(text, 'agent'))).toBeUndefined();
  });
});

describe('what it cannot read', () => {
  test.each([
    '😀😀 👍',
    '!!!',
    'Мой заказ не пришёл',
    '我的訂單在哪裡',
    'ich möchte mein Konto kündigen bitte',
  ])('abstains: %s', async (text) => {
    expect((await read(text)).insights).toEqual([]);
  });

  test('an e-mail address is one in any language', async () => {
    const { insights } = await read('моя почта ann@example.com');
    expect(insights).toMatchObject([{ entity: 'email', value: 'ann@example.com' }]);
  });

  test.each([
    '#12345',
    'Maria Gonzalez',
    'refund',
    'cancel my die-cast order',
    'I need a refund por favor',
  ])('reads: %s', (text) => {
    expect(unreadable(text)).toBeUndefined();
  });
});

describe('sentiment', () => {
  test('the words that speak for it are its evidence', async () => {
    const text = 'this is a terrible and awful service';
    const { insights } = await read(text);
    const found = insights.find((insight) => insight.kind === 'sentiment');
    expect(found?.value).toBe('negative');
    expect(found?.evidence.map(({ start, end }) => text.slice(start, end)).sort()).toEqual([
      'awful',
      'terrible',
    ]);
  });
});

describe('urgency', () => {
  const urgent = (text: string) => readUrgency(turnOf(text), model);
  test.each([
    ['there is smoke coming out of the charger', 'safety'],
    ['i need this by friday', 'deadline'],
    ['i have called you three times about this', 'repeat_contact'],
    ['i am switching to another provider', 'churn'],
    ['our internet is completely down', 'outage'],
    ['my mother is on oxygen at home', 'vulnerability'],
    ['someone is using my card', 'money_at_risk'],
  ])('%s', (text, reason) => {
    const found = urgent(text);
    expect(found?.reasons.map((item) => item.reason)).toContain(reason);
    for (const { span } of found?.reasons ?? []) expect(span.end).toBeGreaterThan(span.start);
  });

  test.each([
    'there is no rush',
    'it is not urgent',
    'this is not an emergency',
    'what are your hours',
  ])('calm: %s', (text) => {
    expect(urgent(text)?.value ?? 0).toBeLessThan(0.15);
  });

  test('reasons add up and never pass one', () => {
    const one = urgent('someone is using my card')?.value ?? 0;
    const more =
      urgent('someone is using my card, fix it immediately, i have called twice')?.value ?? 0;
    expect(more).toBeGreaterThan(one);
    expect(more).toBeLessThanOrEqual(1);
  });
});
