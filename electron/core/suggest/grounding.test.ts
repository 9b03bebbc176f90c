import { describe, expect, it } from 'vitest';
import type { PackReply } from '#domain/pack.ts';
import { buildFacts } from './facts.ts';
import { claimsIn, ungroundedClaims } from './grounding.ts';
import { groundReply } from './replies.ts';
import { damagedArticle, record, today } from './suggest.fixture.ts';

describe('ungroundedClaims', () => {
  it('knows a number in figures and in words, with and without separators', () => {
    expect(ungroundedClaims('two to four days', ['2 to 4 working days'])).toEqual([]);
    expect(ungroundedClaims('$1,240.00', ['it costs $1240'])).toEqual([]);
  });

  it('does not let a number of days vouch for a price, a share or a date', () => {
    expect(ungroundedClaims('It costs $30.', ['within 30 days'])).toEqual(['money $30']);
    expect(ungroundedClaims('You get 30%.', ['within 30 days'])).toEqual(['percent 30']);
    expect(ungroundedClaims('on March 5', ['on April 5'])).toEqual(['day 3-5']);
    expect(ungroundedClaims('on November 18, 2026', ['2026-11-18'])).toEqual([]);
  });

  it('tells currencies apart, and reads what is written to be overlooked', () => {
    expect(ungroundedClaims('It costs €30.', ['It costs $30.'])).toEqual(['money €30']);
    expect(ungroundedClaims('It costs 30 dollars.', ['It costs $30.'])).toEqual([]);
    expect(ungroundedClaims('It costs ＄３０.', ['It costs $30.'])).toEqual([]);
    expect(ungroundedClaims('It takes 3\u200B0 days.', ['3 days', '0 days'])).toEqual([
      'number 30',
    ]);
    expect(ungroundedClaims('within ٣٠ days', ['within 30 days'])).toEqual([]);
    expect(ungroundedClaims('two hundred days on Friday', ['2 days'])).toEqual([
      'weekday friday',
      'number 100',
    ]);
  });

  it('knows links without a scheme, in one form', () => {
    expect(ungroundedClaims('See evil.example/pay', ['See good.example'])).toEqual([
      'link evil.example/pay',
    ]);
    expect(ungroundedClaims('See www.good.example.', ['https://good.example/'])).toEqual([]);
  });

  it('knows links and addresses, and passes the numbers of a list', () => {
    expect(
      ungroundedClaims('See https://evil.example/x.', ['https://good.example/x']),
    ).toHaveLength(1);
    expect(claimsIn('1. Open the app.\n2. Tap it.')).toEqual(new Set());
  });
});

const facts = buildFacts({
  record,
  entities: [],
  today,
  intent: { name: 'damaged', confidence: 0.9 },
  agent: 'Sam',
  company: 'Shop Ltd',
  manner: { locale: 'en-US', currency: 'USD' },
});
const reply = (friendly: string, article?: string): PackReply => ({
  name: 'r',
  intents: ['damaged'],
  needs: [],
  text: { friendly },
  ...(article === undefined ? {} : { article }),
});

describe('groundReply', () => {
  it('cites the passage that proves the numbers', () => {
    const grounded = groundReply(
      reply('Order {order.number} is replaced within 30 days of delivery.', 'a'),
      'friendly',
      facts,
      damagedArticle,
    );
    expect(grounded).toMatchObject({
      text: 'Order 12345 is replaced within 30 days of delivery.',
      citations: [{ heading: 'Replacement', quote: expect.stringContaining('30 days') as string }],
    });
  });

  it('refuses numbers that stand nowhere, unknown slots and outdated articles', () => {
    expect(groundReply(reply('Within 60 days.', 'a'), 'friendly', facts, damagedArticle)).toEqual({
      problem: 'number 60 stands neither in the facts nor in the article',
    });
    expect(groundReply(reply('{ticket.subject}'), 'friendly', facts, [])).toHaveProperty('problem');
    expect(groundReply(reply('Sure.', 'gone'), 'friendly', facts, [])).toHaveProperty('problem');
  });

  it('does not read slots in what a customer wrote', () => {
    const named = structuredClone(record);
    named.customer.name = '{order.total} refund';
    const grounded = groundReply(
      reply('Hi {customer.name}'),
      'friendly',
      { ...facts, record: named },
      [],
    );
    expect(grounded).toMatchObject({ text: 'Hi {order.total} refund' });
  });
});
