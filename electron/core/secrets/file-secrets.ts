import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '#core/ports.ts';
import type { Failure } from '#domain/result.ts';
import { keyVariable, secretNames } from './names.ts';

/** A secret that cannot be had, with what to do about it. */
export class SecretsFailure extends Error implements Failure<'secrets_unavailable'> {
  readonly code = 'secrets_unavailable';
  readonly mend: string;

  constructor(message: string, mend: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SecretsFailure';
    this.mend = mend;
  }
}

/**
 * Keeps each secret in a file of its own (0600) inside `folder` (0700). That protects it from other
 * users of the machine and from whoever gets the database alone, not from a program that runs as
 * this user: the system's vault does better and is used where there is one. `EARSHOT_KEY` takes the
 * place of the database key when it is set.
 *
 * A secret that exists is never replaced: an empty or exposed file is a failure, because a fresh
 * key would make the database unreadable. Throws `SecretsFailure`.
 */
export function createFileSecrets(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Secrets {
  const given = environment[keyVariable];
  const override = given === undefined || given === '' ? undefined : given;
  const file = 'file readable by this user only';
  return {
    kind: override === undefined ? file : `environment variable ${keyVariable}; the rest: ${file}`,
    getOrCreate: async (name, create) => {
      if (override !== undefined && name === secretNames.databaseKey) return override;
      if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new TypeError(`Not a name of a secret: ${name}`);
      const path = join(folder, `${name}.secret`);
      const kept = await usable(folder, () => read(path));
      if (kept !== undefined) return kept;
      const made = create();
      return usable(folder, async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if (process.platform !== 'win32') await chmod(folder, 0o700);
        return store(path, made);
      });
    },
  };
}

/** What the file system refuses becomes a sentence; what the caller's `create` throws does not. */
async function usable<T>(folder: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SecretsFailure) throw error;
    throw new SecretsFailure(
      `The secrets folder ${folder} cannot be used (${error instanceof Error ? error.message : String(error)}).`,
      'Give your user the right to read and write it, or choose another data folder.',
      error,
    );
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

async function read(path: string): Promise<string | undefined> {
  let value: string;
  try {
    value = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  // Windows has no such bits; there the folder's access list inherits from the user's profile.
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
    throw new SecretsFailure(
      `Other users of this machine can read the secret ${path}.`,
      `Run: chmod 600 ${path}. If someone may have read it, start with a new data folder.`,
    );
  if (value === '')
    throw new SecretsFailure(
      `The secret ${path} is empty.`,
      'Bring it back from a backup; a new one would not open the database.',
    );
  return value;
}

/**
 * Writes aside, then links into place: the file appears whole and on disk, and of two processes
 * that create it at the same time both get the one that came first.
 */
async function store(path: string, value: string): Promise<string> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await write(aside, value);
    await link(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      // FAT and some network folders know no links; exclusive creation is the next best thing.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String(codeOf(error))))
        throw error;
      await write(path, value);
    }
  } finally {
    await rm(aside, { force: true });
  }
  const kept = await read(path);
  if (kept === undefined) throw new Error(`${path} vanished while it was written`);
  return kept;
}

async function write(path: string, value: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${value}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
