import { describe, expect, it } from 'vitest';
import { RecordId } from '#domain/ids.ts';
import { samePhone } from './mirror-keys.ts';
import { customer, openAt, temporaryFolder } from './store.fixture.ts';

const ana = customer(
  'k1',
  { account: 'AC-100', email: 'Ana@Example.com', phone: '+1 (415) 555-0132' },
  ['12345', 'RX-9'],
);
const bob = customer('k2', { account: 'ac 200', name: 'Bob Smith', phone: '415-555-0199' }, [
  '67890',
]);

const filled = () => {
  const { mirror } = openAt(temporaryFolder());
  mirror.putRecord(ana);
  mirror.putRecord(bob);
  return mirror;
};

describe('mirror', () => {
  it.each([
    [{ account: 'ac100' }, ana],
    [{ account: 'AC-200' }, bob],
    [{ order: '#12345' }, ana],
    [{ order: 'rx9' }, ana],
    [{ order: '67890' }, bob],
    [{ email: ' ana@example.COM ' }, ana],
    [{ phone: '+14155550132' }, ana],
    [{ phone: '(415) 555 0132' }, ana],
    [{ phone: '0014155550199' }, bob],
  ])('finds by %o', (by, record) => {
    expect(filled().find(by)).toEqual([record]);
  });

  it.each([
    { account: '' },
    { account: '10' },
    { order: '1234' },
    { email: 'ana@example.co' },
    { phone: '5550132' },
    { phone: '+44 7155 550132' },
    {},
  ])('finds nobody by %o', (by) => {
    expect(filled().find(by)).toEqual([]);
  });

  it('puts first whom more of it names', () => {
    const found = filled().find({ account: 'AC-200', order: '12345', email: 'ana@example.com' });
    expect(found).toEqual([ana, bob]);
  });

  it('searches by the beginnings of words, whatever the accents', () => {
    const mirror = filled();
    expect(mirror.search('dvorak', 9)).toEqual([ana]);
    expect(mirror.search('smi b', 9)).toEqual([bob]);
    expect(mirror.search('123', 9)).toEqual([ana]);
    expect(mirror.search('"*', 9)).toEqual([]);
    expect(mirror.search('ac', 1)).toHaveLength(1);
  });

  it('forgets old keys when a record changes', () => {
    const mirror = filled();
    const changed = customer('k1', { account: 'AC-777', name: 'Ana Novak' });
    mirror.putRecord(changed);
    expect(mirror.record(RecordId.parse('k1'))).toEqual(changed);
    expect(mirror.find({ order: '12345' })).toEqual([]);
    expect(mirror.find({ account: 'AC777' })).toEqual([changed]);
    expect(mirror.search('dvorak', 9)).toEqual([]);
  });
});

describe('samePhone', () => {
  it('wants nine digits in common before it calls two numbers one', () => {
    expect(samePhone('+49 30 1234567', '030 1234567')).toBe(true);
    expect(samePhone('+1 415 555 0132', '555 0132')).toBe(false);
    expect(samePhone('', '')).toBe(false);
  });
});
