import { describe, expect, it } from 'vitest';
import { CustomerRecord } from '#domain/customer.ts';
import { PassageId } from '#domain/ids.ts';
import type { LookUp, PassageHit } from '#domain/knowledge.ts';
import type { TextGenerator } from '#core/ports.ts';
import type { ArticleSearch } from './gather.ts';
import { articles, damaged, hit, kinds, speak } from './speak.fixture.ts';
import type { SuggestOutput } from './speak.ts';
import {
  damagedArticle,
  entity,
  forbid,
  intent,
  model,
  passage,
  record,
  type Said,
  turn,
  view,
} from './suggest.fixture.ts';

describe('drafts', () => {
  const said = turn(1, 'customer', 'is a lamp replaced when it is broken');
  const asking: Said = { turn: said, insights: [intent(null)] };
  const forCustomers = (change: Partial<PassageHit> = {}, lookUp?: LookUp): ArticleSearch => ({
    ...articles(),
    search: () =>
      Promise.resolve({
        hits: damagedArticle.map((each) => ({
          ...hit(each, 0.8),
          audience: 'customer' as const,
          ...change,
        })),
        passages: 1,
        ...(lookUp !== undefined && { lookUp }),
      }),
  });
  const drafted =
    'Here is what I can tell you, Maya. A damaged item is replaced free of charge within 30 days of delivery. It takes 2 to 4 working days.';

  it('stand in for the article they quote, each sentence with its source', async () => {
    const output = await speak([asking], {}, forCustomers());
    expect(kinds(output)).toEqual(['reply']);
    expect(output.cards[0]).toMatchObject({
      title: 'Damaged items',
      body: { text: drafted, sentences: [{}, { citation: 0 }, { citation: 0 }] },
      citations: [{ passage: 'damaged#0' }],
      score: 0.8,
    });
  });

  it('are not made of articles for agents, nor beside a reply of the pack', async () => {
    expect(kinds(await speak([asking], {}, forCustomers({ audience: 'agent' })))).toEqual([
      'article',
    ]);
    const output = await speak([damaged], {}, forCustomers());
    expect(output.cards.filter(({ body }) => body.kind === 'reply')).toHaveLength(1);
    expect(JSON.stringify(output.cards)).not.toContain('Here is what I can tell you');
  });

  it('are not made where articles contradict each other: both are shown, newest first', async () => {
    const other = passage('newer', 0, 'Replacement', 'A damaged item is replaced in 60 days.');
    const search: ArticleSearch = {
      ...articles(),
      search: () =>
        Promise.resolve({
          hits: [
            {
              ...hit(damagedArticle[0] ?? other, 0.9),
              audience: 'customer' as const,
              updatedAt: 1,
              contradicts: other.id,
            },
            {
              ...hit(other, 0.8),
              audience: 'customer' as const,
              updatedAt: 2,
              contradicts: PassageId.parse('damaged#0'),
            },
          ],
          passages: 2,
        }),
    };
    const output = await speak([asking], {}, search);
    expect(output.cards.map(({ body, citations }) => [body.kind, citations[0]?.passage])).toEqual([
      ['article', 'newer#0'],
      ['article', 'damaged#0'],
    ]);
    expect(output.cards[0]?.body).toHaveProperty('saysOtherwise.newer', false);
  });

  it('are not made of an article right after policy said no', async () => {
    const decide = () => ({ ...forbid, article: 'knowledge/for-agents.md' });
    const output = await speak([damaged], { decide }, forCustomers());
    expect(kinds(output)).toContain('article');
    expect(kinds(output)).not.toContain('reply');
  });

  it('say what the CRM knows where it is asked, and show a note to the agent alone', async () => {
    const where = turn(1, 'customer', 'where is my order 67890 now');
    const output = await speak(
      [{ turn: where, insights: [intent(null), entity(where, 'order_number', '67890')] }],
      {},
      articles(0, 5, []),
    );
    expect(output.cards[0]).toMatchObject({
      title: 'Order 67890',
      body: {
        kind: 'reply',
        text: 'Here is what I can tell you, Maya. Your order 67890 of October 6, 2026 was delivered on October 9, 2026.',
        sentences: [{}, { record: 0 }],
      },
      records: [{ record: 'order', id: 'order-2', source: 'local' }],
      citations: [],
    });
    const note = {
      id: 'n-1',
      customer: 'cust-1',
      text: 'Promised a call.',
      at: '2026-11-19',
      mirror: record.customer.mirror,
    };
    const promised = turn(1, 'customer', 'what did your colleague promise me last time');
    const noted = [{ turn: promised, insights: [intent(null)] }];
    const seen = view(noted, { record: CustomerRecord.parse({ ...record, notes: [note] }) });
    const shown = await speak(noted, { view: seen }, articles(0, 5, []));
    expect(shown.cards.map(({ title, body }) => [title, body.kind])).toEqual([
      ['Note of November 19, 2026, from the CRM', 'step'],
    ]);
  });

  const notNeeded: LookUp = { needed: false, probability: 0.1, threshold: 0.5 };

  it('are silent where nothing is to be looked up, with the reason, unless the agent asks', async () => {
    const search = forCustomers({}, notNeeded);
    const silent = await speak([asking], {}, search);
    expect(silent.cards).toEqual([]);
    expect(silent.silence).toMatchObject({
      reason: 'not_needed',
      lookUp: notNeeded,
      considered: [{ title: 'Damaged items: Replacement', score: 0.8 }],
    });
    const pulled = await speak([asking], { origin: 'pulled' }, search);
    expect(kinds(pulled)).toEqual(['reply']);
    const needed = await speak([asking], {}, forCustomers({}, { ...notNeeded, needed: true }));
    expect(kinds(needed)).toEqual(['reply']);
  });

  it('say what the CRM knows although no article is needed', async () => {
    const where = turn(1, 'customer', 'where is my order 67890 now');
    const output = await speak(
      [{ turn: where, insights: [intent(null), entity(where, 'order_number', '67890')] }],
      {},
      forCustomers({}, notNeeded),
    );
    expect(output.cards.map(({ records }) => records?.[0]?.id)).toEqual(['order-2']);
    expect(output.cards[0]?.citations).toEqual([]);
  });

  it('are put in better words by a generator only when the agent asks, and only if they hold', async () => {
    const better = 'Good news, Maya! We replace a damaged item free of charge within 30 days.';
    const asked: string[] = [];
    const generator = (written: string): TextGenerator => ({
      model: { ...model, name: 'writer' },
      generate: ({ user }) => {
        asked.push(user);
        return Promise.resolve(written);
      },
    });
    const ask = (origin: 'pushed' | 'pulled', written = better): Promise<SuggestOutput> =>
      speak([asking], { origin }, forCustomers(), generator(written));
    expect((await ask('pushed')).cards[0]?.body).toMatchObject({ text: drafted });
    expect(asked).toEqual([]);
    const { body } = (await ask('pulled')).cards[0] ?? {};
    expect(body).toMatchObject({
      text: better,
      rephrasedBy: { name: 'writer' },
      sentences: [{ text: 'Good news, Maya!' }, { citation: 0 }],
    });
    const refused = (await ask('pulled', 'We replace it within 90 days.')).cards[0]?.body;
    expect(refused).toMatchObject({ text: drafted });
    expect(refused).not.toHaveProperty('rephrasedBy');
  });
});
