import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { graphPaths } from './graph-file.ts';
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

const rows = asRows(randomVectors(2_000));
const { source } = createArraySource(rows);
const [query = new Float32Array(dimensions)] = randomVectors(1, 77);
const expected = plainNearest(rows, query, 10);
const real = {
  search: new URL('./search.worker.ts', import.meta.url),
  build: new URL('./build.worker.ts', import.meta.url),
};

/** A folder with a finished index. */
async function indexed(): Promise<string> {
  const folder = temporaryFolder();
  const { index } = openIndex(source, { folder });
  await index.warm(pack);
  await graphReady(index);
  await index.close();
  return folder;
}
const buildsOf = (said: readonly { message: string }[]): number =>
  said.filter(({ message }) => message === 'an index is built').length;

describe('an index file', () => {
  it('is loaded at the next start and not built again', async () => {
    const { index, said } = openIndex(source, { folder: await indexed() });
    await index.warm(pack);
    expect(index.status(pack)).toMatchObject({ method: 'graph', state: 'ready' });
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    expect(said).toEqual([]);
  });

  it.each([
    ['a byte is another', (bytes: Buffer) => bytes.with(bytes.length >> 1, 0x55)],
    ['it is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['it is empty', () => Buffer.alloc(0)],
    ['it is something else', () => Buffer.from('<html></html>')],
  ])('is dropped and built again when %s, and exact search answers', async (_what, damage) => {
    const folder = await indexed();
    const { index: file } = graphPaths(folder, pack, model.sha256);
    writeFileSync(file, damage(readFileSync(file)));
    const { index, said } = openIndex(source, { folder });
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    await graphReady(index);
    expect(said.map(({ message }) => message)).toEqual([
      'an index was dropped',
      'an index is built',
    ]);
    expect(rowsOf(await index.search(query, 1, everybody))).toEqual(expected.slice(0, 1));
  });

  it('of other dimensions never answers', async () => {
    const folder = await indexed();
    const longer = asRows(randomVectors(2_000, 3, 24));
    const { index, said } = openIndex(createArraySource(longer).source, { folder, dimensions: 24 });
    const [asked = new Float32Array(24)] = randomVectors(1, 5, 24);
    expect(rowsOf(await index.search(asked, 10, everybody))).toEqual(
      plainNearest(longer, asked, 10),
    );
    expect(said[0]).toMatchObject({
      message: 'an index was dropped',
      fields: { reason: 'it has 16 dimensions instead of 24' },
    });
  });

  it('of another model is not looked at', async () => {
    const folder = await indexed();
    const other = { name: 'other', version: '2', sha256: 'cd'.repeat(32) };
    const { index, said } = openIndex(source, { folder, model: other });
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    await graphReady(index);
    expect(buildsOf(said)).toBe(1);
    expect(readdirSync(folder).every((name) => name.startsWith(`${pack}-cdcdcdcdcdcd`))).toBe(true);
  });

  it('of an earlier database, with the same rows and other vectors, is built again', async () => {
    const folder = await indexed();
    const restored = asRows(randomVectors(2_000, 9));
    const { index, said } = openIndex(createArraySource(restored).source, { folder });
    await index.warm(pack);
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(
      plainNearest(restored, query, 10),
    );
    await until(() => buildsOf(said) === 1);
  });
});

describe('a thread that ends', () => {
  const dying = { ...real, search: new URL('./dying.worker.fixture.ts', import.meta.url) };

  it('leaves no search without an answer, and comes back with its graph', async () => {
    const folder = await indexed();
    vi.stubEnv('EARSHOT_TEST_DIED_ONCE', join(temporaryFolder(), 'died'));
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { index, said } = openIndex(source, { folder, threads: dying });
    await index.warm(pack);
    const hits = await Promise.all([
      index.search(query, 10, everybody),
      index.search(query, 10, everybody),
    ]);
    for (const found of hits) expect(rowsOf(found)).toEqual(expected);
    await graphReady(index);
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    expect(said).toEqual([
      {
        level: 'error',
        message: 'the search thread ended',
        fields: { reason: 'it was made to end' },
      },
    ]);
  });

  it('is given up when it ends every time; exact search goes on', async () => {
    const { index } = openIndex(source, { folder: await indexed(), threads: dying });
    for (let time = 0; time < 6; time += 1)
      expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    await until(() => index.status(pack).problem !== undefined);
    expect(index.status(pack)).toMatchObject({
      method: 'exact',
      state: 'ready',
      problem: expect.stringContaining('ended several times') as string,
    });
  });

  it('may be missing as a whole', async () => {
    const gone = new URL('./gone.worker.ts', import.meta.url);
    const { index } = openIndex(source, {
      folder: temporaryFolder(),
      threads: { search: gone, build: gone },
    });
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    await until(() => index.status(pack).problem !== undefined);
  });

  it('is not waited for at the end, even while it builds', async () => {
    const folder = temporaryFolder();
    const { index } = openIndex(createArraySource(asRows(randomVectors(20_000))).source, {
      folder,
    });
    await index.warm(pack);
    await until(() => index.status(pack).state === 'building');
    await index.close();
    expect(readdirSync(folder).filter((name) => !name.endsWith('.unfinished'))).toEqual([]);
  });
});

describe('without hnswlib-node', () => {
  it('every vector is compared, and the status says so in one sentence', async () => {
    const bare = new URL('./no-library.worker.fixture.ts', import.meta.url);
    const threads = { search: bare, build: bare };
    const { index } = openIndex(source, { folder: temporaryFolder(), threads });
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    await until(() => index.status(pack).problem !== undefined);
    const { method, state, problem } = index.status(pack);
    expect({ method, state }).toEqual({ method: 'exact', state: 'ready' });
    expect(problem).toMatch(/^The package hnswlib-node cannot be loaded[^.]*\.$/);
  });
});

describe('a process that is killed while it builds', () => {
  it('leaves nothing that is taken for an index', async () => {
    const folder = temporaryFolder();
    const factory = new URL('./create-vector-index.ts', import.meta.url).href;
    const script = `
      const { createVectorIndex } = await import(${JSON.stringify(factory)});
      const vectors = Array.from({ length: 60_000 }, (_, row) => ({ row, vector:
        Float32Array.from({ length: ${dimensions} }, (_, i) => Math.sin(row * 7 + i * i)) }));
      const index = createVectorIndex({
        model: ${JSON.stringify(model)}, dimensions: ${dimensions}, folder: ${JSON.stringify(folder)}, graphFrom: 1,
        log: { debug() {}, info() {}, warn() {}, error() {} },
        knowledge: { vectors: (_p, _m, after, limit) => vectors.slice(after + 1, after + 1 + limit),
          barred: () => [], citable: () => [], count: () => vectors.length, revision: () => 1 } });
      index.onStatus(({ progress }) => { if (progress > 0.05) console.log('building'); });
      await index.warm('${pack}');
      setInterval(() => undefined, 1000);`;
    // From a file: threads of a process started with --input-type now and then end at once, because
    // they take that option for theirs.
    const file = join(temporaryFolder(), 'build.mjs');
    writeFileSync(file, script);
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as unknown[];
    expect(String(line)).toContain('building');
    child.kill('SIGKILL');
    await ended;
    // As if it had been killed a moment later, in the middle of writing.
    const paths = graphPaths(folder, pack, model.sha256);
    writeFileSync(`${paths.index}.unfinished`, Buffer.alloc(10_000, 1));
    const { index, said } = openIndex(source, { folder });
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    await graphReady(index);
    expect(buildsOf(said)).toBe(1);
    expect(rowsOf(await index.search(query, 10, everybody))).toEqual(expected);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});
