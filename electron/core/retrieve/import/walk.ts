import { type Dirent, type Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import type { ImportProblem } from '#domain/knowledge-import.ts';
import { readableEndings } from '../read/source-document.ts';

/** A file that can be read. */
export interface FoundFile {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  /** When its words changed, and when anything of it did (renamed, copied): milliseconds. */
  readonly modifiedAt: number;
  readonly changedAt: number;
}

export interface Walked {
  /** By path. */
  readonly files: readonly FoundFile[];
  readonly problems: readonly ImportProblem[];
  /** Everything could be looked at: what is not listed is not there. */
  readonly complete: boolean;
}

export const mostFiles = 100_000;
export const mostBytes = 200 * 1024 * 1024;
const atOnce = 32;

export const isReadable = (name: string): boolean =>
  readableEndings.includes(extname(name).toLowerCase());

/** Hidden files, and what office programs leave beside an open document. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name.startsWith('~$');

export const tooLarge = (path: string): ImportProblem => ({
  path,
  message: 'It is larger than 200 MB; split it and import the parts.',
});

/**
 * All files below a folder that can be read, or the file itself. Hidden ones are left out; links are
 * never followed, so that a circle cannot catch it and nothing outside the folder is imported by
 * accident: each one is told as a problem. What cannot be opened is told and the rest goes on.
 * Rejects when the folder is not there, and with the signal's reason.
 */
export async function walk(
  root: string,
  options: {
    readonly limit?: number;
    /** Folders that are left out: Earshot's own. */
    readonly without?: readonly string[];
    readonly signal?: AbortSignal;
  } = {},
): Promise<Walked> {
  const { limit = mostFiles, without = [], signal } = options;
  const top = await realpath(root);
  const topStats = await stat(top);
  const own = await Promise.all(without.map((folder) => realpath(folder).catch(() => folder)));
  const files: FoundFile[] = [];
  const problems: ImportProblem[] = [];
  let complete = true;
  let others = 0;
  if (topStats.isFile())
    return { files: [found(basename(top), top, topStats)], problems, complete };

  /** @returns false when the limit is reached. */
  const look = async (folder: string, path: string): Promise<boolean> => {
    signal?.throwIfAborted();
    const entries = await list(folder, path, problems);
    if (entries === undefined) {
      complete = false;
      return true;
    }
    const readable: string[] = [];
    const folders: string[] = [];
    for (const entry of entries) {
      const { name } = entry;
      if (isHidden(name)) continue;
      if (entry.isSymbolicLink()) problems.push(await linkProblem(join(folder, name), path + name));
      else if (entry.isDirectory()) folders.push(name);
      else if (!entry.isFile()) continue;
      else if (isReadable(name)) readable.push(name);
      else others += 1;
    }
    for (let at = 0; at < readable.length; at += atOnce) {
      const some = await Promise.all(
        readable.slice(at, at + atOnce).map(async (name) => {
          const absolute = join(folder, name);
          const stats = await lstat(absolute).catch(() => undefined);
          // Gone since the listing: perhaps with its whole drive, so nothing follows from it.
          if (stats === undefined) complete = false;
          return stats && found(path + name, absolute, stats);
        }),
      );
      for (const file of some) {
        if (file === undefined) continue;
        if (files.length >= limit) return false;
        files.push(file);
      }
    }
    for (const name of folders) {
      const absolute = join(folder, name);
      if (own.includes(absolute)) continue;
      if (!(await look(absolute, `${path}${name}/`))) return false;
    }
    return true;
  };

  if (!(await look(top, ''))) {
    complete = false;
    problems.push({
      path: '',
      message: `The folder has more than ${limit.toLocaleString('en')} files; only so many were read. Import its subfolders one by one.`,
    });
  }
  if (others > 0)
    problems.push({
      path: '',
      message: `${others.toLocaleString('en')} ${others === 1 ? 'file is' : 'files are'} of a kind that Earshot does not read; it reads ${readableEndings.join(', ')}.`,
    });
  return { files, problems, complete };
}

const found = (path: string, absolute: string, stats: Stats): FoundFile => ({
  path: path.normalize('NFC'),
  absolute,
  bytes: stats.size,
  modifiedAt: stats.mtimeMs,
  changedAt: Math.max(stats.mtimeMs, stats.ctimeMs),
});

async function list(
  folder: string,
  path: string,
  problems: ImportProblem[],
): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    problems.push({
      path: path.replace(/\/$/u, ''),
      message: 'The folder cannot be opened; give your user the right to read it.',
    });
    return undefined;
  }
}

async function linkProblem(absolute: string, path: string): Promise<ImportProblem> {
  const target = await realpath(absolute).catch(() => undefined);
  if (target === undefined)
    return { path, message: 'It is a link that leads nowhere; mend or delete it.' };
  return {
    path,
    message: absolute.startsWith(target + sep)
      ? 'It is a link back to a folder around it; links are not followed, so nothing is missed.'
      : 'It is a link, and links are not followed; import what it points to by itself.',
  };
}
