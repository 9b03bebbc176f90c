import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentListing, ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const command = [join(root, 'scripts', 'earshot.mjs'), 'kb'];
const folder = mkdtempSync(join(tmpdir(), 'earshot-cli-kb-'));
const data = join(folder, 'data');
const articles = join(folder, 'lockers');
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function kb(...args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      ...command,
      ...args,
      '--data-dir',
      data,
    ]);
    return { code: 0, stdout, stderr };
  } catch (thrown) {
    return thrown as Ended;
  }
}

interface Imported {
  readonly jobs: readonly ImportJob[];
  readonly interrupted: boolean;
}
interface Listed {
  readonly sources: readonly KnowledgeSource[];
  readonly documents: readonly DocumentListing[];
}

beforeAll(() => {
  mkdirSync(articles);
  const key = 'A spare key for the locker costs nine dollars.';
  writeFileSync(join(articles, 'keys.md'), `---\ntitle: Spare keys\n---\n\n${key}\n`);
  writeFileSync(join(articles, 'codes.html'), '<h1>Lost codes</h1><p>Show your badge.</p>');
  writeFileSync(join(articles, 'broken.docx'), 'no zip at all');
});

describe('earshot kb', () => {
  it('imports a folder, tells of what is broken, and lists, withdraws and removes it', async () => {
    const imported = await kb('import', articles, '--json', '--audience', 'customer', '--watch');
    expect(imported).toMatchObject({ code: 0 });
    const { jobs, interrupted } = JSON.parse(imported.stdout) as Imported;
    expect(interrupted).toBe(false);
    expect(jobs).toMatchObject([{ state: 'done', imported: 2, total: 3, done: 3 }]);
    expect(imported.stderr).toMatch(/^broken\.docx: /m);

    const listed = JSON.parse(
      (await kb('list', '--text', 'Lost codes', '--json')).stdout,
    ) as Listed;
    expect(listed.documents).toMatchObject([{ path: 'codes.html', audience: 'customer' }]);
    expect(listed.sources).toMatchObject([{ title: 'lockers', watched: true }]);

    expect((await kb('withdraw', 'keys.md')).stdout).toBe('Spare keys is never cited again.\n');
    expect((await kb('list', '--text', 'Spare')).stdout).toMatch(/Spare keys.*withdrawn/);
    const restored = JSON.parse((await kb('restore', 'Spare keys', '--json')).stdout) as object;
    expect(restored).toMatchObject({ title: 'Spare keys', withdrawn: false });
    expect((await kb('remove', articles)).stdout).toBe('Removed lockers.\n');
    const after = JSON.parse((await kb('list', '--text', 'Spare', '--json')).stdout) as Listed;
    expect(after).toMatchObject({ sources: [], documents: [] });
  }, 400_000);

  it('writes the gaps, and says with exit codes what was wrong', async () => {
    const file = join(folder, 'gaps.csv');
    expect(await kb('gaps', '--csv', file)).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(
      'id,title,count,conversations,last,state,questions\r\n',
    );
    for (const wrong of [
      [],
      ['import'],
      ['list', 'x'],
      ['bake'],
      ['import', '.', '--audience', 'x'],
    ])
      expect(await kb(...wrong), wrong.join(' ')).toMatchObject({ code: 2, stdout: '' });
    const nothing = await kb('import', join(folder, 'nowhere'), '--json');
    expect(nothing).toMatchObject({ code: 1, stdout: '' });
    expect(nothing.stderr).toMatch(/There is nothing at .*nowhere\. Check the path\.$/m);
    expect((await kb('remove', 'nothing')).stderr).toMatch(/no article "nothing"/);
  }, 400_000);

  it('interrupted, keeps what is in, says how to go on, and goes on', async () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    for (let n = 0; n < 400; n += 1)
      writeFileSync(
        join(many, `${n}.md`),
        `Article ${n}. ${'It has some words in it. '.repeat(40)}`,
      );
    const child = spawn(process.execPath, [...command, 'import', many, '--data-dir', data]);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      // A little later, so that some are in and most are not.
      if (chunk.toString().includes('Importing')) setTimeout(() => child.kill('SIGINT'), 1_500);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(said).toMatch(/Stopped/);
    expect(code).toBe(1);
    const again = JSON.parse((await kb('import', many, '--json')).stdout) as Imported;
    expect(again.jobs).toMatchObject([{ state: 'done', done: 400 }]);
    const [job] = again.jobs;
    expect((job?.imported ?? 0) + (job?.unchanged ?? 0)).toBe(400);
  }, 400_000);
});
