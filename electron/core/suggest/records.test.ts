import { describe, expect, it } from 'vitest';
import { CustomerRecord } from '#domain/customer.ts';
import { recordThreshold, searchRecords, type FoundRecord } from './records.ts';
import { record } from './suggest.fixture.ts';

const mirror = { source: 'zendesk', fetchedAt: 7, etag: 'e' };
const rich = CustomerRecord.parse({
  ...record,
  orders: [
    ...record.orders,
    {
      ...record.orders[0],
      id: 'order-3',
      number: 'LF-777',
      status: 'in_transit',
      purchasedAt: '2026-11-20',
      deliveredAt: undefined,
    },
  ],
  subscriptions: [{ ...record.subscriptions[0], renewsAt: '2026-12-06' }],
  tickets: [
    {
      id: 't-1',
      customer: 'cust-1',
      subject: 'Lantern flickers',
      status: 'open',
      openedAt: '2026-11-19',
      mirror,
    },
  ],
  notes: [
    {
      id: 'n-1',
      customer: 'cust-1',
      text: 'Promised a call on Friday. Difficult.',
      at: '2026-11-19',
      mirror,
    },
  ],
});

const search = (question: string, entities: string[] = []): FoundRecord[] =>
  searchRecords({
    record: rich,
    question,
    entities,
    manner: { locale: 'en-US', currency: 'USD' },
  });
const card = (question: string, entities?: string[]): FoundRecord | undefined =>
  search(question, entities).find(({ score }) => score >= recordThreshold);

describe('searchRecords', () => {
  it('knows the newest order when no number is given, and says where it was read', () => {
    expect(card('where is my parcel?')).toMatchObject({
      record: 'order',
      id: 'order-3',
      title: 'Order LF-777',
      text: 'In transit; bought on November 20, 2026; 2 × Lantern; $84.50.',
      source: 'local',
      fetchedAt: 1,
      say: 'Your order LF-777 of November 20, 2026 has the status "in transit".',
    });
  });

  it('knows an order by its number, however it is written, also from earlier in the talk', () => {
    expect(card('where is order 67890')?.id).toBe('order-2');
    expect(card('where is it now?', ['#lf 777'])?.id).toBe('order-3');
    expect(card('has my order 12345 arrived?')?.say).toBe(
      'Your order 12345 of November 14, 2026 was delivered on November 18, 2026.',
    );
    expect(search('where is my order 12345').map(({ id }) => id)[0]).toBe('order-1');
  });

  it('answers what was asked of it', () => {
    expect(card('how much did I pay for order 67890?')?.say).toContain('comes to $39.00.');
    expect(card('what did I order last time, what was in the parcel')?.say).toContain('Lantern');
  });

  it('knows a plan by its name and when it renews', () => {
    expect(card('when does my plan renew')).toMatchObject({
      record: 'subscription',
      say: 'Your plan Trail Box has the status "active" and began on January 6, 2026; it renews on December 6, 2026.',
    });
    expect(card('how much am I paying for the Trail Box')?.say).toBe(
      'Your plan Trail Box costs $39.00 each time.',
    );
  });

  it('finds tickets, whose subject is not read back, and notes, which are not said at all', () => {
    const ticket = card('any news on my ticket?');
    expect(ticket).toMatchObject({ record: 'ticket', source: 'zendesk' });
    expect(ticket?.say).toBe('Your request of November 19, 2026 has the status "open".');
    const note = card('what did your colleague promise me last time?');
    expect(note).toMatchObject({ record: 'note', title: 'Note of November 19, 2026' });
    expect(note?.say).toBeUndefined();
  });

  it('gives no card when something else is asked, and nothing when nothing is', () => {
    for (const question of [
      'how long does delivery take',
      'can I return an order',
      'My order 12345 arrived damaged. How do I get a replacement?',
      'where is my refund for order 12345',
      'I want to cancel my Trail Box plan',
      'do you ship to Canada',
    ])
      expect(card(question, ['12345']), question).toBeUndefined();
    for (const question of ['hello there', 'it rains', '', '???'])
      expect(search(question), question).toEqual([]);
    expect(
      searchRecords({
        record: undefined,
        question: 'where is my order',
        entities: [],
        manner: { locale: 'en-US', currency: 'USD' },
      }),
    ).toEqual([]);
  });

  it('puts what is named before what is only spoken of, and the newer before the older', () => {
    const ids = search('where is my order 67890').map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['order-2', 'order-3', 'order-1']);
    const scores = search('where is my order 67890').map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
  });

  it('shows more in a search than on a card', () => {
    expect(search('67890')[0]?.id).toBe('order-2');
    expect(search('order').length).toBe(3);
  });
});
