import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Store } from '#core/ports.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import { createActions } from './actions.ts';
import { createApprovals } from './approvals.ts';
import { createAuditEntries } from './audit-entries.ts';
import { createCalls } from './calls.ts';
import { connect, type Connection } from './connection.ts';
import { createEventLog, type SqliteEventLog } from './events.ts';
import {
  folderUnreadable,
  isNotADatabase,
  missing,
  notEncrypted,
  readable,
  StoreFailure,
  wrongKey,
  type StoreFailureCode,
} from './failures.ts';
import { createIntentModels } from './intent-models.ts';
import { createKnowledgeSources } from './knowledge-sources.ts';
import { createKnowledge } from './knowledge.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { migrate, requireCurrent } from './migrate.ts';
import { createMirror } from './mirror.ts';
import { createOutbox } from './outbox.ts';
import { createSettings } from './settings.ts';
import { createVoiceTemplates, type VoiceTemplateRepository } from './voice-templates.ts';

export interface OpenStoreOptions {
  /** The data folder; made when it is not there. */
  readonly folder: string;
  /** 32 random bytes as base64 (what `Secrets` keeps), or a passphrase. */
  readonly key: string;
  /** For a look beside a running Earshot: takes no lock, changes nothing. */
  readonly readOnly?: boolean;
  /** Pretends that the disk ends after so many pages of 4 kB; for tests. */
  readonly maximumPages?: number;
}

/** The store with what only the composition root and the command line need. */
export interface SqliteStore extends Store {
  readonly events: SqliteEventLog;
  readonly voices: VoiceTemplateRepository;
  /** The database file; `-wal` and `-shm` lie beside it. */
  readonly file: string;
  /** Writes a complete copy under the same key, while work goes on. Refuses an existing file. */
  backup(file: string): void;
}

/**
 * Opens the encrypted database of a data folder, brings it up to date and holds the folder until
 * `close`. Every failure is one a person can read and mend; nothing was changed then.
 */
export function openStore(
  options: OpenStoreOptions,
): Result<SqliteStore, Failure<StoreFailureCode>> {
  const file = join(options.folder, 'earshot.db');
  let lock: FolderLock | undefined;
  let db: Connection | undefined;
  try {
    if (options.readOnly === true) {
      if (!existsSync(file)) throw missing(file);
    } else {
      prepareFolder(options.folder);
      lock = lockFolder(options.folder);
    }
    db = connectWithKey(file, options);
    if (options.readOnly === true) requireCurrent(db);
    else migrate(db);
    return ok(assemble(db, lock));
  } catch (error) {
    db?.close();
    lock?.release();
    const failure = readable(error);
    if (failure instanceof StoreFailure) return err(failure);
    throw error;
  }
}

function assemble(db: Connection, lock: FolderLock | undefined): SqliteStore {
  const copy = db.prepare('vacuum into ?');
  return {
    file: db.file,
    events: createEventLog(db),
    actions: createActions(db),
    approvals: createApprovals(db),
    outbox: createOutbox(db),
    audit: createAuditEntries(db),
    knowledge: createKnowledge(db),
    sources: createKnowledgeSources(db),
    mirror: createMirror(db),
    intents: createIntentModels(db),
    calls: createCalls(db),
    voices: createVoiceTemplates(db),
    settings: createSettings(db),
    transaction: (run, durability) => db.transaction(run, durability),
    integrity: () => checkIntegrity(db),
    backup: (target) => {
      copy.run(target);
    },
    close: () => {
      db.close();
      lock?.release();
    },
  };
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderUnreadable(folder, error);
  }
}

function connectWithKey(file: string, options: OpenStoreOptions): Connection {
  try {
    return connect(file, options);
  } catch (error) {
    if (!isNotADatabase(error)) throw error;
    throw isPlain(file) ? notEncrypted(file) : wrongKey(file, error);
  }
}

function isPlain(file: string): boolean {
  const start = Buffer.alloc(15);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start, 0, start.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return start.toString('latin1') === 'SQLite format 3';
}

/** SQLite lists what it finds, or gives up where the damage is too deep. */
function checkIntegrity(db: Connection): { ok: boolean; problems: string[] } {
  try {
    const problems = db
      .prepare<{ integrity_check: string }>('pragma integrity_check(20)')
      .all()
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok');
    const dangling = db
      .prepare<{ table: string; parent: string }>('pragma foreign_key_check')
      .all()
      .map(({ table, parent }) => `${table} points to a row of ${parent} that is not there`);
    return { ok: problems.length + dangling.length === 0, problems: [...problems, ...dangling] };
  } catch (error) {
    if (error instanceof StoreFailure && error.code === 'damaged')
      return { ok: false, problems: [error.message] };
    throw error;
  }
}
