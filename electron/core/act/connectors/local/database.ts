import Database from 'better-sqlite3';
import { err, ok, type Failure, type Result } from '#domain/result.ts';

export type LocalCrmFailure = Failure<'wrong_key' | 'newer_version' | 'locked' | 'unreadable'>;

const schemaVersion = 1;

/** One table per kind; the record is JSON, what it is found by is a column generated from it. */
const schema = `
  create table customer (
    id text primary key,
    version integer not null,
    body text not null check (json_valid(body)),
    account text generated always as (body ->> '$.account') virtual not null
  ) strict;
  create unique index customer_account on customer (account);
  ${['order', 'subscription', 'ticket', 'note']
    .map(
      (kind) => `
  create table "${kind}" (
    id text primary key,
    version integer not null,
    body text not null check (json_valid(body)),
    customer text generated always as (body ->> '$.customer') virtual not null
  ) strict;
  create index ${kind}_customer on "${kind}" (customer);`,
    )
    .join('')}
  create table ledger (
    sequence integer primary key,
    key text not null unique,
    at integer not null,
    actor text not null,
    command text not null,
    receipt text not null
  ) strict;
`;

/** Random keys (64 hex digits or 32 bytes as base64) are used as they are, others are stretched. */
function keyLiteral(key: string): string {
  if (/^[0-9a-f]{64}$/i.test(key)) return `"x'${key.toLowerCase()}'"`;
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length === 32 && bytes.toString('base64') === key)
    return `"x'${bytes.toString('hex')}'"`;
  return `'${key.replaceAll("'", "''")}'`;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function readable(file: string, error: unknown): LocalCrmFailure {
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB')
    return {
      code: 'wrong_key',
      message: `The key does not open the demo CRM ${file}.`,
      mend: 'Bring back the key that belongs to this data folder, or move the file away to start with a new CRM.',
    };
  if (code.startsWith('SQLITE_BUSY'))
    return {
      code: 'locked',
      message: `The demo CRM ${file} is in use by another Earshot.`,
      mend: 'Close the other one, or choose another data folder.',
    };
  return {
    code: 'unreadable',
    message: `The demo CRM ${file} cannot be opened (${error instanceof Error ? error.message : String(error)}).`,
    mend: 'Check the rights of the file and the space on the disk, or move the file away to start with a new CRM.',
  };
}

/**
 * Opens or makes the CRM's own encrypted file. Commits are on disk when they return.
 * @param key 32 random bytes as base64 or hex, or a passphrase
 */
export function openDatabase(
  file: string,
  key: string,
): Result<Database.Database, LocalCrmFailure> {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 5000 });
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = ${keyLiteral(key)}`);
    db.pragma('temp_store = memory');
    const found = Number(db.pragma('user_version', { simple: true }));
    if (found > schemaVersion) {
      db.close();
      return err({
        code: 'newer_version',
        message: `The demo CRM ${file} is from a newer Earshot.`,
        mend: 'Update Earshot, or choose another data folder. Nothing was changed.',
      });
    }
    db.pragma('journal_mode = wal');
    db.pragma('synchronous = full');
    db.pragma('fullfsync = on');
    db.pragma('secure_delete = on');
    db.pragma('trusted_schema = off');
    const fresh = db;
    if (found === 0)
      db.transaction(() => {
        fresh.exec(schema);
        fresh.pragma(`user_version = ${String(schemaVersion)}`);
      }).immediate();
    return ok(db);
  } catch (error) {
    db?.close();
    return err(readable(file, error));
  }
}
