import { beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import type { PassageFilter } from '#core/ports.ts';
// Only tests may open another stage: filters are tested over the real store.
import { article, openAt, passage } from '#core/store/store.fixture.ts';
import type { SqliteStore } from '#core/store/index.ts';
import {
  model,
  openIndex,
  plainNearest,
  randomVectors,
  rowsOf,
  temporaryFolder,
} from './vectors.fixture.ts';

const shop: PassageFilter = { pack: 'retail', today: '2026-11-22', audience: 'agent' };
const perDocument = 20;
const vectors = randomVectors(4_000);
const [query = vectors[0] ?? new Float32Array(16)] = randomVectors(1, 77);

let store: SqliteStore;
const put = (index: number, change: Readonly<Record<string, unknown>> = {}): KnowledgeDocument => {
  const document = article(`a${index}`, change);
  store.knowledge.putDocument(
    document,
    Array.from({ length: perDocument }, (_, ordinal) =>
      passage(document, ordinal, `text ${ordinal}`),
    ),
    vectors.slice(index * perDocument, (index + 1) * perDocument),
    model,
  );
  return document;
};
const putMany = (
  count: number,
  change: (index: number) => Readonly<Record<string, unknown>>,
): void => {
  store.transaction(() => {
    for (let index = 0; index < count; index += 1) put(index, change(index));
  }, 'normal');
};
/** What exact search must find, of the rows that the store itself lets through. */
const expected = (filter: PassageFilter, k: number, near = query): number[] => {
  const open = new Set(store.knowledge.citable(filter));
  const rows = store.knowledge.vectors(filter.pack, model.sha256, -1, 10_000);
  return plainNearest(
    rows.filter(({ row }) => open.has(row)),
    near,
    k,
  );
};

beforeEach(() => {
  store = openAt(temporaryFolder());
});

describe.each([
  ['compared one by one', 1_000_000],
  ['by graph', 1],
])('filters inside the search, %s', (_name, graphFrom) => {
  const open = async () => {
    const opened = openIndex(store.knowledge, { folder: temporaryFolder(), graphFrom });
    await opened.index.warm('retail');
    if (graphFrom === 1) {
      const { index } = opened;
      while (index.status('retail').method !== 'graph')
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return opened.index;
  };

  it('keep to validity, audience, withdrawal and subjects', async () => {
    putMany(150, (index) => ({
      ...(index % 3 === 0 && { audience: 'agent' }),
      ...(index % 5 === 0 && { validTo: '2026-11-21' }),
      ...(index % 7 === 0 && { validFrom: '2026-12-01' }),
      ...(index % 11 === 0 && { withdrawnAt: 5 }),
      subject: `Subject ${index % 10}`,
    }));
    const index = await open();
    const filters: PassageFilter[] = [
      shop,
      { ...shop, audience: 'customer' },
      { ...shop, today: '2026-12-24' },
      { ...shop, subjects: ['SUBJECT 3'] },
      { ...shop, subjects: ['subject 3', 'subject 4', 'subject 6', 'subject 8'] },
      { ...shop, audience: 'customer', subjects: ['subject 1'] },
      { ...shop, subjects: ['nothing'] },
    ];
    for (const filter of filters) {
      const open = new Set(store.knowledge.citable(filter));
      const wanted = expected(filter, 10);
      const found = rowsOf(await index.search(query, 10, filter));
      expect(found.every((row) => open.has(row))).toBe(true);
      expect(found).toHaveLength(wanted.length);
      expect(found.filter((row) => wanted.includes(row)).length).toBeGreaterThanOrEqual(
        0.9 * wanted.length,
      );
    }
  });

  it('still find enough where all that is near is barred', async () => {
    putMany(150, () => ({}));
    const index = await open();
    // The nearest 60 articles of one passage are taken back.
    const near = new Set(
      store.knowledge
        .passages(expected(shop, 400))
        .map(({ passage: { document } }) => document)
        .slice(0, 60),
    );
    for (const document of near) store.knowledge.setWithdrawn(document, 9);
    expect(rowsOf(await index.search(query, 50, shop))).toEqual(expected(shop, 50));
  });

  it('see a withdrawn, a replaced and a new article at the next search', async () => {
    putMany(120, () => ({}));
    const index = await open();
    const best = async (): Promise<number[]> => rowsOf(await index.search(query, 5, shop));
    expect(await best()).toEqual(expected(shop, 5));
    const [first] = store.knowledge.passages(expected(shop, 1));
    if (first === undefined) throw new Error('Nothing was found.');
    store.knowledge.setWithdrawn(first.passage.document, 9);
    expect(await best()).toEqual(expected(shop, 5));
    const added = article('new');
    store.knowledge.putDocument(added, [passage(added, 0, 'x')], [query], model);
    expect(await best()).toEqual(expected(shop, 5));
    const [row] = await best();
    expect(store.knowledge.passages([row ?? 0])[0]?.passage.document).toBe('doc-new');
  });

  it('see a passage that was embedded later', async () => {
    putMany(120, () => ({}));
    const late = article('late');
    store.knowledge.putDocument(late, [passage(late, 0, 'x')], [undefined], model);
    put(130);
    const index = await open();
    expect(index.status('retail')).toMatchObject({ state: 'embedding', passages: 2_421 });
    const [waiting] = store.knowledge.unembedded('retail', model.sha256, 10);
    store.knowledge.putVectors(model.sha256, [{ row: waiting?.row ?? 0, vector: query }]);
    while (index.status('retail').state !== 'ready')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rowsOf(await index.search(query, 1, shop))).toEqual([waiting?.row]);
  });
});

it('keeps packs apart', async () => {
  put(1);
  const other = article('other', { pack: 'banking' });
  store.knowledge.putDocument(other, [passage(other, 0, 'x')], [query], model);
  const { index } = openIndex(store.knowledge, { folder: temporaryFolder() });
  expect(await index.search(query, 50, shop)).toHaveLength(perDocument);
  expect(await index.search(query, 50, { ...shop, pack: 'banking' })).toHaveLength(1);
});
