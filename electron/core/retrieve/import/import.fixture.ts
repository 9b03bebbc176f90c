import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PackName, SourceId } from '#domain/ids.ts';
import type { ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';
import type { Clock, Encoder } from '#core/ports.ts';
import { createLog, type Log } from '#core/log.ts';
import { createSystemIds, systemClock } from '#core/system-ports.ts';
// Only tests may open another stage: imports are tested over the real store.
import { openStore, type SqliteStore } from '#core/store/index.ts';
import type { FileReader, ReadEvent, SourceDocument } from '../read/source-document.ts';
import { createKnowledgeImports, type KnowledgeImports } from './imports.ts';

/** @file A store, an encoder and a reader small enough that a test can count what they did. */

export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `earshot-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Letter pairs in 16 buckets: the same everywhere. */
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(16);
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const bucket = (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) % 16;
    vector[bucket] = (vector[bucket] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

export interface TestEncoder extends Encoder {
  /** Every text that was embedded, in order. */
  readonly texts: string[];
  /** Awaited before each call. */
  before: () => Promise<void>;
}

export function testEncoder(name = 'a'): TestEncoder {
  const texts: string[] = [];
  const encoder: TestEncoder = {
    texts,
    before: () => Promise.resolve(),
    model: { name: 'test', version: '1', sha256: name.repeat(64) },
    dimensions: 16,
    embed: async (given, options) => {
      await encoder.before();
      options?.signal?.throwIfAborted();
      texts.push(...given);
      return given.map(vectorOf);
    },
    close: () => Promise.resolve(),
  };
  return encoder;
}

export interface TestReader extends FileReader {
  /** Paths in the order they were read. */
  readonly paths: string[];
  before: (path: string) => Promise<void> | void;
}

/**
 * `key: value` lines, an empty line, then Markdown; a `.jsonl` has a document per line; a file with
 * `BROKEN` in it cannot be read.
 */
export function testReader(): TestReader {
  const paths: string[] = [];
  const reader: TestReader = {
    paths,
    before: () => undefined,
    async *read({ path, absolute }, signal): AsyncGenerator<ReadEvent> {
      paths.push(path);
      await reader.before(path);
      if (signal?.aborted === true) return;
      const text = readFileSync(absolute, 'utf8');
      if (text.includes('BROKEN')) {
        yield { problem: { path, message: 'It is broken; mend it.' } };
        return;
      }
      if (path.endsWith('.jsonl')) {
        for (const line of text.trim().split('\n')) {
          const { key, body } = JSON.parse(line) as { key: string; body: string };
          yield { document: { title: key, body, path: `${path}#${key}` } };
        }
        return;
      }
      const [, head = '', body = text] = /^((?:\w+: .*\n)+)\n([\s\S]*)$/.exec(text) ?? [];
      const says = Object.fromEntries(
        head
          .trim()
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.split(': ') as [string, string])
          .map(([key, value]) => [key, key === 'withdrawn' ? value === 'true' : value]),
      ) as Partial<SourceDocument>;
      yield { document: { title: path, body, ...says, path } };
    },
    close: () => Promise.resolve(),
  };
  return reader;
}

export const openTestStore = (folder: string): SqliteStore => {
  const opened = openStore({ folder, key: Buffer.alloc(32, 7).toString('base64') });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
};

export const sourceOf = (
  location: string | undefined,
  change: Partial<KnowledgeSource> = {},
): KnowledgeSource => ({
  id: SourceId.parse('source-1'),
  pack: PackName.parse('shop'),
  kind: 'folder',
  title: 'Articles',
  ...(location !== undefined && { location }),
  watched: false,
  defaults: { audience: 'agent', language: 'en' },
  addedAt: 1,
  ...change,
});

export interface Bench {
  readonly store: SqliteStore;
  readonly encoder: TestEncoder;
  readonly reader: TestReader;
  readonly imports: KnowledgeImports;
  readonly dataFolder: string;
  readonly log: Log;
  readonly lines: string[];
  /** Stores the source, imports it and waits for the job and the vectors. */
  run(source: KnowledgeSource): Promise<ImportJob>;
  /** Titles of the shop's documents that full text finds. */
  find(text: string): string[];
}

/** A data folder with everything an import needs; closed after the test. */
export function openBench(
  options: {
    readonly dataFolder?: string;
    readonly encoder?: TestEncoder;
    readonly clock?: Clock;
    readonly knowledge?: (store: SqliteStore) => SqliteStore['knowledge'];
    readonly redact?: (text: string) => string;
  } = {},
): Bench {
  const dataFolder = options.dataFolder ?? temporaryFolder('data');
  const store = openTestStore(dataFolder);
  const knowledge = options.knowledge?.(store) ?? store.knowledge;
  const encoder = options.encoder ?? testEncoder();
  const reader = testReader();
  const clock = options.clock ?? systemClock;
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    now: () => 0,
    redact: (text) => text,
    write: (line) => lines.push(line),
  });
  const imports = createKnowledgeImports({
    dataFolder,
    knowledge,
    sources: store.sources,
    reader,
    encoder: () => Promise.resolve(encoder),
    clock,
    ids: createSystemIds(clock),
    log,
    ...(options.redact !== undefined && { redact: options.redact }),
  });
  onTestFinished(async () => {
    await imports.close();
    store.close();
  });
  return {
    store,
    encoder,
    reader,
    imports,
    dataFolder,
    log,
    lines,
    run: async (source) => {
      store.sources.put(source);
      const { id } = imports.runner.start(source);
      await imports.settled();
      const job = imports.runner.job(id);
      if (job === undefined) throw new Error('The job is gone.');
      return job;
    },
    find: (text) => {
      const filter = { pack: 'shop', today: '2026-11-23', audience: 'agent' } as const;
      const hits = store.knowledge.matchText(text, filter, 20);
      return store.knowledge
        .passages(hits.map(({ row }) => row))
        .map(({ passage }) => passage.title);
    },
  };
}
