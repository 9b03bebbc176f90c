import { describe, expect, it } from 'vitest';
import { giftWrap, invoice, label, must, useIntents } from './core-intents.fixture.ts';
import type { IntentDesk } from './surface.ts';

describe('versions of intents', () => {
  const { store, versions, desk, events, switched, train, trained, refusal } = useIntents();

  it('add to the pack or stand alone, are listed newest first, and answer', async () => {
    const added = await trained('Gifts', giftWrap);
    const alone = await trained('Own', [...giftWrap, ...invoice], 'none');
    const list = must(await desk().list('shop'));
    expect(list.map(({ id, name, inUse }) => [id, name, inUse])).toEqual([
      [alone.id, 'Own', false],
      [added.id, 'Gifts', false],
      ['pack:shop', 'The shop', true],
    ]);
    expect(added.report).toMatchObject({ labels: 4, examples: 24 });
    expect(alone.report).toMatchObject({ labels: 2, examples: 10 });
    expect(must(desk().examples(added.id))).toEqual(giftWrap);
    expect(must(desk().examples('pack:shop'))).toHaveLength(19);
    const wrap = must(await desk().try(added.id, 'could it be gift wrapped please'));
    expect(wrap).toMatchObject({ label: 'gift_wrap' });
    expect(wrap.ranked[0]?.confidence).toBeGreaterThanOrEqual(wrap.threshold);
    expect(must(await desk().try(added.id, 'cancel my order')).label).toBe('cancel_order');
    expect(
      must(await desk().try(alone.id, 'cancel my order'))
        .ranked.map((one) => one.label)
        .sort(),
    ).toEqual(['gift_wrap', 'invoice']);
    expect(must(await desk().list('twin')).map(({ name }) => name)).toEqual(['The twin']);
  }, 180_000);

  it('are switched to and back, which is written down', async () => {
    const { id } = await trained('Gifts', giftWrap);
    const used = must(await desk().use(id));
    expect(used.find(({ inUse }) => inUse)?.id).toBe(id);
    expect((await versions().inUse('shop')).model).toMatchObject({
      name: 'shop-intents',
      version: 'Gifts',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await versions().inUse('twin')).model.name).toBe('twin-intents');
    expect(switched).toEqual(['shop']);
    expect(refusal(await desk().remove(id))).toBe('INVALID “Gifts” is in use.');
    // Again changes nothing, so nothing is written.
    must(await desk().use(id));
    must(await desk().use('pack:shop'));
    expect(events.map(({ actor, event }) => [actor, event])).toEqual([
      [
        'Ana',
        expect.objectContaining({
          type: 'intents.switched',
          pack: 'shop',
          to: expect.objectContaining({ model: id, name: 'Gifts', labels: 4 }),
          from: expect.objectContaining({ model: 'pack:shop' }),
        }),
      ],
      ['Ana', expect.objectContaining({ to: expect.objectContaining({ model: 'pack:shop' }) })],
    ]);
    must(await desk().remove(id));
    expect(must(await desk().list('shop'))).toHaveLength(1);
    expect(refusal(desk().examples(id))).toMatch(/^NOT_FOUND/);
    expect(refusal(await desk().use(id))).toMatch(/^NOT_FOUND/);
    expect(refusal(await desk().try(id, 'x'))).toMatch(/^NOT_FOUND/);
    expect(refusal(await desk().remove('pack:shop'))).toMatch(/cannot be removed/);
  }, 180_000);

  it('keep no card number', async () => {
    const { id, report } = await trained('Cards', [
      ...giftWrap,
      { text: 'wrap it, my card is 4111 1111 1111 1111', label: 'gift_wrap' },
    ]);
    expect(JSON.stringify(must(desk().examples(id)))).not.toContain('4111');
    expect(must(desk().examples(id)).at(-1)?.text).toContain('[card number]');
    expect(store().intents.head(id)).not.toContain('4111');
    expect(JSON.stringify(report)).not.toContain('4111');
    expect(report.warnings?.[0]).toMatch(/1 example held personal data/);
  }, 180_000);

  it('say what an admin should know about the examples', async () => {
    const { report } = await trained('Odd', [
      ...giftWrap,
      { text: 'Where is my refund', label: 'Invoice' },
      { text: 'call the whole thing off', label: 'Cancel an order' },
      { text: 'заверните в подарок пожалуйста', label: 'gift_wrap' },
      { text: '🎁🎀', label: 'gift_wrap' },
      { text: 'is it raining', label: 'Out of scope' },
    ]);
    expect(report.labels).toBe(5);
    expect(report.warnings).toEqual([
      '“Cancel an order” is taken as “cancel_order”.',
      '“Out of scope” is taken as “out_of_scope”.',
      '“where is my refund” is “refund_status” in the pack and “Invoice” here; yours is used.',
      expect.stringMatching(/^“Invoice” has one example only/),
      '2 examples are in a language that the models do not know; no intent is read from such turns.',
    ]);
  }, 180_000);

  it('refuse what cannot be learnt from', () => {
    const start = (change: Partial<Parameters<IntentDesk['train']>[0]>): string =>
      refusal(
        desk().train({ pack: 'shop', name: 'X', base: 'none', examples: giftWrap, ...change }),
      );
    expect(start({})).toMatch(/^INVALID There is only one intent/);
    expect(start({ examples: [] })).toMatch(/^INVALID There are no examples/);
    expect(start({ examples: label('out_of_scope', 'a', 'b') })).toMatch(/only one intent/);
    expect(start({ pack: 'nosuch' })).toBe('NOT_FOUND There is no pack "nosuch".');
    expect(start({ name: ' ' })).toMatch(/no name/);
    expect(start({ name: 'THE shop' })).toMatch(/called “THE shop” already/);
  });

  it('train labels that all have one example, and say that nothing could be measured', async () => {
    const { report } = await trained(
      'Ones',
      [...label('a', 'wrap it as a gift'), ...label('b', 'send the invoice')],
      'none',
    );
    expect(report.warnings?.[0]).toMatch(/^“a”, “b” have one example only/);
    expect(report.byLabel.every(({ recall }) => recall === 0)).toBe(true);
  }, 180_000);

  it('leave nothing behind when they are stopped, and train one at a time', async () => {
    const stop = new AbortController();
    const stream = must(
      desk().train(
        { pack: 'shop', name: 'Stopped', base: 'pack', examples: giftWrap },
        stop.signal,
      ),
    )[Symbol.asyncIterator]();
    expect((await stream.next()).value).toMatchObject({ phase: 'embedding' });
    await expect(train('Second', giftWrap)).rejects.toThrow(/Another version is being trained/);
    stop.abort();
    expect((await stream.next()).done).toBe(true);
    expect(must(await desk().list('shop'))).toHaveLength(1);
    // A reader that leaves stops it as well.
    const left = must(
      desk().train({ pack: 'shop', name: 'Left', base: 'pack', examples: giftWrap }),
    )[Symbol.asyncIterator]();
    await left.next();
    await left.return?.();
    expect(store().intents.ofPack('shop')).toEqual([]);
    expect((await trained('Third', giftWrap)).name).toBe('Third');
    expect(
      refusal(desk().train({ pack: 'shop', name: 'third', base: 'pack', examples: giftWrap })),
    ).toMatch(/already/);
  }, 180_000);
});
