import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCountingIds } from '#core/replay-ports.ts';
import { SourceId } from '#domain/ids.ts';
import type { ImportJob, IndexStatus, SourceDefaults } from '#domain/knowledge-import.ts';
import type { Failure } from '#domain/result.ts';
import { createKnowledgeDesk } from './core-knowledge.ts';
import {
  openBench,
  sourceOf,
  temporaryFolder,
  writeFiles,
} from './retrieve/import/import.fixture.ts';
import type { Answer } from './surface.ts';
import { systemClock } from './system-ports.ts';

const defaults: SourceDefaults = { audience: 'customer', language: 'en' };
const unasked = (): never => {
  throw new Error('Nobody asks this here.');
};
const must = <T>(given: Answer<T>): T => {
  if (!given.ok) throw new Error(given.error.message);
  return given.value;
};
const failureOf = (given: Answer<unknown>): Failure => {
  if (given.ok) throw new Error('It did not fail.');
  return given.error;
};

function openDesk() {
  const bench = openBench();
  const statusListeners = new Set<() => void>();
  const desk = createKnowledgeDesk({
    knowledge: bench.store.knowledge,
    sources: bench.store.sources,
    imports: bench.imports,
    packs: ['shop'],
    indexStatus: (pack): IndexStatus => ({
      pack: sourceOf('').pack,
      passages: bench.store.knowledge.count(pack),
      method: 'exact',
      state: 'ready',
      model: 'test',
      dimensions: 16,
    }),
    onIndexStatus: (listener) => {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    clock: systemClock,
    ids: createCountingIds(),
    log: bench.log,
    search: unasked,
    used: unasked,
    gaps: unasked,
    setGap: unasked,
    gapDraft: unasked,
  });
  const drop = async (name: string, text: string): Promise<string> =>
    must(await desk.upload({ name, part: Buffer.from(text).toString('base64') })).upload;
  const imported = async (input: Parameters<typeof desk.import>[0]): Promise<ImportJob> => {
    const { id } = must(await desk.import(input));
    await desk.settled();
    const job = desk.jobs().find((one) => one.id === id);
    if (job === undefined) throw new Error('The job is gone.');
    return job;
  };
  return { ...bench, desk, drop, imported, statusListeners };
}

describe('dropped files', () => {
  it('are imported, not kept, and dropped again they are a new version', async () => {
    const { desk, drop, imported, dataFolder } = openDesk();
    const uploads = [await drop('a.md', 'Apples.'), await drop('b.md', 'Bread.')];
    const job = await imported({ pack: 'shop', uploads, watch: false, defaults });
    expect(job).toMatchObject({ state: 'done', imported: 2, title: 'Dropped files' });
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);

    const again = [await drop('a.md', 'Apricots.')];
    expect(await imported({ pack: 'shop', uploads: again, watch: false, defaults })).toMatchObject({
      imported: 1,
      withdrawn: 0,
      source: job.source,
    });
    const { documents } = must(desk.documents({ pack: 'shop', offset: 0, limit: 9 }));
    expect(documents.map(({ path, version }) => `${path} ${version}`).sort()).toEqual([
      'a.md 2',
      'b.md 1',
    ]);
    expect(documents.every(({ audience }) => audience === 'customer')).toBe(true);
    const folder = [await drop('kb/c.md', 'Cheese.'), await drop('kb/d/e.md', 'Eggs.')];
    expect(await imported({ pack: 'shop', uploads: folder, watch: false, defaults })).toMatchObject(
      { title: 'kb', imported: 2 },
    );
    expect(must(desk.sources('shop')).map(({ title }) => title)).toEqual(['Dropped files', 'kb']);
  });

  it('that were not kept are told, also when an import of them is resumed', async () => {
    const { desk, drop, imported, reader, imports } = openDesk();
    const unknown = await desk.import({ pack: 'shop', uploads: ['x'], watch: false, defaults });
    expect(failureOf(unknown)).toMatchObject({ code: 'NOT_FOUND', mend: 'Drop the files again.' });
    const uploads = [await drop('a.md', 'Apples.')];
    reader.before = async () => {
      reader.before = () => undefined;
      void desk.cancelImport(job.id);
      await new Promise((done) => setTimeout(done, 20));
    };
    const job = must(await desk.import({ pack: 'shop', uploads, watch: false, defaults }));
    await desk.settled();
    expect(desk.jobs()[0]?.state).toBe('cancelled');
    expect(existsSync(imports.uploads.folderOf(job.id))).toBe(true);
    rmSync(imports.uploads.folderOf(job.id), { recursive: true });
    must(await desk.resumeImport(job.id));
    await desk.settled();
    expect(desk.jobs()[0]).toMatchObject({
      state: 'failed',
      failure: 'The files are not kept any more; drop them again.',
    });
    const fresh = [await drop('a.md', 'Apples.')];
    expect(await imported({ pack: 'shop', uploads: fresh, watch: false, defaults })).toMatchObject({
      state: 'done',
      imported: 1,
    });
  });
});

describe('a path', () => {
  it('is one source however often it is imported, and says of what kind it is', async () => {
    const { desk, imported } = openDesk();
    const root = temporaryFolder('kinds');
    writeFiles(root, {
      'plain/a.md': 'Apples.',
      'site/index.html': 'Bread.',
      'site/sitemap.xml': '<urlset/>',
      'help/export.json': 'title: x\n\n{"articles": [1]}',
      'one.md': 'Cheese.',
    });
    for (const name of ['plain', 'site', 'help', 'one.md', 'plain'])
      expect(
        await imported({ pack: 'shop', path: join(root, name), watch: name === 'plain', defaults }),
      ).toMatchObject({ state: 'done' });
    expect(
      must(desk.sources('shop')).map(({ title, kind, watched }) => [title, kind, watched]),
    ).toEqual([
      ['plain', 'folder', true],
      ['site', 'site', false],
      ['help', 'zendesk', false],
      ['one.md', 'files', false],
    ]);
  });

  it('that is not there, of no known kind, of no pack, or missing is refused with what to do', async () => {
    const { desk } = openDesk();
    const root = temporaryFolder('kinds');
    writeFiles(root, { 'a.exe': 'x' });
    const codes = [
      await desk.import({ pack: 'shop', path: join(root, 'none'), watch: false, defaults }),
      await desk.import({ pack: 'shop', path: join(root, 'a.exe'), watch: false, defaults }),
      await desk.import({ pack: 'none', path: root, watch: false, defaults }),
      await desk.import({ pack: 'shop', watch: false, defaults }),
    ].map((given) => failureOf(given));
    expect(codes.map(({ code }) => code)).toEqual(['NOT_FOUND', 'INVALID', 'NOT_FOUND', 'INVALID']);
    expect(codes.every(({ mend }) => mend !== undefined)).toBe(true);
    expect(desk.jobs()).toEqual([]);
  });
});

describe('articles', () => {
  it('are withdrawn and put back, removed alone, and removed with their source', async () => {
    const { desk, imported, find } = openDesk();
    const root = temporaryFolder('articles');
    writeFiles(root, { 'a.md': 'Apples.', 'b.md': 'Bread.', 'c.md': 'Cheese.' });
    const job = await imported({ pack: 'shop', path: root, watch: false, defaults });
    const idOf = (path: string): string =>
      must(desk.documents({ pack: 'shop', text: path, offset: 0, limit: 9 })).documents[0]?.id ??
      '';
    must(desk.withdraw(idOf('a.md')));
    expect(find('Apples')).toEqual([]);
    must(desk.restore(idOf('a.md')));
    expect(find('Apples')).toEqual(['a.md']);
    must(desk.removeDocument(idOf('b.md')));
    expect(find('Bread')).toEqual([]);
    expect(failureOf(desk.withdraw('none')).code).toBe('NOT_FOUND');
    expect(failureOf(desk.restore('none')).code).toBe('NOT_FOUND');
    must(await desk.removeSource(job.source));
    expect(must(desk.documents({ pack: 'shop', offset: 0, limit: 9 })).total).toBe(0);
    expect(must(desk.sources('shop'))).toEqual([]);
    expect(failureOf(await desk.removeSource(job.source)).code).toBe('NOT_FOUND');
    expect(failureOf(await desk.resumeImport(job.id)).message).toMatch(/was removed/);
  });

  it('of a pack cannot be removed, because they would come back', async () => {
    const { desk, run, store } = openDesk();
    const root = temporaryFolder('articles');
    writeFiles(root, { 'a.md': 'Apples.' });
    await run(sourceOf(root, { id: SourceId.parse('pack') }));
    const [one] = store.knowledge.documents('shop');
    expect(failureOf(desk.removeDocument(one?.id ?? '')).mend).toBe('Withdraw it instead.');
  });
});

describe('what the window watches', () => {
  it('are imports and the work on the index, from the first look to the end', async () => {
    const { desk, imported, encoder, statusListeners } = openDesk();
    const root = temporaryFolder('articles');
    writeFiles(root, { 'a.md': 'Apples.' });
    const leave = new AbortController();
    const states: string[] = [];
    const jobs: string[] = [];
    const reading = Promise.all([
      (async () => {
        for await (const [status] of desk.watchIndex(leave.signal))
          states.push(status?.state ?? 'none');
      })(),
      (async () => {
        for await (const [job] of desk.watchImports(leave.signal)) jobs.push(job?.state ?? 'none');
      })(),
    ]);
    encoder.before = () => new Promise((done) => setTimeout(done, 10));
    await imported({ pack: 'shop', path: root, watch: false, defaults });
    must(await desk.reindex('shop'));
    await desk.settled();
    await new Promise((done) => setTimeout(done, 10));
    leave.abort();
    await reading;
    expect(statusListeners.size).toBe(0);
    expect(states[0]).toBe('ready');
    expect(states).toContain('embedding');
    expect(states.at(-1)).toBe('ready');
    expect([...new Set(jobs)]).toEqual(['none', 'waiting', 'reading', 'done']);
    expect(encoder.texts).toHaveLength(2);
    expect(failureOf(await desk.reindex('none')).code).toBe('NOT_FOUND');
  });
});
