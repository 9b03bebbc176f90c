import { describe, expect, it } from 'vitest';
import { buildFacts, factOf, hasFact, refocus, type FactsInput } from './facts.ts';
import { draftAction } from './draft.ts';
import { concernsSubscription } from './focus.ts';
import { entity, pack, record, today, turn } from './suggest.fixture.ts';

const manner = { locale: 'en-US', currency: 'USD' };
const facts = (change: Partial<FactsInput> = {}) =>
  buildFacts({
    record,
    entities: [],
    today,
    intent: { name: 'damaged', confidence: 0.914 },
    agent: 'Sam',
    company: 'Shop Ltd',
    manner,
    ...change,
  });
const said = turn(1, 'customer', 'It is order #67890, not 99999');

describe('buildFacts', () => {
  it('takes the order that was named', () => {
    const found = facts({ entities: [entity(said, 'order_number', '67890', '#67890')] });
    expect(found.order?.number).toBe('67890');
    expect(found.orderBy).toBe('named');
  });

  it('takes no order when the one named is nobody of this customer', () => {
    const found = facts({ entities: [entity(said, 'order_number', '99999')] });
    expect(found.order).toBeUndefined();
    expect(found.context).not.toHaveProperty('daysSincePurchase');
  });

  it('takes the order of the subscription when the talk is about it, else the most recent', () => {
    expect(facts({ aboutSubscription: true }).order?.number).toBe('67890');
    expect(facts().order?.number).toBe('12345');
    expect(facts().orderBy).toBe('recent');
  });

  it('reads from the pack which intents concern a subscription', () => {
    expect(concernsSubscription(pack, 'cancel')).toBe(true);
    expect(concernsSubscription(pack, 'damaged')).toBe(false);
    expect(concernsSubscription(pack, null)).toBe(false);
  });

  it('gives policy whole numbers, and leaves out what is not known', () => {
    expect(facts().context).toEqual({
      identified: true,
      amountMinor: 8450,
      orderTotalMinor: 8450,
      daysSincePurchase: 8,
      daysSinceDelivery: 4,
      orderStatus: 'delivered',
      subscriptionStatus: 'active',
      customerStatus: 'active',
      customerTier: 'gold',
      lifetimeValueMinor: 124_000,
      intent: 'damaged',
      intentConfidencePercent: 91,
    });
    expect(facts({ record: undefined, intent: null }).context).toEqual({ identified: false });
  });

  it('shows money, days and items as people write them', () => {
    expect(factOf(facts(), 'order.total')).toEqual({ raw: 8450, text: '$84.50' });
    expect(factOf(facts(), 'order.deliveredAt')?.text).toBe('November 18, 2026');
    expect(factOf(facts(), 'order.items')?.text).toBe('2 × Lantern');
    expect(factOf(facts(), 'customer.firstName')?.text).toBe('Maya');
    expect(factOf(facts(), 'customer.mirror')).toBeUndefined();
    expect(hasFact(facts(), 'order.deliveredAt')).toBe(true);
    expect(hasFact(facts(), 'ticket')).toBe(false);
  });

  it('refocuses everything on another order, by number or id', () => {
    const other = refocus(facts(), 'order', '#67890');
    expect(other?.context['daysSincePurchase']).toBe(47);
    expect(refocus(facts(), 'order', '55555')).toBeUndefined();
  });
});

const [replace, cancel] = pack.manifest.actions;
if (replace === undefined || cancel === undefined) throw new Error('fixture');

describe('draftAction', () => {
  it('shows every field before and after, with the etag', () => {
    const made = draftAction({ action: replace, facts: facts() });
    expect(made).toMatchObject({
      ok: true,
      value: {
        missing: [],
        input: { order: '12345', reason: 'arrived damaged' },
        tellCustomer: 'The replacement for order 12345 is on its way.',
        policyContext: { kind: 'replace', risk: 'medium', amountMinor: 8450 },
        changes: [
          {
            operation: 'update',
            record: 'order',
            id: 'order-1',
            label: 'Order 12345',
            etag: 'e7',
            fields: [{ field: 'status', title: 'Status', before: 'delivered', after: 'replacing' }],
          },
          {
            operation: 'create',
            record: 'note',
            label: 'New note',
            fields: [
              { field: 'text', before: null, after: 'Order 12345: arrived damaged, $84.50.' },
              { field: 'at', after: today },
              { field: 'customer', after: 'cust-1' },
            ],
          },
        ],
      },
    });
  });

  it('follows the agent to another order in target, words and facts', () => {
    const made = draftAction({ action: replace, facts: facts(), input: { order: '67890' } });
    expect(made).toMatchObject({
      ok: true,
      value: { policyContext: { daysSincePurchase: 47 }, changes: [{ id: 'order-2' }, {}] },
    });
    const wrong = draftAction({ action: replace, facts: facts(), input: { order: '11111' } });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it('asks policy about the amount that is asked for', () => {
    const made = draftAction({ action: cancel, facts: facts(), input: { amount: 100 } });
    expect(made).toMatchObject({ ok: true, value: { policyContext: { amountMinor: 100 } } });
    const bad = draftAction({ action: cancel, facts: facts(), input: { amount: 'lots' } });
    expect(bad).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it('says when it does not know what to write to, or would change nothing', () => {
    expect(draftAction({ action: replace, facts: facts({ record: undefined }) })).toMatchObject({
      ok: false,
      error: { code: 'no_target', message: 'It is not known which order is meant.' },
    });
    const noteOnly = { ...replace, changes: replace.changes.slice(1) };
    expect(draftAction({ action: noteOnly, facts: facts({ record: undefined }) })).toMatchObject({
      ok: false,
      error: { message: 'It is not known which customer is meant.' },
    });
    const done = structuredClone(record);
    for (const order of done.orders) order.status = 'replacing';
    expect(draftAction({ action: replace, facts: facts({ record: done }) })).toMatchObject({
      ok: false,
      error: { code: 'nothing_to_change' },
    });
  });
});
