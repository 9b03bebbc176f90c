import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { InstallError } from './install-error.ts';
import type { ModelEntry } from './registry.ts';

/** @file Where a model is installed from: a mirror on the network, or a folder (a USB stick). */

export type InstallSource =
  | { readonly kind: 'mirror'; readonly base: URL }
  | { readonly kind: 'folder'; readonly path: string };

/** SHA-256 by path; what an admin or a folder vouches for. */
export type Checksums = ReadonlyMap<string, string>;

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' ||
  hostname === '[::1]' ||
  (isIP(hostname) === 4 && hostname.startsWith('127.'));

/** Whether bytes from there arrive as they were sent: https, or a server on this machine. */
export const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/** A mirror's base address. Throws InstallError (`bad_source`). */
export function parseMirror(text: string): URL {
  const bad = (why: string) =>
    new InstallError(
      'bad_source',
      `The mirror address cannot be used: ${why}.`,
      'Give an address such as https://mirror.example/models, without a user name.',
    );
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw bad('it is not an address');
  }
  if (url.username !== '' || url.password !== '') throw bad('it carries a user name or password');
  if (!isSafe(url)) throw bad('it must begin with https://');
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Of one file on a mirror, in the Hugging Face layout. */
export function urlOf(base: URL, entry: ModelEntry, path: string): URL {
  const { repository, revision } = installOf(entry);
  return new URL(`${repository}/resolve/${revision}/${path}`, base);
}

export function installOf(entry: ModelEntry): NonNullable<ModelEntry['install']> {
  if (entry.install !== undefined) return entry.install;
  throw new InstallError(
    'embedded',
    `The model ${entry.name} comes with Earshot and is not installed.`,
    'There is nothing to do.',
  );
}

/** For the manifest and the log. */
export const describeSource = (source: InstallSource): string =>
  source.kind === 'mirror' ? source.base.href : resolve(source.path);

/**
 * Folders below `path` that may hold the model: a mirror's layout, the model's name, or the files
 * themselves, in this order.
 */
function foldersFor(path: string, entry: ModelEntry): string[] {
  const { repository, revision } = installOf(entry);
  return [
    join(path, ...repository.split('/'), 'resolve', revision),
    join(path, ...repository.split('/')),
    join(path, repository.split('/')[1] ?? ''),
    join(path, entry.name),
    path,
  ];
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

export interface ModelFolder {
  /** The folder that holds the files. */
  readonly path: string;
  readonly checksums: Checksums;
  /** Where a file lies: at its path, or beside the others under its last name. Undefined: missing. */
  fileOf(path: string): Promise<string | undefined>;
}

/** Finds the model in a folder. Throws InstallError when none of its files is there. */
export async function openModelFolder(
  path: string,
  entry: ModelEntry,
  wanted: readonly string[],
): Promise<ModelFolder> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() !== true)
    throw new InstallError(
      'bad_source',
      `There is no folder ${path}.`,
      'Check the name, and that the stick or drive is still there.',
    );
  for (const folder of foldersFor(path, entry)) {
    const fileOf = async (file: string): Promise<string | undefined> => {
      for (const name of [join(folder, ...file.split('/')), join(folder, lastName(file))])
        if (await isFile(name)) return name;
      return undefined;
    };
    const found = await Promise.all(wanted.map(fileOf));
    if (found.some((name) => name !== undefined))
      return { path: folder, fileOf, checksums: await readFolderChecksums(folder) };
  }
  throw new InstallError(
    'not_found',
    `None of the files of ${entry.name} is in ${path}.`,
    `Copy ${wanted.join(', ')} there, keeping the folders.`,
  );
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder's own list, when it has one. */
async function readFolderChecksums(folder: string): Promise<Checksums> {
  const file = join(folder, 'SHA256SUMS');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? new Map() : parseChecksums(text, file);
}

/** Lines of `sha256sum`: 64 hex digits, then the path. Throws InstallError when a line is none. */
export function parseChecksums(text: string, file: string): Checksums {
  const found = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const match = /^([0-9a-f]{64})[ \t]+\*?(.+)$/i.exec(line.trim());
    if (match?.[1] === undefined || match[2] === undefined)
      throw new InstallError(
        'bad_source',
        `Line ${index + 1} of ${file} is not a checksum.`,
        'Make the file with sha256sum: 64 hexadecimal digits, two spaces, the path.',
      );
    found.set(match[2].replace(/^\.\//, '').replaceAll('\\', '/'), match[1].toLowerCase());
  }
  return found;
}
