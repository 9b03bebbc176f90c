import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '#core/log.ts';
import type { Encoder, KnowledgeRepository } from '#core/ports.ts';
import { createKnowledgeImports } from '#core/retrieve/import/imports.ts';
import { openStore } from '#core/store/index.ts';
import { createSystemIds, systemClock } from '#core/system-ports.ts';
import { PackName, SourceId } from '#domain/ids.ts';
import { takeValue, testKey } from '#tests/fakes/workbench.ts';

/**
 * @file The process that gets killed while it imports. `node import-child.ts <data> <articles>
 * [steps <n> | articles <n>]`: goes on with whatever an earlier life left, and ends when all is in;
 * with `steps` it kills itself there, counting every begin and end of a write; with `articles` it
 * reads so many and then waits to be killed.
 */

const [folder = '', articles = '', what, most] = process.argv.slice(2);
// Only to fill the compile cache: a process that is killed leaves none.
if (folder === '') process.exit(0);
let stepsLeft = what === 'steps' ? Number(most) : Number.POSITIVE_INFINITY;
let articlesLeft = what === 'articles' ? Number(most) : Number.POSITIVE_INFINITY;
const counted = <A extends readonly unknown[], T>(write: (...args: A) => T) => {
  const step = (): void => {
    stepsLeft -= 1;
    if (stepsLeft <= 0) process.kill(process.pid, 'SIGKILL');
  };
  return (...args: A): T => {
    step();
    const result = write(...args);
    step();
    return result;
  };
};

const store = takeValue(openStore({ folder, key: testKey }));
const knowledge: KnowledgeRepository = {
  ...store.knowledge,
  putDocument: counted(store.knowledge.putDocument),
  putVectors: counted(store.knowledge.putVectors),
  removeThese: counted(store.knowledge.removeThese),
};
const sources = { ...store.sources, putJob: counted(store.sources.putJob) };
const encoder: Encoder = {
  model: { name: 'test', version: '1', sha256: 'e'.repeat(64) },
  dimensions: 4,
  embed: async (texts) => {
    await sleep(1);
    return texts.map((text) => Float32Array.of(text.length % 7, 1, 0, 0));
  },
  close: () => Promise.resolve(),
};
const imports = createKnowledgeImports({
  dataFolder: folder,
  knowledge,
  sources,
  reader: {
    async *read({ path, absolute }) {
      await sleep(0);
      articlesLeft -= 1;
      if (articlesLeft < 0) await new Promise(() => undefined);
      yield { document: { path, title: path, body: readFileSync(absolute, 'utf8') } };
    },
    close: () => Promise.resolve(),
  },
  encoder: () => Promise.resolve(encoder),
  clock: systemClock,
  ids: createSystemIds(systemClock),
  log: createLog({
    level: 'error',
    now: () => 0,
    redact: (text) => text,
    write: (line) => process.stderr.write(`${line}\n`),
  }),
});

const id = SourceId.parse('crash');
const keepAlive = setInterval(() => undefined, 1_000);
writeSync(1, 'ready\n');
imports.begin(['retail']);
if (sources.jobs(1).length === 0) {
  const source = sources.get(id) ?? {
    id,
    pack: PackName.parse('retail'),
    kind: 'folder' as const,
    title: 'Articles',
    location: articles,
    watched: false,
    defaults: { audience: 'agent' as const, language: 'en' },
    addedAt: 1,
  };
  sources.put(source);
  imports.runner.start(source);
}
await imports.settled();
const [job] = imports.runner.jobs();
writeSync(1, `${job?.state ?? 'none'}\n`);
await imports.close();
store.close();
clearInterval(keepAlive);
