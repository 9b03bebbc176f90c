import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { cancelled, partOf, sizeOf } from './download.ts';
import { asDiskError, codeOf, InstallError } from './install-error.ts';
import { fetchAll, type Wanted, wantedFile } from './install-fetch.ts';
import type { InstallPorts, InstallRequest } from './install-request.ts';
import { describeSource, installOf, openModelFolder } from './install-source.ts';
import {
  folderOf,
  type Installed,
  readInstalled,
  releasesOf,
  stagingOf,
  writeInstalled,
} from './installed.ts';
import { bytesOf, type ModelEntry } from './registry.ts';

/** @file Fetches a model, checks every file, and only then makes it the installed one. */

/** Left free on the disk beside the model. */
const marginBytes = 2e6;

/**
 * Installs, or goes on with an install that was interrupted. Until it returns the model that was
 * installed before is untouched. Throws InstallError.
 */
export async function installModel(
  ports: InstallPorts,
  request: InstallRequest,
): Promise<Installed> {
  const { entry } = request;
  installOf(entry);
  const staging = stagingOf(ports.models, entry.name);
  try {
    const lock = await take(ports, entry);
    try {
      return await installLocked(ports, request, staging);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    const problem = request.signal?.aborted === true ? cancelled() : asDiskError(thrown, staging);
    // On a full disk nothing is worth keeping; otherwise the next try goes on with what is there.
    if (problem instanceof InstallError && problem.problem === 'disk_full')
      await rm(staging, { recursive: true, force: true });
    throw problem;
  }
}

/** Held while a model's files are changed; survives no crash, so nothing is ever stale. */
export async function take(
  { models, lock }: Pick<InstallPorts, 'models' | 'lock'>,
  { name }: ModelEntry,
): Promise<{ release(): void }> {
  const folder = join(models, '.locks', name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return lock(folder);
  } catch (thrown) {
    if (codeOf(thrown) !== 'locked') throw thrown;
    throw new InstallError(
      'running',
      `The model ${name} is being installed already.`,
      'Wait until that is done, or stop it.',
      thrown,
    );
  }
}

async function installLocked(
  ports: InstallPorts,
  request: InstallRequest,
  staging: string,
): Promise<Installed> {
  const { entry, source } = request;
  const { models } = ports;
  const before = await readInstalled(models, entry.name);
  await adoptOrphan(models, entry.name, before?.folder, staging);
  const paths =
    entry.files.length > 0 ? entry.files.map(({ path }) => path) : (installOf(entry).wanted ?? []);
  const folder =
    source.kind === 'folder' ? await openModelFolder(source.path, entry, paths) : undefined;
  const vouched = new Map([...(folder?.checksums ?? []), ...(request.checksums ?? [])]);
  const wanted = paths.map((path) => wantedFile(entry, path, vouched));
  mayBePinned(entry, wanted, request.trust === true);
  await mkdir(staging, { recursive: true, mode: 0o700 });
  await checkSpace(staging, entry, wanted);
  const files = await fetchAll(ports, request, wanted, folder, staging);

  const release = await nextRelease(models, entry.name, before?.folder);
  await mkdir(folderOf(models, entry.name), { recursive: true, mode: 0o700 });
  await rename(staging, join(folderOf(models, entry.name), release));
  const installed: Installed = {
    name: entry.name,
    version: entry.version,
    folder: release,
    revision: installOf(entry).revision,
    files,
    source: describeSource(source),
    pinnedBy: pinnedBy(entry, wanted),
    installedAt: new Date(ports.clock.now()).toISOString(),
  };
  await writeInstalled(models, installed);
  ports.log.info('Installed a model.', {
    model: entry.name,
    source: installed.source,
    pinnedBy: installed.pinnedBy,
    sha256: files.map(({ path, sha256 }) => `${path}=${sha256}`).join(' '),
  });
  await removeOthers(models, entry.name, release);
  return installed;
}

/** A crash between the last two steps leaves a folder that no manifest names: it is fetched already. */
async function adoptOrphan(
  models: string,
  name: string,
  inUse: string | undefined,
  staging: string,
): Promise<void> {
  const orphan = (await releasesOf(models, name)).find((folder) => folder !== inUse);
  if (orphan === undefined) return;
  await mkdir(dirname(staging), { recursive: true, mode: 0o700 });
  // Refused where a staging folder is there: that one is the newer.
  await rename(join(folderOf(models, name), orphan), staging).catch(() => undefined);
}

async function nextRelease(
  models: string,
  name: string,
  inUse: string | undefined,
): Promise<string> {
  const taken = [...(await releasesOf(models, name)), inUse ?? 'r0'];
  return `r${Math.max(...taken.map((folder) => Number(folder.slice(1)))) + 1}`;
}

/** A folder that a process still has open cannot be removed on Windows; the next install tries again. */
async function removeOthers(models: string, name: string, keep: string): Promise<void> {
  for (const folder of await releasesOf(models, name))
    if (folder !== keep)
      await rm(join(folderOf(models, name), folder), { recursive: true, force: true }).catch(
        () => undefined,
      );
}

function mayBePinned(entry: ModelEntry, wanted: readonly Wanted[], trust: boolean): void {
  const open = wanted.filter(({ sha256 }) => sha256 === undefined);
  if (open.length === 0 || trust) return;
  throw new InstallError(
    'unpinned',
    `Nobody vouches for ${open.length} of the ${wanted.length} files of ${entry.name}.`,
    'Give their checksums (--sha256 FILE, or SHA256SUMS in the folder), or say that you trust this source (--trust).',
  );
}

const pinnedBy = (entry: ModelEntry, wanted: readonly Wanted[]): Installed['pinnedBy'] => {
  if (entry.files.length > 0) return 'registry';
  return wanted.every(({ sha256 }) => sha256 !== undefined) ? 'checksums' : 'first-install';
};

async function checkSpace(
  staging: string,
  entry: ModelEntry,
  wanted: readonly Wanted[],
): Promise<void> {
  let there = 0;
  for (const { path } of wanted) {
    const target = join(staging, ...path.split('/'));
    there += (await sizeOf(target)) + (await sizeOf(partOf(target)));
  }
  const { bavail, bsize } = await statfs(staging);
  const need = bytesOf(entry) - there + marginBytes;
  if (need <= bavail * bsize) return;
  throw new InstallError(
    'disk_full',
    `${entry.name} needs ${megabytes(need)} and ${megabytes(bavail * bsize)} are free at ${staging.split(sep).slice(0, -2).join(sep)}.`,
    'Free some space there and install again; the model in use stays in use.',
  );
}

const megabytes = (bytes: number): string => `${(Math.max(0, bytes) / 1e6).toFixed(1)} MB`;
