import { appendFileSync, chmodSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DocumentId } from '#domain/ids.ts';
import { handWithdrawal } from './document-writer.ts';
import { openBench, sourceOf, temporaryFolder, writeFiles } from './import.fixture.ts';

const words = (text: string): string => `${text} ${'is said in plain words. '.repeat(4)}`;

describe('an import of a folder', () => {
  it('stores every article with its passages and vectors, and leaves unchanged ones alone', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, {
      'returns.md': words('A refund'),
      'deep/er/parcels.md': words('A parcel'),
      '.git/hidden.md': words('A secret'),
      '~$open.md': words('A lock'),
      'logo.png': 'not text',
    });
    const bench = openBench();
    const first = await bench.run(sourceOf(folder));
    expect(first).toMatchObject({
      state: 'done',
      total: 2,
      done: 2,
      imported: 2,
      unchanged: 0,
      withdrawn: 0,
      passages: 2,
      moreProblems: 0,
    });
    expect(first.problems).toEqual([
      { path: '', message: expect.stringMatching(/^1 file is of a kind/) as string },
    ]);
    expect(bench.find('parcel')).toEqual(['deep/er/parcels.md']);
    expect(bench.find('secret')).toEqual([]);
    const model = bench.encoder.model.sha256;
    expect(bench.store.knowledge.countUnembedded('shop', model)).toBe(0);
    expect(bench.store.knowledge.vectors('shop', model, 0, 10)).toHaveLength(2);
    expect(bench.store.sources.get(sourceOf('').id)?.importedAt).toBeTypeOf('number');

    const again = await bench.run(sourceOf(folder));
    expect(again).toMatchObject({ state: 'done', imported: 0, unchanged: 2, withdrawn: 0 });
    expect(bench.encoder.texts).toHaveLength(2);
  });

  it('embeds only what changed of a changed article, counts its version and keeps its id', async () => {
    const folder = temporaryFolder('articles');
    const article = (last: string): string =>
      `title: Returns\n\n${words('One')}\n\n## Two\n\n${words('Two')}\n\n## Three\n\n${words(last)}`;
    writeFiles(folder, { 'a.md': article('Three') });
    const bench = openBench();
    await bench.run(sourceOf(folder));
    const [before] = bench.store.knowledge.documents('shop', 'source-1');
    expect(bench.encoder.texts).toHaveLength(3);
    writeFiles(folder, { 'a.md': article('Four') });
    const job = await bench.run(sourceOf(folder));
    expect(job).toMatchObject({ imported: 1, unchanged: 0, passages: 3 });
    expect(bench.encoder.texts).toHaveLength(4);
    expect(bench.encoder.texts[3]).toContain('Four');
    const [after] = bench.store.knowledge.documents('shop', 'source-1');
    expect(after).toMatchObject({ id: before?.id, version: 2 });
    expect(after?.hash).not.toBe(before?.hash);
    expect(bench.find('Four')).toEqual(['Returns']);
  });

  it('removes what is not there any more, and keeps it all when the folder is empty or gone', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, {
      'a.md': words('Apples'),
      'b.md': words('Bread'),
      'c.md': words('Cheese'),
    });
    const bench = openBench();
    await bench.run(sourceOf(folder));
    renameSync(join(folder, 'b.md'), join(folder, 'butter.md'));
    rmSync(join(folder, 'c.md'));
    expect(await bench.run(sourceOf(folder))).toMatchObject({ imported: 1, withdrawn: 2 });
    const paths = () => bench.store.knowledge.documents('shop').map(({ path }) => path);
    expect(paths()).toEqual(['a.md', 'butter.md']);

    rmSync(join(folder, 'a.md'));
    rmSync(join(folder, 'butter.md'));
    const empty = await bench.run(sourceOf(folder));
    expect(empty).toMatchObject({ state: 'failed', withdrawn: 0 });
    expect(empty.failure).toMatch(/no article here any more/);
    rmSync(folder, { recursive: true });
    const gone = await bench.run(sourceOf(folder));
    expect(gone.failure).toMatch(/is not there; its articles stay/);
    expect(paths()).toEqual(['a.md', 'butter.md']);
  });

  it('tells of a broken file, keeps its former article, and goes on with the rest', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'a.md': words('Apples'), 'b.md': words('Bread'), 'empty.md': '   ' });
    const bench = openBench();
    const first = await bench.run(sourceOf(folder));
    expect(first.problems).toEqual([
      { path: 'empty.md', message: expect.stringMatching(/no text/) as string },
    ]);
    writeFiles(folder, { 'a.md': 'BROKEN', 'b.md': words('Butter'), 'empty.md': 'Full now.' });
    const second = await bench.run(sourceOf(folder));
    expect(second).toMatchObject({ state: 'done', imported: 2, withdrawn: 0 });
    expect(second.problems).toEqual([{ path: 'a.md', message: 'It is broken; mend it.' }]);
    expect(bench.find('Apples')).toEqual(['a.md']);
  });

  it('is not caught by links in a circle, and says of each link and locked folder what to do', async () => {
    const folder = temporaryFolder('articles');
    const elsewhere = temporaryFolder('elsewhere');
    writeFiles(folder, { 'in/a.md': words('Apples'), 'locked/b.md': words('Bread') });
    writeFiles(elsewhere, { 'c.md': words('Cheese') });
    symlinkSync(folder, join(folder, 'in', 'circle'));
    symlinkSync(elsewhere, join(folder, 'out'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dead'));
    const bench = openBench();
    const job = await bench.run(sourceOf(folder));
    expect(job).toMatchObject({ state: 'done', imported: 2 });
    expect(Object.fromEntries(job.problems.map(({ path, message }) => [path, message]))).toEqual({
      'in/circle': expect.stringMatching(/link back/) as string,
      out: expect.stringMatching(/links are not followed; import/) as string,
      dead: expect.stringMatching(/leads nowhere/) as string,
    });
    // The owner of all files may open every folder whatever its mode says.
    if (process.getuid?.() === 0) return;
    chmodSync(join(folder, 'locked'), 0);
    const locked = await bench.run(sourceOf(folder));
    chmodSync(join(folder, 'locked'), 0o700);
    expect(locked.withdrawn).toBe(0);
    expect(locked.problems).toContainEqual({
      path: 'locked',
      message: expect.stringMatching(/cannot be opened/) as string,
    });
  });
});

describe('documents of an import', () => {
  it('of a table come and go one by one; two of one name are told', async () => {
    const folder = temporaryFolder('articles');
    const line = (key: string, body: string): string => JSON.stringify({ key, body });
    writeFiles(folder, { 'faq.jsonl': [line('a', 'Apples'), line('b', 'Bread')].join('\n') });
    const bench = openBench();
    expect(await bench.run(sourceOf(folder))).toMatchObject({ total: 2, done: 2, imported: 2 });
    writeFiles(folder, { 'faq.jsonl': [line('a', 'Apples'), line('a', 'Ants')].join('\n') });
    const job = await bench.run(sourceOf(folder));
    expect(job).toMatchObject({ imported: 0, unchanged: 1, withdrawn: 1 });
    expect(job.problems[0]?.path).toBe('faq.jsonl#a');
    expect(bench.store.knowledge.documents('shop').map(({ path }) => path)).toEqual([
      'faq.jsonl#a',
    ]);
  });

  it('with one title are two; with wrong days none, and the former version stays', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, {
      'a.md': 'title: Fees\n\nApples cost two.',
      'b.md': 'title: Fees\n\nBread.',
    });
    const bench = openBench();
    expect(await bench.run(sourceOf(folder))).toMatchObject({ imported: 2 });
    writeFiles(folder, {
      'a.md': 'title: Fees\nvalidFrom: 2026-02-31\n\nApples cost three.',
      'b.md': 'title: Fees\nvalidFrom: 2026-03-01\nvalidTo: 2026-02-01\n\nBread.',
    });
    const job = await bench.run(sourceOf(folder));
    expect(job.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/2026-02-31/) as string,
      expect.stringMatching(/before it begins/) as string,
    ]);
    expect(job).toMatchObject({ imported: 0, withdrawn: 0 });
    expect(bench.find('two')).toEqual(['Fees']);
  });

  it('take the words of the source where they are silent, and lose card numbers', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'a.md': 'audience: agent\n\nPay with 4111.', 'b.md': 'Pay later.' });
    const bench = openBench({ redact: (text) => text.replaceAll('4111', '[card]') });
    const defaults = { audience: 'customer' as const, language: 'de', owner: 'Billing' };
    await bench.run(sourceOf(folder, { defaults }));
    const { documents } = bench.store.knowledge.listing(
      'shop',
      { offset: 0, limit: 9 },
      '2026-11-23',
    );
    expect(documents.find(({ path }) => path === 'a.md')).toMatchObject({
      audience: 'agent',
      language: 'de',
      owner: 'Billing',
    });
    expect(documents.find(({ path }) => path === 'b.md')?.audience).toBe('customer');
    const [a] = bench.store.knowledge.documents('shop');
    expect(bench.store.knowledge.document(DocumentId.parse(a?.id))?.body).toContain('[card]');
  });

  it('withdrawn by their source come back with it; by hand only by hand', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'a.md': 'withdrawn: true\n\nApples.', 'b.md': 'Bread.' });
    const bench = openBench();
    await bench.run(sourceOf(folder));
    expect(bench.find('Apples')).toEqual([]);
    const b = bench.store.knowledge.documents('shop').find(({ path }) => path === 'b.md');
    const stored = bench.store.knowledge.document(DocumentId.parse(b?.id));
    if (stored === undefined) throw new Error('It was not stored.');
    bench.store.knowledge.setWithdrawn(stored.id, handWithdrawal(stored, stored.importedAt));
    writeFiles(folder, { 'a.md': 'Apples.', 'b.md': 'Better bread.' });
    expect(await bench.run(sourceOf(folder))).toMatchObject({ imported: 2 });
    expect(bench.find('Apples')).toEqual(['a.md']);
    expect(bench.find('bread')).toEqual([]);
  });

  it('that change while they are read are read again; nothing torn is stored', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'a.md': 'Half of' });
    const bench = openBench();
    let once = true;
    bench.reader.before = () => {
      if (once) setTimeout(() => appendFileSync(join(folder, 'a.md'), ' the whole'), 5);
      once = false;
      return new Promise((resolve) => setTimeout(resolve, 20));
    };
    const puts: string[] = [];
    const { putDocument } = bench.store.knowledge;
    bench.store.knowledge.putDocument = (...args) => {
      puts.push(args[0].body);
      putDocument(...args);
    };
    expect(await bench.run(sourceOf(folder))).toMatchObject({ imported: 1 });
    expect(puts).toEqual(['Half of the whole']);
    bench.reader.before = () =>
      writeFileSync(
        join(folder, 'a.md'),
        `never still ${Math.random()}`.padEnd(40 + bench.reader.paths.length),
      );
    const job = await bench.run(sourceOf(folder));
    expect(job).toMatchObject({ state: 'done', imported: 0 });
    expect(job.problems[0]?.message).toMatch(/while it was read/);
  });
});
