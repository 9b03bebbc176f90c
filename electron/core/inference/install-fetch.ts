import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyFile } from './copy-file.ts';
import { download, forgetPart, partOf, sizeOf } from './download.ts';
import { InstallError } from './install-error.ts';
import { createMeter } from './install-meter.ts';
import type { InstallPorts, InstallRequest } from './install-request.ts';
import { type Checksums, type ModelFolder, urlOf } from './install-source.ts';
import type { Installed } from './installed.ts';
import { bytesOf, type ModelEntry, sha256OfFile } from './registry.ts';

/** @file The files of a model, each fetched and checked. */

export interface Wanted {
  readonly path: string;
  readonly sha256: string | undefined;
  readonly bytes: number | undefined;
}

/** What must be fetched for a path, by the registry or by who vouches. Throws InstallError when they differ. */
export function wantedFile(entry: ModelEntry, path: string, vouched: Checksums): Wanted {
  const listed = entry.files.find((file) => file.path === path);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const said = vouched.get(path) ?? vouched.get(`${entry.name}/${path}`) ?? vouched.get(last);
  if (listed !== undefined && said !== undefined && said !== listed.sha256)
    throw new InstallError(
      'wrong_content',
      `The checksum given for ${path} is not the one in the registry.`,
      'Use the revision that the registry names.',
    );
  return { path, sha256: listed?.sha256 ?? said, bytes: listed?.bytes };
}

/**
 * Brings every file into the staging folder, each with its checksum right. What is there already
 * is kept. Throws InstallError.
 */
export async function fetchAll(
  ports: InstallPorts,
  { entry, source, signal = new AbortController().signal, onProgress }: InstallRequest,
  wanted: readonly Wanted[],
  folder: ModelFolder | undefined,
  staging: string,
): Promise<Installed['files']> {
  const files: Installed['files'] = [];
  const meter = createMeter(ports.clock, bytesOf(entry), onProgress);
  for (const { path, sha256, bytes } of wanted) {
    signal.throwIfAborted();
    const target = join(staging, ...path.split('/'));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const fetchOnce = async (): Promise<{ readonly resumed: boolean }> => {
      const onBytes = (done: number, total: number | undefined) => meter.at(path, done, total);
      if (source.kind === 'mirror')
        return download({
          url: urlOf(source.base, entry, path),
          target,
          bytes,
          signal,
          onBytes,
          log: ports.log,
          idleMs: ports.idleMs ?? 30_000,
          retryMs: ports.retryMs ?? 1_000,
        });
      await forgetPart(target);
      await copyFile({ from: await folder?.fileOf(path), path, target, bytes, signal, onBytes });
      return { resumed: false };
    };
    let found = await checked(target, sha256);
    for (let again = false; found === undefined; again = true) {
      const { resumed } = await fetchOnce();
      const actual = await sha256OfFile(partOf(target));
      if (sha256 === undefined || actual === sha256) {
        await rename(partOf(target), target);
        found = actual;
      } else {
        await forgetPart(target);
        // What was kept of an earlier try may be to blame: once more, from the start.
        if (resumed && !again) continue;
        throw new InstallError(
          'wrong_content',
          `${path} of ${entry.name} does not have the checksum it must have; it was thrown away.`,
          'The source holds another or a damaged file: ask its admin, or use another source.',
        );
      }
    }
    const size = await sizeOf(target);
    files.push({ path, sha256: found, bytes: size });
    meter.finish(path, size);
  }
  for (const { path } of wanted) await forgetPart(join(staging, ...path.split('/')));
  return files;
}

/**
 * The SHA-256 of a file that an earlier try finished, when it is the right one. Where nobody knows
 * the right one, the source is asked whether it still has the same.
 */
async function checked(target: string, sha256: string | undefined): Promise<string | undefined> {
  if ((await sizeOf(target)) === 0) return undefined;
  if (sha256 === undefined) {
    await rename(target, partOf(target));
    return undefined;
  }
  if ((await sha256OfFile(target)) === sha256) return sha256;
  await rm(target, { force: true });
  return undefined;
}
