import { describe, expect, it } from 'vitest';
import {
  asRows,
  createArraySource,
  dimensions,
  everybody,
  graphReady,
  model,
  openIndex,
  pack,
  plainNearest,
  randomVectors,
  rowsOf,
  temporaryFolder,
  until,
} from './vectors.fixture.ts';

const many = 2_000;
const vectorOf = (vectors: readonly Float32Array[], at: number): Float32Array => {
  const vector = vectors[at];
  if (vector === undefined) throw new Error('There is no such vector.');
  return vector;
};
const [query = new Float32Array(dimensions)] = randomVectors(1, 77);

describe('a small pack', () => {
  const small = { graphFrom: 1_000 };

  it('is searched exactly, in the order of the cosines', async () => {
    const rows = asRows(randomVectors(300));
    const { index } = openIndex(createArraySource(rows).source, small);
    const hits = await index.search(query, 10, everybody);
    expect(rowsOf(hits)).toEqual(plainNearest(rows, query, 10));
    expect(await index.warm(pack)).toBe(300);
    expect(index.status(pack)).toMatchObject({ method: 'exact', state: 'ready', passages: 300 });
    expect(index.status(pack)).not.toHaveProperty('problem');
  });

  it('gives all it has where more is asked for, row 0 too', async () => {
    const rows = asRows(randomVectors(5));
    const { index } = openIndex(createArraySource(rows).source, small);
    const hits = await index.search(query, 1_000, everybody);
    expect(rowsOf(hits).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(await index.search(query, 0, everybody)).toEqual([]);
  });

  it('is empty without vectors', async () => {
    const { index } = openIndex(createArraySource([]).source, small);
    expect(await index.search(query, 3, everybody)).toEqual([]);
    expect(await index.warm(pack)).toBe(0);
  });

  it('takes in what was added, removed, changed and embedded late', async () => {
    const vectors = randomVectors(60);
    const store = createArraySource(asRows(vectors.slice(10, 50), 10));
    const { index } = openIndex(store.source, small);
    await index.warm(pack);
    // Rows 0 to 9 lie before all others, as passages do that waited for their vectors.
    const changed = asRows(vectors)
      .filter(({ row }) => row !== 20)
      .map(({ row, vector }) => ({ row, vector: row === 30 ? query : vector }));
    store.change(changed);
    const hits = await index.search(query, 100, everybody);
    expect(rowsOf(hits)).toEqual(plainNearest(changed, query, 100));
    expect(hits[0]).toEqual({ row: 30, cosine: expect.closeTo(1, 5) as number });
  });

  it('tells the cosines of given rows', async () => {
    const vectors = randomVectors(5);
    const { index } = openIndex(createArraySource(asRows(vectors)).source, small);
    const [fourth, none] = await index.cosines(vectorOf(vectors, 3), pack, [3, 99]);
    expect(fourth).toBeCloseTo(1, 5);
    expect(none).toBeUndefined();
  });
});

describe('vectors that cannot be used', () => {
  it.each([
    ['NaN', new Float32Array(dimensions).fill(Number.NaN), 'not finite'],
    ['infinity', new Float32Array(dimensions).fill(Infinity), 'not finite'],
    ['another length', new Float32Array(3).fill(1), '3 dimensions instead of 16'],
  ])('are refused as a query: %s', async (_what, broken, reason) => {
    const { index } = openIndex(createArraySource(asRows(randomVectors(5))).source);
    await expect(index.search(broken, 3, everybody)).rejects.toThrow(reason);
    await expect(index.cosines(broken, pack, [0])).rejects.toThrow(reason);
  });

  it('are near nothing as a query of zeros', async () => {
    const { index } = openIndex(createArraySource(asRows(randomVectors(5))).source);
    expect(await index.search(new Float32Array(dimensions), 3, everybody)).toEqual([]);
    expect(await index.cosines(new Float32Array(dimensions), pack, [0])).toEqual([0]);
  });

  it.each([
    ['NaN', new Float32Array(dimensions).fill(Number.NaN), 'not finite'],
    ['zeros', new Float32Array(dimensions), 'all zeros'],
    ['another length', new Float32Array(3).fill(1), '3 dimensions instead of 16'],
  ])('are left out where the store has one: %s', async (_what, broken, reason) => {
    const vectors = randomVectors(many);
    const rows = asRows(vectors).map((each) =>
      each.row === 5 ? { ...each, vector: broken } : each,
    );
    const { index, said } = openIndex(createArraySource(rows).source, {
      folder: temporaryFolder(),
    });
    expect(await index.warm(pack)).toBe(many - 1);
    await graphReady(index);
    for (let at = 0; at < 20; at += 1)
      expect(rowsOf(await index.search(vectorOf(vectors, at), 3, everybody))).not.toContain(5);
    expect(index.status(pack).problem).toMatch(/^1 passage has a vector that cannot be used/);
    expect(said).toContainEqual(
      expect.objectContaining({
        fields: { pack, count: 1, reason: expect.stringContaining(reason) as string },
      }),
    );
  });

  it('become unit vectors where only their length is wrong', async () => {
    const vectors = randomVectors(10);
    const rows = asRows(vectors.map((vector) => vector.map((value) => value * 3)));
    const { index } = openIndex(createArraySource(rows).source);
    const [hit] = await index.search(vectorOf(vectors, 4), 1, everybody);
    expect(hit).toEqual({ row: 4, cosine: expect.closeTo(1, 5) as number });
  });
});

describe('a large pack', () => {
  it('is searched exactly until its graph is built, then by it', async () => {
    const rows = asRows(randomVectors(many));
    const { index } = openIndex(createArraySource(rows).source, { folder: temporaryFolder() });
    const seen = new Set<string>();
    index.onStatus(({ method, state }) => seen.add(`${method} ${state}`));
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(plainNearest(rows, query, 10));
    await graphReady(index);
    const hits = await index.search(query, 10, everybody);
    expect(hits).toHaveLength(10);
    expect(hits[0]?.row).toBe(plainNearest(rows, query, 1)[0]);
    expect([...seen]).toEqual(expect.arrayContaining(['exact building', 'graph ready']));
  });

  it('finds nearly all that exact search finds', async () => {
    const rows = asRows(randomVectors(many));
    const { index } = openIndex(createArraySource(rows).source, { folder: temporaryFolder() });
    await index.warm(pack);
    await graphReady(index);
    let found = 0;
    const queries = randomVectors(50, 5);
    for (const one of queries) {
      const hits = new Set(rowsOf(await index.search(one, 10, everybody)));
      found += plainNearest(rows, one, 10).filter((row) => hits.has(row)).length;
    }
    expect(found / 500).toBeGreaterThan(0.98);
  });

  it('takes in additions and removals without building anew, and keeps them in its file', async () => {
    const vectors = randomVectors(many + 300);
    const folder = temporaryFolder();
    const store = createArraySource(asRows(vectors.slice(0, many)));
    const first = openIndex(store.source, { folder });
    await first.index.warm(pack);
    await graphReady(first.index);
    store.change(asRows(vectors).filter(({ row }) => row >= 100));
    // At once what is new, though the graph has it not yet.
    expect(rowsOf(await first.index.search(vectorOf(vectors, many + 7), 1, everybody))).toEqual([
      many + 7,
    ]);
    await until(() => first.index.status(pack).passages === many + 200);
    expect(rowsOf(await first.index.search(vectorOf(vectors, 50), 5, everybody))).not.toContain(50);
    expect(first.said.filter(({ message }) => message === 'an index is built')).toHaveLength(1);
    await first.index.close();

    const second = openIndex(store.source, { folder });
    await second.index.warm(pack);
    expect(second.index.status(pack)).toMatchObject({ method: 'graph', state: 'ready' });
    expect(second.said).toEqual([]);
    for (const at of [100, many + 7, many + 299])
      expect(rowsOf(await second.index.search(vectorOf(vectors, at), 1, everybody))).toEqual([at]);
  });

  it('uses the file of an older state where little changed, and follows a vector that changed', async () => {
    const folder = temporaryFolder();
    const vectors = randomVectors(many + 100);
    const first = openIndex(createArraySource(asRows(vectors.slice(0, many))).source, { folder });
    await first.index.warm(pack);
    await graphReady(first.index);
    await first.index.close();
    const now = asRows(vectors)
      .filter(({ row }) => row !== 3)
      .map((each) => (each.row === 9 ? { row: 9, vector: query } : each));
    const second = openIndex(createArraySource(now).source, { folder });
    await second.index.warm(pack);
    expect(second.index.status(pack).method).toBe('graph');
    expect(rowsOf(await second.index.search(query, 1, everybody))).toEqual([9]);
    expect(rowsOf(await second.index.search(vectorOf(vectors, 9), 5, everybody))).not.toContain(9);
    expect(rowsOf(await second.index.search(vectorOf(vectors, 3), 5, everybody))).not.toContain(3);
    expect(rowsOf(await second.index.search(vectorOf(vectors, many + 50), 1, everybody))).toEqual([
      many + 50,
    ]);
    expect(second.said).toEqual([]);
  });

  it('is built anew where much changed', async () => {
    const folder = temporaryFolder();
    const vectors = randomVectors(2 * many);
    const store = createArraySource(asRows(vectors.slice(0, many)));
    const { index, said } = openIndex(store.source, { folder });
    await index.warm(pack);
    await graphReady(index);
    store.change(asRows(vectors));
    await index.search(query, 1, everybody);
    await until(() => said.filter(({ message }) => message === 'an index is built').length === 2);
    await graphReady(index);
    expect(rowsOf(await index.search(vectorOf(vectors, 3_900), 1, everybody))).toEqual([3_900]);
  });

  it('is read anew where most of it is gone', async () => {
    const vectors = randomVectors(3_000);
    const store = createArraySource(asRows(vectors));
    const { index } = openIndex(store.source, { folder: temporaryFolder() });
    await index.warm(pack);
    await graphReady(index);
    store.change(asRows(vectors).filter(({ row }) => row % 3 === 0));
    await until(() => index.status(pack).passages === 1_000);
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(
      plainNearest(store.rows(), query, 10),
    );
    await graphReady(index);
  });

  it('finds rows with the same vector beside one another', async () => {
    const vectors = randomVectors(many);
    const rows = asRows(vectors.map((vector, at) => (at < 5 ? query : vector)));
    const { index } = openIndex(createArraySource(rows).source, { folder: temporaryFolder() });
    await index.warm(pack);
    await graphReady(index);
    expect(rowsOf(await index.search(query, 5, everybody)).sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('answers with all rows where more is asked for than there are', async () => {
    const rows = asRows(randomVectors(many));
    const { index } = openIndex(createArraySource(rows).source, { folder: temporaryFolder() });
    await index.warm(pack);
    await graphReady(index);
    expect(await index.search(query, many + 500, everybody)).toHaveLength(many);
  });

  it('is compared exactly without a folder, and says so', async () => {
    const rows = asRows(randomVectors(many));
    const { index } = openIndex(createArraySource(rows).source);
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(plainNearest(rows, query, 10));
    expect(index.status(pack)).toMatchObject({
      method: 'exact',
      state: 'ready',
      problem: expect.stringContaining('no folder') as string,
      model: `${model.name} ${model.version}`,
    });
  });
});
