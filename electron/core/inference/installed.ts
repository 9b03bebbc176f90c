import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelEntry } from './registry.ts';

/**
 * @file What is installed. `<models>/<name>/installed.json` names the folder beside it that holds
 * the files; putting another one there is one atomic rename, so a model that is being loaded is
 * never half an old one and half a new one.
 */

export const Installed = z.object({
  name: z.string(),
  version: z.string(),
  /** Beside this file. */
  folder: z.string().regex(/^r\d+$/),
  revision: z.string(),
  /** Paths relative to the folder. */
  files: z
    .array(
      z.object({
        path: z.string(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        bytes: z.int().nonnegative(),
      }),
    )
    .min(1),
  /** The mirror's address or the folder's path. */
  source: z.string(),
  /** Who vouched for the checksums: the registry, a list, or nobody before this install. */
  pinnedBy: z.enum(['registry', 'checksums', 'first-install']),
  /** ISO 8601. */
  installedAt: z.string(),
});
export type Installed = z.infer<typeof Installed>;

/** What a loader needs: `entry.files[].path` is relative to `modelsDir`, as with an embedded model. */
export interface OpenableModel {
  readonly entry: ModelEntry;
  readonly modelsDir: string;
  /** Holds config.json, tokenizer.json and onnx/. */
  readonly folder: string;
}

export const folderOf = (models: string, name: string): string => join(models, name);
export const stagingOf = (models: string, name: string): string => join(models, '.staging', name);
const manifestOf = (models: string, name: string): string => join(models, name, 'installed.json');

/** Undefined: not installed, or its manifest cannot be read, which is the same to everybody. */
export async function readInstalled(models: string, name: string): Promise<Installed | undefined> {
  try {
    const found = Installed.parse(JSON.parse(await readFile(manifestOf(models, name), 'utf8')));
    return found.name === name ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Makes it the installed one. Atomic and on disk when this returns. */
export const writeInstalled = (models: string, installed: Installed): Promise<void> =>
  writeAtomically(manifestOf(models, installed.name), `${JSON.stringify(installed, null, 2)}\n`);

/** Old content or new, never half: a temporary file beside it, synced, then renamed over it. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(partial, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}

/** The `r1`, `r2`, … that are there. */
export async function releasesOf(models: string, name: string): Promise<string[]> {
  const found = await readdir(folderOf(models, name)).catch(() => []);
  return found.filter((part) => /^r\d+$/.test(part));
}

/** The registry's entry with the files where they lie now. */
export function openInstalled(
  models: string,
  entry: ModelEntry,
  installed: Installed,
): OpenableModel {
  const below = `${installed.name}/${installed.folder}`;
  return {
    entry: {
      ...entry,
      version: installed.version,
      files: installed.files.map((file) => ({ ...file, path: `${below}/${file.path}` })),
    },
    modelsDir: models,
    folder: join(models, installed.name, installed.folder),
  };
}
