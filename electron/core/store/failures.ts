import type { Failure } from '#domain/result.ts';

/** Ways in which the database can fail a person; each one has a sentence and a mend. */
export type StoreFailureCode =
  | 'wrong_key'
  | 'newer_version'
  | 'older_version'
  | 'missing'
  | 'locked'
  | 'disk_full'
  | 'unreadable'
  | 'damaged'
  | 'migration_failed';

/**
 * What `openStore` returns as a value and what every other call of the store throws: the calls are
 * synchronous and sit inside transactions, and a throw is what undoes those.
 */
export class StoreFailure extends Error implements Failure<StoreFailureCode> {
  readonly code: StoreFailureCode;
  readonly mend: string;

  constructor(code: StoreFailureCode, message: string, mend: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreFailure';
    this.code = code;
    this.mend = mend;
  }
}

const restore = 'Restore the newest backup of the data folder, or start with an empty one.';

export const wrongKey = (file: string, cause: unknown): StoreFailure =>
  new StoreFailure(
    'wrong_key',
    `The key does not open the database ${file}.`,
    'Bring back the key that belongs to this data folder (the system’s vault, the secrets folder or EARSHOT_KEY). If you are sure of the key, the beginning of the file is damaged: restore the newest backup.',
    cause,
  );

export const notEncrypted = (file: string): StoreFailure =>
  new StoreFailure(
    'damaged',
    `The file ${file} is a plain SQLite database, not one that Earshot wrote.`,
    'Move it away, or choose another data folder.',
  );

export const newerVersion = (found: number, known: number): StoreFailure =>
  new StoreFailure(
    'newer_version',
    `The database is from a newer Earshot (its version is ${String(found)}, this one knows ${String(known)}).`,
    'Update Earshot, or choose another data folder. Nothing was changed.',
  );

export const olderVersion = (found: number, known: number): StoreFailure =>
  new StoreFailure(
    'older_version',
    `The database is from an older Earshot (its version is ${String(found)}, this one needs ${String(known)}) and was opened for reading only.`,
    'Start Earshot once with this data folder; it brings the database up to date.',
  );

export const missing = (file: string): StoreFailure =>
  new StoreFailure(
    'missing',
    `There is no database at ${file}.`,
    'Check the data folder’s name, or start Earshot once to make one.',
  );

export const folderLocked = (folder: string, holder: string | undefined): StoreFailure =>
  new StoreFailure(
    'locked',
    `The data folder ${folder} is in use by another Earshot${holder === undefined ? '' : ` (process ${holder})`}.`,
    'Use the one that is running, close it first, or choose another data folder.',
  );

export const folderUnreadable = (folder: string, cause: unknown): StoreFailure =>
  new StoreFailure(
    'unreadable',
    `The data folder ${folder} cannot be read and written (${cause instanceof Error ? cause.message : String(cause)}).`,
    'Give your user the right to read and write it, or choose another data folder.',
    cause,
  );

export const migrationFailed = (name: string, cause: unknown): StoreFailure =>
  new StoreFailure(
    'migration_failed',
    `The database could not be brought up to date (step ${name}: ${cause instanceof Error ? cause.message : String(cause)}).`,
    'Nothing was changed. Go on with the Earshot you had and send this message to support.',
    cause,
  );

export const damagedRow = (what: string, cause: unknown): StoreFailure =>
  new StoreFailure('damaged', `A stored ${what} cannot be read back.`, restore, cause);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Turns SQLite's expected failures into ones a person can read; anything else is a bug and stays. */
export function readable(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new StoreFailure(
      'disk_full',
      'The disk is full; what was being saved was not saved, and nothing else was lost.',
      'Free some space on the disk that holds the data folder, then try again.',
      error,
    );
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new StoreFailure('damaged', 'The database file is damaged.', restore, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StoreFailure(
      'locked',
      'The database is in use by another program.',
      'Close the other program and try again.',
      error,
    );
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY|PERM|AUTH)/.test(code))
    return new StoreFailure(
      'unreadable',
      `The database file cannot be read or written (${code}).`,
      'Check the disk and your right to read and write the data folder, then try again.',
      error,
    );
  return error;
}

/** Whether SQLite says that the bytes are not a database: a wrong key, or a damaged first page. */
export const isNotADatabase = (error: unknown): boolean => codeOf(error) === 'SQLITE_NOTADB';
