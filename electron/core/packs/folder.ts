import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { unreadable, type PackFailure } from './failure.ts';

/** Path inside the pack (with `/`) -> bytes. */
export type PackFiles = ReadonlyMap<string, Buffer>;

const maximumFileBytes = 2 * 1024 * 1024;
const maximumFiles = 5000;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const readingProblem = (folder: string, error: unknown): PackFailure => {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
    return unreadable(
      `There is no pack folder at ${folder}`,
      'Check the path; a pack is a folder with a pack.yaml in it.',
    );
  const reason = error instanceof Error ? error.message : String(error);
  return unreadable(
    `The pack folder ${folder} cannot be read (${reason})`,
    'Make the folder and all files in it readable for the user who runs Earshot.',
  );
};

/**
 * Reads every file of a pack, sorted by path. Names that start with a dot are left out, and so are
 * links: a pack must carry all its files in its own folder.
 */
export async function readFolder(folder: string): Promise<Result<PackFiles, PackFailure>> {
  try {
    if (!(await stat(folder)).isDirectory())
      return err(
        unreadable(
          `${folder} is a file`,
          'Give the folder of the pack, the one that holds pack.yaml.',
        ),
      );
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
      .toSorted();
    if (paths.length > maximumFiles)
      return err(
        unreadable(
          `The pack folder ${folder} holds ${paths.length} files, more than the ${maximumFiles} a pack may have`,
          'Give the folder of one pack only.',
        ),
      );
    const files = new Map<string, Buffer>();
    for (const path of paths) {
      const bytes = await readFile(join(folder, path));
      if (bytes.length > maximumFileBytes)
        return err(
          unreadable(
            `${path} is larger than the 2 MB a file of a pack may have`,
            'Split the file, or take it out of the pack.',
          ),
        );
      files.set(path, bytes);
    }
    return ok(files);
  } catch (error) {
    return err(readingProblem(folder, error));
  }
}

/**
 * SHA-256 over all files: for each, in order of path, the path, its length in bytes and its bytes,
 * so that moving text from one file to another changes the sum.
 */
export function hashFiles(files: PackFiles): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

/** UTF-8 text of a file, without a byte order mark; a failure if it is not UTF-8. */
export function textOf(path: string, bytes: Buffer): Result<string, PackFailure> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n'));
  } catch {
    return err(
      unreadable(`${path} is not UTF-8 text`, 'Save the file again with the encoding UTF-8.'),
    );
  }
}
