import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readDocument } from './read-document.ts';
import { createSiteMaps } from './site-map.ts';
import type { ReadEvent, SourceDocument } from './source-document.ts';

/** @file A folder for files of a test, and what the readers make of them. */

export interface ReadFolder {
  readonly folder: string;
  /** Writes a file and gives where it lies. */
  put(path: string, content: string | Uint8Array): string;
  /** Everything a file gives, read without a worker. */
  events(path: string, content?: string | Uint8Array): Promise<ReadEvent[]>;
  /** The only document of a file. */
  one(path: string, content?: string | Uint8Array): Promise<SourceDocument>;
  /** The only problem of a file that gives no document. */
  refusal(path: string, content?: string | Uint8Array): Promise<string>;
  remove(): void;
}

export const documentsOf = (events: readonly ReadEvent[]): SourceDocument[] =>
  events.flatMap((event) => ('document' in event ? [event.document] : []));

export const problemsOf = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => ('problem' in event ? [event.problem.message] : []));

export function createReadFolder(): ReadFolder {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-read-'));
  const siteMaps = createSiteMaps();
  const put: ReadFolder['put'] = (path, content) => {
    const absolute = join(folder, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    return absolute;
  };
  const events: ReadFolder['events'] = async (path, content) => {
    const absolute = content === undefined ? join(folder, path) : put(path, content);
    return Array.fromAsync(readDocument({ path, absolute }, siteMaps));
  };
  const only = <T>(found: readonly T[], all: readonly ReadEvent[]): T => {
    const [first] = found;
    if (first === undefined || all.length !== 1)
      throw new Error(`Not one event: ${JSON.stringify(all).slice(0, 2_000)}`);
    return first;
  };
  return {
    folder,
    put,
    events,
    one: async (path, content) => {
      const all = await events(path, content);
      return only(documentsOf(all), all);
    },
    refusal: async (path, content) => {
      const all = await events(path, content);
      return only(problemsOf(all), all);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
