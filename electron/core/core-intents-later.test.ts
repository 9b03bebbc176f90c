import { describe, expect, it } from 'vitest';
import { intentTrainer } from './core-heads.ts';
import {
  cancel,
  giftWrap,
  intent,
  invoice,
  label,
  must,
  pack,
  refund,
  useIntents,
} from './core-intents.fixture.ts';
import type { IntentTrainer } from './ports.ts';

describe('versions of intents, later on', () => {
  const { store, desk, wire, trained, refusal } = useIntents();

  it('are compared on the same held-out examples', async () => {
    const same = await trained('Same', label('refund_status', ...refund.examples));
    const equal = must(await desk().compare(same.id));
    expect(equal).toMatchObject({
      candidate: same.id,
      other: 'pack:shop',
      n: 15,
      added: [],
      dropped: [],
      won: [],
      lost: [],
    });
    expect(equal.candidateAccuracy).toBe(equal.otherAccuracy);

    const other = await trained(
      'Other',
      [...giftWrap, ...invoice, ...label('cancel_order', ...cancel.examples)],
      'none',
    );
    const differs = must(await desk().compare(other.id));
    expect(differs).toMatchObject({
      n: 5,
      added: ['gift_wrap', 'invoice'],
      dropped: ['change_address', 'refund_status'],
    });

    // Wrong labels must show: half of the refunds called cancellations and the other way round.
    const wrong = await trained('Wrong', [
      ...label('cancel_order', ...refund.examples),
      ...label('refund_status', ...cancel.examples),
    ]);
    const worse = must(await desk().compare(wrong.id));
    expect(worse.n).toBe(15);
    expect(worse.otherAccuracy).toBeLessThan(0.6);
    expect(refusal(await desk().compare('pack:shop'))).toMatch(
      /^INVALID This is the version in use/,
    );
    must(await desk().use(wrong.id));
    expect(must(await desk().compare(wrong.id)).other).toBe('pack:shop');
  }, 180_000);

  it('of another encoder, trainer or pack are marked, and trained anew when used', async () => {
    const { id } = await trained('Gifts', giftWrap);
    must(await desk().use(id));
    const newer = wire({ ...intentTrainer, version: 'newer' });
    const listed = await newer.list('shop');
    expect(listed.map(({ stale }) => stale)).toEqual([true, undefined]);
    const before = store().intents.get(id)?.recipe;
    expect((await newer.inUse('shop')).model.version).toBe('Gifts');
    expect(store().intents.get(id)?.recipe).not.toBe(before);
    expect((await newer.list('shop'))[0]?.stale).toBeUndefined();
    const { intents: own } = pack;
    const grown = {
      ...pack,
      intents: [
        ...own,
        intent(
          'gift_card',
          'Gift card',
          'a gift card',
          'gift voucher code',
          'redeem a voucher',
          'my gift card does not work',
          'balance of my gift card',
        ),
      ],
    };
    const later = wire(intentTrainer, [grown]);
    expect((await later.list('shop'))[0]?.stale).toBe(true);
    expect(
      (await later.try(id, 'what is left on my gift card')).ranked.map((one) => one.label),
    ).toContain('gift_card');
    expect((await later.list('shop'))[0]?.report.labels).toBe(5);
  }, 180_000);

  it('with a damaged head are trained anew; without help from it the pack’s own are used', async () => {
    const { id } = await trained('Gifts', giftWrap);
    must(await desk().use(id));
    const row = store().intents.get(id);
    if (row === undefined) throw new Error('no row');
    store().intents.put(row, giftWrap, '{"labels":[]}');
    expect((await wire().inUse('shop')).model.version).toBe('Gifts');
    expect(store().intents.head(id)).not.toBe('{"labels":[]}');

    store().intents.put(row, giftWrap, '{"labels":[]}');
    const broken: IntentTrainer = {
      ...intentTrainer,
      train: () => Promise.reject(new Error('no memory')),
    };
    expect((await wire(broken).inUse('shop')).model.version).toBe('1');
    expect(store().intents.inUse('shop')).toBe(id);
  }, 180_000);

  it('answer unknown to what nobody taught them, in any script', async () => {
    for (const text of ['где моя посылка сейчас', '🙂🙂🙂', '   ', 'do tigers swim in the ocean'])
      expect(must(await desk().try('pack:shop', text)).label, text).toBeNull();
    const long = must(await desk().try('pack:shop', 'where is my refund '.repeat(2_500)));
    expect(long.label).toBe('refund_status');
  }, 180_000);
});
