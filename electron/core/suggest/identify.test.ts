import { describe, expect, it } from 'vitest';
import type { CustomerRecord } from '#domain/customer.ts';
import { RecordId } from '#domain/ids.ts';
import type { MirrorRepository } from '#core/ports.ts';
import { identify } from './identify.ts';
import { entity, record, turn } from './suggest.fixture.ts';

const other: CustomerRecord = {
  ...record,
  customer: { ...record.customer, id: RecordId.parse('cust-2'), name: 'Tom' },
};

/** Everybody has the phone number; only Maya has the e-mail; only Tom has order 1. */
const mirror: Pick<MirrorRepository, 'find'> = {
  find: ({ phone, email, order }) =>
    phone === '+1' ? [record, other] : email === 'maya@x' ? [record] : order === '1' ? [other] : [],
};
const said = turn(1, 'customer', 'maya@x, +1, order 1');
const phone = entity(said, 'phone', '+1');
const email = entity(said, 'email', 'maya@x');
const order = entity(said, 'order_number', '1');

describe('identify', () => {
  it('finds by one key, with the words that named the customer', () => {
    expect(identify({ entities: [email], mirror })).toMatchObject({
      kind: 'found',
      record: { customer: { id: 'cust-1' } },
      evidence: [{ text: 'maya@x' }],
      agreement: 1,
    });
  });

  it('settles a shared phone by the e-mail', () => {
    const found = identify({ entities: [phone, email], mirror });
    expect(found).toMatchObject({ kind: 'found', agreement: 2 });
  });

  it('does not guess between people', () => {
    expect(identify({ entities: [phone], mirror }).kind).toBe('ambiguous');
    expect(identify({ entities: [email, order], mirror }).kind).toBe('ambiguous');
    expect(identify({ entities: [phone, email, order], mirror }).kind).toBe('ambiguous');
    const account = { ...mirror, find: (by: object) => ('order' in by ? [other] : [record]) };
    const twice = [entity(said, 'account_number', 'A-1'), email, order];
    expect(identify({ entities: twice, mirror: account }).kind).toBe('ambiguous');
  });

  it('says what it looked for in vain', () => {
    expect(identify({ entities: [], mirror }).kind).toBe('none');
    expect(identify({ entities: [entity(said, 'email', 'who@x')], mirror })).toEqual({
      kind: 'none',
      reason: 'No customer has email who@x.',
    });
  });

  it('takes an earlier number when the later one is nobody’s', () => {
    const found = identify({ entities: [email, entity(said, 'email', 'typo@x')], mirror });
    expect(found.kind).toBe('found');
  });
});
