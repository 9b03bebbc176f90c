import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { UnusableQuery } from './query-vectors.ts';
import { openSearchBench, type SearchBench, trigramVector } from './search.fixture.ts';

const refunds =
  'A refund takes three to five working days on a card.\n\n## Limits\n\nRefunds above $200 always ask.';
const parcels =
  'A parcel without movement for seven days counts as lost and is sent again by express.';

let bench: SearchBench;
beforeEach(() => {
  bench = openSearchBench();
});
afterEach(() => bench.close());

const customer = (text: string) => ({ speaker: 'customer' as const, text });
const agent = (text: string) => ({ speaker: 'agent' as const, text });

describe('search', () => {
  it('finds by words and by meaning, and says how', async () => {
    bench.put('Refunds', refunds);
    bench.put('Parcels', parcels);
    const found = await bench.find('my parcel is lost');
    const [best] = found.hits;
    expect(best?.passage.title).toBe('Parcels');
    expect(best?.parts).toEqual({ bm25: 1, vector: 1 });
    expect(found.passages).toBe(3);
    expect(found.understoodAs).toBeUndefined();
    const scores = found.hits.map((each) => each.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('lets a short question lean on what was said before, and says so', async () => {
    bench.put('Refunds', refunds);
    bench.put('Parcels', parcels);
    const turns = [customer('A refund on a card, three to five working days?')];
    const found = await bench.find('and how long does that take?', { turns });
    expect(found.hits[0]?.passage.title).toBe('Refunds');
    expect(found.understoodAs).toContain('refund');
    const lost = [customer('My parcel has not moved, it is lost I think'), agent('I am sorry.')];
    const again = await bench.find('and how long does that take?', { turns: lost });
    expect(again.hits[0]?.passage.title).toBe('Parcels');
  });

  it('lets a question that stands by itself stand, whatever was said before', async () => {
    bench.put('Charges', 'A charge that came twice on a card is given back in five working days.');
    bench.put('Delivery abroad', 'Shipping a parcel to Canada costs twelve dollars.');
    const turns = [customer('A charge came twice on a card'), agent('It is given back.')];
    const text = 'how much is shipping a parcel to Canada';
    const alone = await bench.find(text);
    const change = { turns, intent: 'A charge came twice on a card' };
    const inTalk = await bench.find(text, change);
    expect(alone.hits[0]?.relevance).toBeGreaterThan(0.65);
    expect(inTalk.hits).toEqual(alone.hits);
    // Where the turn says itself that it goes on with the matter, the talk counts.
    const goingOn = await bench.find(text, { ...change, intentFrom: 'both' });
    expect(goingOn.hits[0]?.score).not.toBe(alone.hits[0]?.score);
  });

  it('searches what the talk is about, and what is about nothing in particular', async () => {
    bench.put('k2', 'It boils a litre in two minutes.', { title: 'Kettle', subject: 'Aurora K2' });
    bench.put('k9', 'It boils a litre in nine minutes.', { title: 'Kettle', subject: 'Borealis' });
    bench.put('care', 'Boil a litre of vinegar to take off the lime.', { title: 'Lime' });
    const turns = [customer('I bought the Borealis'), agent('A fine kettle.')];
    const found = await bench.find('how long does it boil a litre?', { turns });
    const paths = found.hits.map(({ passage }) => passage.document);
    expect(paths[0]).toBe('doc-k9');
    expect(paths).toContain('doc-care');
    expect(paths).not.toContain('doc-k2');
    expect(found.understoodAs).toBe('how long does it boil a litre? (Borealis)');
    // The later one is meant now.
    const later = [...turns, customer('and my sister has the aurora k2')];
    expect(
      (await bench.find('how long does it boil a litre?', { turns: later })).hits[0]?.passage
        .document,
    ).toBe('doc-k2');
    expect(await bench.titles('how long does it boil a litre?')).toHaveLength(3);
  });

  it('uses the vector it is given and asks for none; refuses one that is no vector', async () => {
    bench.put('Parcels', parcels);
    bench.asked.length = 0;
    const text = 'my parcel is lost';
    await bench.find(text, { vector: trigramVector(text) });
    expect(bench.asked).toEqual([]);
    const broken = trigramVector(text).fill(NaN, 3, 4);
    await expect(bench.find('another', { vector: broken })).rejects.toThrow(UnusableQuery);
    await expect(bench.find('another', { vector: new Float32Array(3) })).rejects.toThrow(
      /another model/,
    );
    // Nothing of it was kept.
    expect(await bench.titles('another parcel')).toEqual(['Parcels']);
  });

  it('never cites outdated articles, from the day on which they are', async () => {
    bench.put('Refunds', refunds, { validTo: '2026-11-22' });
    bench.put('Parcels', parcels);
    expect(await bench.titles('refund on a card')).toContain('Refunds');
    expect(bench.retriever.passagesOf('shop', 'Refunds')).toHaveLength(2);
    bench.now = Date.parse('2026-11-23T00:00:01Z');
    expect(await bench.titles('refund on a card')).not.toContain('Refunds');
    expect(bench.retriever.passagesOf('shop', 'Refunds')).toEqual([]);
  });

  it('keeps articles for agents from customers', async () => {
    bench.put('Refunds', refunds);
    bench.put('For agents', 'Offer the pause once before a cancellation.', { audience: 'agent' });
    expect(await bench.titles('pause before a cancellation')).toContain('For agents');
    expect(
      await bench.titles('pause before a cancellation', { audience: 'customer' }),
    ).not.toContain('For agents');
    expect(bench.retriever.passagesOf('shop', 'For agents')).toHaveLength(1);
    expect(bench.retriever.passagesOf('shop', 'For agents', 'customer')).toEqual([]);
  });

  it('marks what contradicts, the newer first', async () => {
    const says = (days: string) => `You can send shoes back within ${days} days of the delivery.`;
    bench.put('Old returns', says('14'), { updatedAt: 1_000 });
    bench.put('New returns', says('30'), { updatedAt: 2_000 });
    const { hits } = await bench.find('within how many days can I send shoes back');
    expect(hits.map(({ passage }) => passage.title)).toEqual(['New returns', 'Old returns']);
    expect(hits[0]?.contradicts).toBe(hits[1]?.passage.id);
    expect(hits[1]?.contradicts).toBe(hits[0]?.passage.id);
    expect(hits[0]?.updatedAt).toBe(2_000);
  });

  it('is empty, not broken, without articles and for text without words', async () => {
    expect(await bench.titles('anything')).toEqual([]);
    bench.put('Refunds', refunds);
    expect((await bench.find('?! …')).hits.length).toBeLessThanOrEqual(2);
    expect((await bench.find('')).hits.length).toBeLessThanOrEqual(2);
    expect(bench.retriever.isSearchable('?! ok')).toBe(false);
    expect(await bench.retriever.warm('shop')).toBe(2);
  });

  it('answers ten thousand words in time, by those that tell', async () => {
    bench.put('Refunds', refunds);
    bench.put('Parcels', parcels);
    const text = `${'so I was there again and they said wait '.repeat(1_200)} where is my lost parcel? ${'please '.repeat(400)}`;
    const spentMs = startProcessorTime();
    const found = await bench.find(text);
    expect(spentMs()).toBeLessThan(2_000);
    expect(found.hits[0]?.passage.title).toBe('Parcels');
  });

  it('tells a question from small talk, and says nothing of what an agent typed', async () => {
    bench.put('Refunds', refunds);
    expect((await bench.find('how long does a refund take?')).lookUp?.needed).toBe(true);
    expect((await bench.find('thanks, bye')).lookUp?.needed).toBe(false);
    expect((await bench.find('refund', { typed: true })).lookUp).toBeUndefined();
  });
});

describe('a re-ranker', () => {
  it('leaves the order as it is, and says so, where the model does not answer', async () => {
    const problems: unknown[] = [];
    const broken = openSearchBench({
      reranker: {
        model: { name: 'stand-in', version: '1', sha256: 'x' },
        score: () => Promise.reject(new Error('the worker died')),
      },
      onProblem: (thrown) => problems.push(thrown),
    });
    try {
      broken.put('Refunds', refunds);
      broken.put('Parcels', parcels);
      expect((await broken.titles('refund on a card'))[0]).toBe('Refunds');
      expect(problems).toEqual([new Error('the worker died')]);
    } finally {
      await broken.close();
    }
  });

  it('orders the first hits where one is installed', async () => {
    const questions: string[] = [];
    const reranked = openSearchBench({
      reranker: {
        model: { name: 'stand-in', version: '1', sha256: 'x' },
        score: (question, texts) => {
          questions.push(question);
          return Promise.resolve(texts.map((text) => (text.includes('express') ? 1 : 0)));
        },
      },
    });
    try {
      reranked.put('Refunds', refunds);
      reranked.put('Parcels', parcels);
      expect((await reranked.titles('refund on a card'))[0]).toBe('Parcels');
      expect(questions).toEqual(['refund on a card']);
    } finally {
      await reranked.close();
    }
  });
});
