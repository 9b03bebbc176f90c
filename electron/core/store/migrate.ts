import type { Connection } from './connection.ts';
import { migrationFailed, newerVersion, olderVersion, StoreFailure } from './failures.ts';
import { indexKnowledge } from './knowledge-text.ts';
import { indexMirror } from './mirror.ts';
import { record } from './migrations/0001-record.ts';
import { knowledge } from './migrations/0002-knowledge.ts';
import { mirrorSearch } from './migrations/0003-mirror-search.ts';
import { intentModels } from './migrations/0004-intent-models.ts';
import { knowledgeSources } from './migrations/0005-knowledge-sources.ts';
import { calls } from './migrations/0006-calls.ts';
import { voiceTemplates } from './migrations/0007-voice-templates.ts';

/** What a migration may use besides SQL: rebuilding what is derived from stored objects. */
export interface MigrationTools {
  readonly indexMirror: (db: Connection) => void;
  readonly indexKnowledge: (db: Connection) => void;
}

/** One step; released steps are never edited, a mistake is mended by the next one. */
export interface Migration {
  readonly name: string;
  readonly up: (db: Connection, tools: MigrationTools) => void;
}

/** In order; the schema version of a database is how many of these it has seen. */
export const migrations: readonly Migration[] = [
  record,
  knowledge,
  mirrorSearch,
  intentModels,
  knowledgeSources,
  calls,
  voiceTemplates,
];

/** The version a database has: 0 is an empty one. */
export function versionOf(db: Connection): number {
  const rows = db.pragma('user_version');
  const [row] = Array.isArray(rows) ? (rows as { user_version: number }[]) : [];
  return row?.user_version ?? 0;
}

/**
 * Brings a database up to date, each step in a transaction of its own together with its number:
 * a step happens whole or not at all. Throws `StoreFailure` (`newer_version`, `migration_failed`).
 * @param target how far to go; tests build earlier versions with it
 */
export function migrate(db: Connection, target = migrations.length): void {
  const from = versionOf(db);
  if (from > migrations.length) throw newerVersion(from, migrations.length);
  for (const [index, migration] of migrations.slice(0, target).entries()) {
    if (index < from) continue;
    try {
      db.transaction(() => {
        migration.up(db, { indexMirror, indexKnowledge });
        db.pragma(`user_version = ${String(index + 1)}`);
      }, 'durable');
    } catch (error) {
      throw error instanceof StoreFailure ? error : migrationFailed(migration.name, error);
    }
  }
}

/** For reading only: nothing may be changed, so the version must already be right. */
export function requireCurrent(db: Connection): void {
  const found = versionOf(db);
  if (found > migrations.length) throw newerVersion(found, migrations.length);
  if (found < migrations.length) throw olderVersion(found, migrations.length);
}
