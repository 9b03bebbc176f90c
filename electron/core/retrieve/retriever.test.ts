import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PackManifest, type Pack, type PackArticle } from '#domain/pack.ts';
import type { Clock, Encoder, KnowledgeRepository } from '#core/ports.ts';
// Only tests may open another stage: the index is tested over the real full text search.
import { openStore, type SqliteStore } from '#core/store/index.ts';
import { createKnowledgeIndexer } from './importer.ts';
import { createRetriever, type Retriever } from './retriever.ts';

/** Letter trigrams in 64 buckets: enough meaning for a test, and the same everywhere. */
function embed(text: string): Float32Array {
  const vector = new Float32Array(64);
  const letters = text.toLowerCase().replaceAll(/[^a-z]+/g, ' ');
  for (let i = 0; i + 3 <= letters.length; i += 1) {
    let hash = 7;
    for (const letter of letters.slice(i, i + 3)) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
    vector[hash % 64] = (vector[hash % 64] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

interface CountingEncoder extends Encoder {
  readonly asked: { texts: string[]; priority: string | undefined }[];
}

const createTestEncoder = (sha256: string): CountingEncoder => {
  const asked: CountingEncoder['asked'] = [];
  return {
    asked,
    model: { name: 'test', version: '1', sha256 },
    dimensions: 64,
    embed: (texts, options) => {
      asked.push({ texts: [...texts], priority: options?.priority });
      return Promise.resolve(texts.map(embed));
    },
    close: () => Promise.resolve(),
  };
};

const article = (path: string, body: string, change: Partial<PackArticle> = {}): PackArticle => ({
  path,
  title: path,
  audience: 'customer',
  language: 'en',
  body,
  ...change,
});

const intents = ['one', 'two'].map((name) => ({
  name,
  title: name,
  examples: Array(5).fill('x') as string[],
}));
const packOf = (articles: readonly PackArticle[]): Pack => ({
  manifest: PackManifest.parse({
    name: 'shop',
    title: 'Shop',
    version: '1',
    currency: 'USD',
    company: 'Shop',
    intents,
    dispositions: [{ name: 'd', title: 'D' }],
  }),
  articles,
  replies: [],
  policies: {},
  replays: {},
  sha256: 'x',
});

const refunds = article(
  'Refunds',
  'A refund takes three to five working days on a card.\n\n## Limits\n\nRefunds above $200 always ask.',
);
const parcels = article(
  'Parcels',
  'A parcel without movement for seven days counts as lost and is sent again by express.',
);
const secret = article('For agents', 'Offer the pause once before a cancellation.', {
  audience: 'agent',
});

let folder = '';
let store: SqliteStore;
let knowledge: KnowledgeRepository;
let encoder: CountingEncoder;
let retriever: Retriever;
let now = Date.parse('2026-11-22T12:00:00Z');
const clock: Clock = { now: () => now, monotonic: () => 0, after: () => () => undefined };

const importPack = (articles: readonly PackArticle[]) =>
  createKnowledgeIndexer({
    knowledge,
    encoder,
    clock,
    onChanged: (pack) => {
      retriever.invalidate(pack);
    },
  }).importPack(packOf(articles));

const search = async (text: string, change: object = {}): Promise<string[]> => {
  const found = await retriever.search({ pack: 'shop', text, history: [], k: 5, ...change });
  return found.hits.map((each) => each.passage.title);
};

beforeEach(() => {
  now = Date.parse('2026-11-22T12:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'earshot-retrieve-'));
  const opened = openStore({ folder, key: Buffer.alloc(32, 7).toString('base64') });
  if (!opened.ok) throw new Error(opened.error.message);
  store = opened.value;
  knowledge = store.knowledge;
  encoder = createTestEncoder('a'.repeat(64));
  retriever = createRetriever({ knowledge, encoder, clock });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('importPack', () => {
  it('imports once, in the background, and leaves unchanged articles alone', async () => {
    const first = await importPack([refunds, parcels]);
    expect(first).toMatchObject({ imported: 2, unchanged: 0, passages: 3, withdrawn: 0 });
    expect(encoder.asked.every((each) => each.priority === 'background')).toBe(true);
    encoder.asked.length = 0;
    expect(await importPack([refunds, parcels])).toMatchObject({ imported: 0, unchanged: 2 });
    expect(encoder.asked).toEqual([]);
  });

  it('gives the same passage ids again, and new ones to what changed', async () => {
    const idsOf = (path: string): string[] =>
      retriever.passagesOf('shop', path).map((each) => each.id);
    await importPack([refunds, parcels]);
    const before = idsOf('Refunds');
    expect(before).toEqual([
      expect.stringMatching(/^[0-9a-f]{12}#0$/),
      expect.stringMatching(/#1$/),
    ]);
    const parcel = idsOf('Parcels');
    await importPack([{ ...refunds, body: 'Refunds are instant.' }, parcels]);
    expect(idsOf('Parcels')).toEqual(parcel);
    expect(idsOf('Refunds')).not.toEqual(before);
    await importPack([refunds, parcels]);
    expect(idsOf('Refunds')).toEqual(before);
  });

  it('takes out what the pack no longer has', async () => {
    await importPack([refunds, parcels]);
    expect(await importPack([parcels])).toMatchObject({ withdrawn: 1 });
    expect(await search('refund on a card')).not.toContain('Refunds');
    expect(retriever.passagesOf('shop', 'Refunds')).toEqual([]);
  });

  it('embeds again for another encoder', async () => {
    await importPack([refunds]);
    encoder = createTestEncoder('b'.repeat(64));
    retriever = createRetriever({ knowledge, encoder, clock });
    expect(retriever.warm('shop')).toBe(0);
    expect(await importPack([refunds])).toMatchObject({ imported: 1 });
    expect(retriever.warm('shop')).toBe(2);
  });

  it('imports the others when one has a wrong date, and says which', async () => {
    const report = await importPack([{ ...refunds, validTo: 'soon' }, parcels]);
    expect(report.problems).toEqual([
      { path: 'Refunds', message: expect.stringContaining('soon') as string },
    ]);
    expect(report.imported).toBe(1);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const indexer = createKnowledgeIndexer({ knowledge, encoder, clock });
    await expect(indexer.importPack(packOf([refunds]), { signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
  });
});

describe('search', () => {
  it('finds by words and by meaning, and says how', async () => {
    await importPack([refunds, parcels]);
    const found = await retriever.search({
      pack: 'shop',
      text: 'my parcel is lost',
      history: [],
      k: 5,
    });
    const [best] = found.hits;
    expect(best?.passage.title).toBe('Parcels');
    expect(best?.parts).toEqual({ bm25: 1, vector: 1 });
    expect(best?.score).toBe(1);
    expect(best?.relevance).toBeGreaterThan(0.5);
    expect(found.passages).toBe(3);
    expect(found.hits.map((each) => each.score)).toEqual(
      found.hits.map((each) => each.score).toSorted((a, b) => b - a),
    );
  });

  it('lets a short question lean on what was said before', async () => {
    await importPack([refunds, parcels]);
    const history = ['I sent the shoes back and want my refund on the card'];
    expect((await search('and how long does that take?', { history }))[0]).toBe('Refunds');
    const lost = ['My parcel has not moved, it is lost I think'];
    expect((await search('and how long does that take?', { history: lost }))[0]).toBe('Parcels');
  });

  it('uses the vector it is given and asks for none', async () => {
    await importPack([refunds, parcels]);
    encoder.asked.length = 0;
    await search('my parcel is lost', { vector: embed('my parcel is lost') });
    expect(encoder.asked).toEqual([]);
  });

  it('never cites outdated articles, from the day on which they are', async () => {
    await importPack([{ ...refunds, validTo: '2026-11-22' }, parcels]);
    expect(await search('refund on a card')).toContain('Refunds');
    now = Date.parse('2026-11-23T00:00:01Z');
    expect(await search('refund on a card')).not.toContain('Refunds');
    expect(retriever.passagesOf('shop', 'Refunds')).toEqual([]);
  });

  it('keeps articles for agents from customers', async () => {
    await importPack([refunds, secret]);
    expect(await search('pause before a cancellation')).toContain('For agents');
    expect(await search('pause before a cancellation', { audience: 'customer' })).not.toContain(
      'For agents',
    );
    expect(retriever.passagesOf('shop', 'For agents')).toHaveLength(1);
    expect(retriever.passagesOf('shop', 'For agents', 'customer')).toEqual([]);
  });

  it('is empty, not broken, without articles and for text without words', async () => {
    expect(await search('anything')).toEqual([]);
    await importPack([refunds]);
    expect(await search('?! …')).toHaveLength(2);
    expect(retriever.isSearchable('?! ok')).toBe(false);
  });
});
