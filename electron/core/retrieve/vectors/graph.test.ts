import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGraph, type GraphLibrary, loadGraphLibrary, readGraph } from './graph.ts';
import {
  asRows,
  dimensions,
  plainNearest,
  randomVectors,
  temporaryFolder,
} from './vectors.fixture.ts';

/** What hnswlib-node does with bad input was tried; here is that none of it gets through the door. */
let library: GraphLibrary;
beforeAll(async () => {
  library = await loadGraphLibrary();
});

const filled = (count: number) => {
  const vectors = randomVectors(count);
  const graph = createGraph(library, dimensions, count);
  for (const [row, vector] of vectors.entries()) graph.add(row, vector);
  return { graph, vectors };
};
const first = (vectors: readonly Float32Array[], at = 0): Float32Array => {
  const vector = vectors[at];
  if (vector === undefined) throw new Error('There is no such vector.');
  return vector;
};

describe('the door to hnswlib', () => {
  it('gives no object back whose read failed, so that nobody can search it', async () => {
    const { graph, vectors } = filled(200);
    const file = join(temporaryFolder(), 'x.hnsw');
    await graph.write(file);
    truncateSync(file, statSync(file).size / 2);
    await expect(readGraph(library, file, dimensions, 200)).rejects.toThrow(/Hnswlib Error/);
    await expect(readGraph(library, `${file}.gone`, dimensions, 200)).rejects.toThrow(/open file/);
    // The library itself is as good as before.
    expect(graph.search(first(vectors, 7), 1)).toEqual([7]);
    expect(filled(10).graph.search(first(vectors), 1)).toEqual([0]);
  });

  it('refuses a file that holds another number of rows', async () => {
    const { graph } = filled(20);
    const file = join(temporaryFolder(), 'x.hnsw');
    await graph.write(file);
    await expect(readGraph(library, file, dimensions, 19)).rejects.toThrow('20 rows instead of 19');
  });

  it('refuses NaN, which would rank first, and infinity', () => {
    const { graph, vectors } = filled(20);
    const broken = first(vectors).slice();
    broken[3] = Number.NaN;
    expect(() => graph.add(99, broken)).toThrow('not finite');
    expect(() => graph.search(broken, 3)).toThrow('not finite');
    broken[3] = Infinity;
    expect(() => graph.add(99, broken)).toThrow('not finite');
    expect(graph.count()).toBe(20);
    expect(graph.search(first(vectors), 1)).toEqual([0]);
  });

  it('refuses vectors of another length', () => {
    const { graph } = filled(5);
    const long = first(randomVectors(1, 1, dimensions + 1));
    expect(() => graph.add(9, long)).toThrow('17 dimensions instead of 16');
    expect(() => graph.search(long, 1)).toThrow('17 dimensions instead of 16');
  });

  it('walks wide enough after a load, where the library would start at 10 again', async () => {
    const wide = 64;
    const vectors = randomVectors(2_000, 1, wide);
    const graph = createGraph(library, wide, 2_000);
    for (const [row, vector] of vectors.entries()) graph.add(row, vector);
    const file = join(temporaryFolder(), 'x.hnsw');
    await graph.write(file);
    const read = await readGraph(library, file, wide, 2_000);
    // Vectors without any order are the hardest: at 10, a third of the nearest are missed.
    const queries = randomVectors(30, 2, wide);
    const found = queries.flatMap((query) => {
      const near = read.search(query, 10);
      return plainNearest(asRows(vectors), query, 10).filter((row) => near.includes(row));
    });
    expect(found.length).toBeGreaterThan(270);
  });

  it('grows beyond the capacity it was made with', () => {
    const graph = createGraph(library, dimensions, 4);
    const vectors = randomVectors(300);
    for (const [row, vector] of vectors.entries()) graph.add(row, vector);
    expect(graph.count()).toBe(300);
    expect(graph.search(first(vectors, 299), 1)).toEqual([299]);
  });

  it('answers with all it has where more is asked for than there is', () => {
    const { graph, vectors } = filled(5);
    expect(graph.search(first(vectors), 1_000)).toHaveLength(5);
    expect(graph.search(first(vectors), 0)).toEqual([]);
    expect(createGraph(library, dimensions, 5).search(first(vectors), 3)).toEqual([]);
  });

  it('takes row 0 and refuses rows that the library would read as others', () => {
    const { graph, vectors } = filled(3);
    expect(graph.search(first(vectors), 1)).toEqual([0]);
    for (const row of [-1, 1.5, Number.NaN, 2 ** 32 - 1, 2 ** 32])
      expect(() => graph.add(row, first(vectors))).toThrow('cannot name row');
    expect(graph.rows().sort()).toEqual([0, 1, 2]);
  });

  it('moves a row that comes again to its new vector', () => {
    const { graph, vectors } = filled(50);
    const [moved] = randomVectors(1, 99);
    graph.add(7, moved ?? first(vectors));
    expect(graph.count()).toBe(50);
    expect(graph.search(moved ?? first(vectors), 1)).toEqual([7]);
  });
});
