import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSeededRandom } from '#core/replay-ports.ts';
import { openStore } from '#core/store/index.ts';
import { takeValue, testKey } from '#tests/fakes/workbench.ts';

const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const random = createSeededRandom(seed);
const folder = mkdtempSync(join(tmpdir(), 'earshot-import-crash-'));
const articles = join(folder, 'articles');
const data = join(folder, 'data');
const count = 60;
const kills = 8;
/** A life that is killed from outside reads no more than this, however late the kill comes. */
const mostArticles = 8;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One life of the importing process; ends at a step of its own, or after a time. */
function live(end?: { readonly steps?: number; readonly ms?: number }): Promise<{
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'import-child.ts'),
      ...(end === undefined ? [] : [data, articles]),
      ...(end?.steps === undefined ? [] : ['steps', String(end.steps)]),
      ...(end?.ms === undefined ? [] : ['articles', String(mostArticles)]),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.startsWith('ready') && end?.ms !== undefined)
      setTimeout(() => child.kill('SIGKILL'), end.ms);
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code !== null && code !== 0) reject(new Error(errors));
      else resolve({ signal, said });
    });
  });
}

test(
  `killed ${String(kills)} times during an import: it goes on by itself, nothing half, nothing twice (seed ${String(seed)})`,
  { timeout: 400_000 },
  async () => {
    mkdirSync(articles);
    mkdirSync(data, { mode: 0o700 });
    for (let n = 0; n < count; n += 1)
      writeFileSync(
        join(articles, `${n}.md`),
        `## One\n\nArticle ${n} begins.\n\n## Two\n\nArticle ${n} ends.`,
      );
    await live();
    let killed = 0;
    for (let life = 0; life < kills; life += 1) {
      const { signal } = await live(
        life % 2 === 0 ? { steps: 2 + Math.floor(random.next() * 24) } : { ms: random.next() * 60 },
      );
      if (signal === 'SIGKILL') killed += 1;
      const store = takeValue(openStore({ folder: data, key: testKey }));
      // Whole or not at all: no article is ever there with one of its two passages.
      const stored = store.knowledge.documents('retail');
      for (const { id } of stored)
        expect(store.knowledge.embedded(id, 'any').map(({ passage }) => passage.heading)).toEqual([
          'One',
          'Two',
        ]);
      expect(store.integrity()).toEqual({ ok: true, problems: [] });
      store.close();
    }
    expect(killed).toBeGreaterThanOrEqual(kills / 2);
    const last = await live({});
    expect(last.said).toContain('done');

    const store = takeValue(openStore({ folder: data, key: testKey }));
    try {
      const stored = store.knowledge.documents('retail');
      expect(stored).toHaveLength(count);
      // Read once each, whatever died: what was done stayed done.
      expect(stored.every(({ version }) => version === 1)).toBe(true);
      expect(store.knowledge.count('retail')).toBe(2 * count);
      expect(store.knowledge.countUnembedded('retail', 'e'.repeat(64))).toBe(0);
      expect(store.sources.jobs(9)).toMatchObject([{ state: 'done', done: count, total: count }]);
    } finally {
      store.close();
    }
  },
);
