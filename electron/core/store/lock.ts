import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { folderLocked, readable } from './failures.ts';

/** Held while a process owns a data folder. */
export interface FolderLock {
  release(): void;
}

/** Keeps the locks alive: one that nobody refers to would be collected and so given back. */
const held = new Set<Database.Database>();

/**
 * Takes a data folder for this process. The lock is the operating system's own on `earshot.lock`
 * (an empty SQLite file kept in an exclusive transaction), so it goes away by itself when the
 * process dies, also by SIGKILL: no stale lock, no guessing whether a process id is still alive.
 * `earshot.pid` only names the holder in the message. Throws a `StoreFailure` (`locked`).
 *
 * Never open `earshot.lock` with anything else in the same process: closing any descriptor of a
 * file drops its POSIX locks.
 */
export function lockFolder(folder: string): FolderLock {
  const note = join(folder, 'earshot.pid');
  const db = new Database(join(folder, 'earshot.lock'), { timeout: 500 });
  try {
    db.pragma('journal_mode = memory');
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    const busy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    throw busy ? folderLocked(folder, readNote(note)) : readable(error);
  }
  writeFileSync(note, String(process.pid), { mode: 0o600 });
  held.add(db);
  return {
    release: () => {
      held.delete(db);
      db.close();
    },
  };
}

function readNote(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The holder is between taking the lock and writing its number; the message does without.
    return undefined;
  }
}
