import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @file Plain JavaScript for Node 20 without any package: it runs before anything is installed. */

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(root, ...parts);

/** Says what is done and how long it took. */
export function createTeller(write = (line) => process.stdout.write(`${line}\n`)) {
  const startedAt = Number(process.env.EARSHOT_STARTED_AT) || Date.now();
  process.env.EARSHOT_STARTED_AT = String(startedAt);
  const stamp = () => `[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s]`;
  return {
    startedAt,
    say: (text) => write(`${stamp()} ${text}`),
    /** Runs a step; says it before, when it may take long, and the time after. */
    step: async (before, run, after) => {
      const from = Date.now();
      write(`${stamp()} ${before} …`);
      const value = await run();
      write(`${stamp()} ${after} (${duration(Date.now() - from)}).`);
      return value;
    },
  };
}

export const duration = (ms) =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** A stop with one sentence for the person. */
export class Stop extends Error {
  constructor(exitCode, sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** SHA-256 over the names and contents of files and folders; what is absent counts as absent. */
export function contentHash(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort())
        if (name !== 'node_modules') add(join(path, name));
      return;
    }
    hash.update(`${relative(root, path)}\0${stat.size}\0`).update(readFileSync(path));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
