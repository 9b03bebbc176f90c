import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SourceId } from '#domain/ids.ts';
import type { ImportJob } from '#domain/knowledge-import.ts';
import { openBench, sourceOf, temporaryFolder, testEncoder, writeFiles } from './import.fixture.ts';

const articles = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`a${String(n).padStart(5, '0')}.md`, `Article ${n}.`]),
  );

/** A gate in front of the reader: lets so many files through, then holds. */
function holdAfter(bench: ReturnType<typeof openBench>, files: number) {
  const reached = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  let left = files;
  bench.reader.before = async () => {
    if ((left -= 1) >= 0) return;
    reached.resolve(undefined);
    await released.promise;
  };
  onTestFinished(() => released.resolve(undefined));
  return { reached: reached.promise, release: () => released.resolve(undefined) };
}

describe('an import job', () => {
  it('that is cancelled keeps what it did, and goes on where it was', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, articles(10));
    const bench = openBench();
    const hold = holdAfter(bench, 4);
    const source = sourceOf(folder);
    bench.store.sources.put(source);
    const { id } = bench.imports.runner.start(source);
    await hold.reached;
    const cancelling = bench.imports.runner.cancel(id);
    hold.release();
    const cancelled = await cancelling;
    expect(cancelled).toMatchObject({ state: 'cancelled', imported: 4, total: 10 });
    expect(bench.store.sources.job(id)?.state).toBe('cancelled');
    expect(bench.store.sources.get(source.id)?.importedAt).toBeUndefined();
    bench.reader.before = () => undefined;
    expect(bench.imports.runner.resume(id)).toMatchObject({ state: 'waiting' });
    await bench.imports.settled();
    expect(bench.imports.runner.job(id)).toMatchObject({
      state: 'done',
      imported: 6,
      unchanged: 4,
      done: 10,
    });
    expect(bench.encoder.texts).toHaveLength(10);
  });

  it('waits for the one before it, and can be cancelled while it waits', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, articles(3));
    const bench = openBench();
    const hold = holdAfter(bench, 1);
    const first = sourceOf(folder);
    const second = sourceOf(folder, { id: SourceId.parse('source-2') });
    bench.store.sources.put(first);
    bench.store.sources.put(second);
    const one = bench.imports.runner.start(first);
    const two = bench.imports.runner.start(second);
    // Asked for twice, run once.
    expect(bench.imports.runner.start(second).id).toBe(two.id);
    await hold.reached;
    expect(bench.imports.runner.job(one.id)?.state).toBe('reading');
    expect(bench.imports.runner.job(two.id)?.state).toBe('waiting');
    expect(await bench.imports.runner.cancel(two.id)).toMatchObject({ state: 'cancelled' });
    hold.release();
    await bench.imports.settled();
    expect(bench.imports.runner.job(one.id)?.state).toBe('done');
    expect(bench.store.knowledge.documents('shop', second.id)).toEqual([]);
    expect(await bench.imports.runner.cancel('no such job')).toBeUndefined();
    expect(bench.imports.runner.resume('no such job')).toBeUndefined();
  });

  it('that a process left behind goes on by itself in the next one', async () => {
    const folder = temporaryFolder('articles');
    const dataFolder = temporaryFolder('data');
    writeFiles(folder, articles(6));
    const source = sourceOf(folder);
    const left = openBench({ dataFolder });
    const hold = holdAfter(left, 2);
    left.store.sources.put(source);
    const { id } = left.imports.runner.start(source);
    await hold.reached;
    const closing = left.imports.close();
    hold.release();
    await closing;
    expect(left.store.sources.job(id)?.state).toBe('reading');
    left.store.close();

    const next = openBench({ dataFolder });
    next.imports.begin(['shop']);
    await next.imports.settled();
    expect(next.imports.runner.job(id)).toMatchObject({
      state: 'done',
      imported: 4,
      unchanged: 2,
    });
    const { sha256 } = next.encoder.model;
    expect(next.store.knowledge.countUnembedded('shop', sha256)).toBe(0);
  });

  it('lists two hundred problems and counts the rest', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(
      folder,
      Object.fromEntries(Array.from({ length: 230 }, (_, n) => [`${n}.md`, 'BROKEN'])),
    );
    const job = await openBench().run(sourceOf(folder));
    expect(job.problems).toHaveLength(200);
    expect(job).toMatchObject({ state: 'done', moreProblems: 30, imported: 0, done: 230 });
  });

  it('is told a few times a second, however many articles there are', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, articles(300));
    const bench = openBench();
    const told: ImportJob[] = [];
    bench.imports.runner.onChange((jobs) => {
      if (jobs[0] !== undefined) told.push(jobs[0]);
    });
    const from = performance.now();
    await bench.run(sourceOf(folder));
    const most = 4 + Math.ceil((performance.now() - from) / 250);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThanOrEqual(most);
    expect(told.at(-1)).toMatchObject({ state: 'done', imported: 300 });
    expect(told.map(({ done }) => done)).toEqual(
      told.map(({ done }) => done).toSorted((a, b) => a - b),
    );
  });
});

describe('an import that cannot go on', () => {
  it('on a full disk fails with a sentence; nothing is half-imported, and it can be resumed', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, articles(8));
    let room = 3;
    const bench = openBench({
      knowledge: ({ knowledge }) => ({
        ...knowledge,
        putDocument: (document, passages, vectors, model) => {
          if ((room -= 1) >= 0) return knowledge.putDocument(document, passages, vectors, model);
          const full = new Error('The disk is full; what was being saved was not saved.');
          throw Object.assign(full, { mend: 'Free some space, then try again.' });
        },
      }),
    });
    const job = await bench.run(sourceOf(folder));
    expect(job).toMatchObject({
      state: 'failed',
      imported: 3,
      failure: expect.stringMatching(/disk is full.*Free some space/) as string,
    });
    expect(bench.store.knowledge.documents('shop')).toHaveLength(3);
    room = 100;
    bench.imports.runner.resume(job.id);
    await bench.imports.settled();
    expect(bench.imports.runner.job(job.id)).toMatchObject({
      state: 'done',
      imported: 5,
      unchanged: 3,
    });
    expect(bench.imports.runner.job(job.id)).not.toHaveProperty('failure');
  });

  it('without an encoder fails and says why', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, articles(1));
    const encoder = testEncoder();
    Object.defineProperty(encoder, 'model', {
      get: () => {
        throw new Error('The model is damaged');
      },
    });
    const bench = openBench({ encoder });
    const source = sourceOf(folder);
    bench.store.sources.put(source);
    const { id } = bench.imports.runner.start(source);
    await bench.imports.runner.settled();
    expect(bench.imports.runner.job(id)?.failure).toMatch(/^The model is damaged\. Resume/);
  });

  it('of a source that was removed meanwhile ends', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, articles(5));
    const bench = openBench();
    const hold = holdAfter(bench, 1);
    const source = sourceOf(folder);
    bench.store.sources.put(source);
    const { id } = bench.imports.runner.start(source);
    await hold.reached;
    const dropping = bench.imports.runner.drop(source.id);
    hold.release();
    await dropping;
    expect(bench.imports.runner.job(id)?.state).toBe('cancelled');
    bench.store.sources.remove(source.id);
    bench.imports.runner.resume(id);
    await bench.imports.settled();
    expect(bench.imports.runner.job(id)).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(/was removed/) as string,
    });
  });
});

describe('a look at what changed', () => {
  it('reads only files that changed, came or went, and shows a job only when there is something', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { ...articles(4), 'bad.md': 'BROKEN' });
    const bench = openBench();
    await bench.run(sourceOf(folder));
    const source = () => {
      const stored = bench.store.sources.get(sourceOf('').id);
      if (stored === undefined) throw new Error('The source is gone.');
      return stored;
    };
    // As if the last import were long over: its slack for coarse clocks must not matter here.
    const rested = { ...source(), importedAt: Date.now() + 10_000 };
    bench.store.sources.put(rested);
    bench.reader.paths.length = 0;
    bench.imports.runner.recheck(rested);
    await bench.imports.settled();
    expect(bench.reader.paths).toEqual([]);
    expect(bench.imports.runner.jobs()).toHaveLength(1);

    // A folder that was moved here brings files older than the last import.
    writeFiles(folder, { 'moved/here.md': 'Moved.' });
    bench.store.sources.put(rested);
    bench.imports.runner.recheck(rested);
    await bench.imports.settled();
    expect(bench.reader.paths).toEqual(['moved/here.md']);

    bench.store.sources.put({ ...rested, importedAt: Date.now() - 1_000_000 });
    writeFiles(folder, { 'a00001.md': 'Changed.', 'new.md': 'New.' });
    rmSync(join(folder, 'a00002.md'));
    bench.imports.runner.recheck(source());
    bench.imports.runner.recheck(source());
    await bench.imports.settled();
    const [job] = bench.imports.runner.jobs().filter(({ id }) => id.startsWith('recheck'));
    expect(job).toMatchObject({ state: 'done', imported: 2, withdrawn: 1, problems: [] });
    expect(bench.find('Changed')).toEqual(['a00001.md']);
  });
});
