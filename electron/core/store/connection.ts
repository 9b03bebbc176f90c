import { fsyncSync, openSync, closeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { readable, StoreFailure } from './failures.ts';

/** A prepared statement whose expected failures are readable. */
export interface Query<Row> {
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
  /** @returns how many rows changed */
  run(...values: readonly SqlValue[]): number;
}

export type SqlValue = string | number | null | Buffer;

/** One open database: statements and transactions, nothing of the product. */
export interface Connection {
  readonly file: string;
  /** Prepared once, kept by the repository that asks. */
  prepare<Row>(sql: string): Query<Row>;
  exec(sql: string): void;
  pragma(sql: string): unknown;
  transaction<T>(run: () => T, durability: 'durable' | 'normal'): T;
  /** Called after anything was rolled back: what was remembered of it is wrong now. */
  onRollback(forget: () => void): void;
  close(): void;
}

export interface ConnectionOptions {
  /** 32 random bytes as base64 or hex are used as they are; anything else is a passphrase. */
  readonly key: string;
  /** Sees the database as it was on opening and cannot write. */
  readonly readOnly?: boolean;
  /** Pretends that the disk ends after so many pages; for tests. */
  readonly maximumPages?: number;
}

/**
 * The key as SQLCipher takes it. A random key needs no stretching (that saves 150 ms at every
 * start); a passphrase gets SQLCipher's 256,000 rounds of PBKDF2.
 */
export function keyLiteral(key: string): string {
  if (/^[0-9a-f]{64}$/i.test(key)) return `"x'${key.toLowerCase()}'"`;
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length === 32 && bytes.toString('base64') === key)
    return `"x'${bytes.toString('hex')}'"`;
  return `'${key.replaceAll("'", "''")}'`;
}

/** Opens the file; the first read shows whether the key fits. Throws SQLite's own errors. */
export function connect(file: string, options: ConnectionOptions): Connection {
  const db = new Database(file, { timeout: 5000, fileMustExist: options.readOnly === true });
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = ${keyLiteral(options.key)}`);
    // Sorting and temporary tables must not reach the disk in the clear.
    db.pragma('temp_store = memory');
    // Decrypting a page costs more than keeping it: 32 MB hold the indexes of 10,000 passages.
    db.pragma('cache_size = -32000');
    db.pragma('user_version');
    if (options.readOnly === true) db.pragma('query_only = on');
    else db.pragma('journal_mode = wal');
    db.pragma('foreign_keys = on');
    db.pragma('secure_delete = on');
    db.pragma('trusted_schema = off');
    // On macOS fsync alone leaves data in the drive's cache.
    db.pragma('fullfsync = on');
    db.pragma('synchronous = normal');
    if (options.maximumPages !== undefined)
      db.pragma(`max_page_count = ${String(options.maximumPages)}`);
    // Everything a reader sees is of one moment, while the owner goes on writing.
    if (options.readOnly === true) db.exec('begin; select count(*) from sqlite_schema');
  } catch (error) {
    db.close();
    throw error;
  }
  return wrap(db, file);
}

function wrap(db: Database.Database, file: string): Connection {
  let depth = 0;
  let durableNow = false;
  let syncAfterCommit = false;

  // A full disk dooms the transaction even when its caller goes on: SQLite rolls back by itself at
  // times, and later statements would then commit one by one.
  let doom: StoreFailure | undefined;

  const refuseIfDoomed = (): void => {
    if (depth > 0 && doom !== undefined) throw doom;
  };

  const guard = <T>(run: () => T): T => {
    refuseIfDoomed();
    try {
      return run();
    } catch (error) {
      const failure = readable(error);
      if (depth > 0 && failure instanceof StoreFailure) doom = failure;
      throw failure;
    }
  };

  const prepare = <Row>(sql: string): Query<Row> => {
    const statement = guard(() => db.prepare<SqlValue[], Row>(sql));
    return {
      get: (...values) => guard(() => statement.get(...values)),
      all: (...values) => guard(() => statement.all(...values)),
      run: (...values) => guard(() => statement.run(...values).changes),
    };
  };

  const forgetful: (() => void)[] = [];
  const forget = (): void => {
    for (const each of forgetful) each();
  };

  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');

  const setDurable = (durable: boolean): void => {
    if (durable === durableNow) return;
    db.pragma(`synchronous = ${durable ? 'full' : 'normal'}`);
    durableNow = durable;
  };

  const syncLog = (): void => {
    const descriptor = openSync(`${file}-wal`, 'r+');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };

  const outermost = <T>(run: () => T, durable: boolean): T => {
    let result: T;
    try {
      setDurable(durable);
      begin.run();
      depth = 1;
      doom = undefined;
      syncAfterCommit = false;
      result = notLater(run());
      refuseIfDoomed();
      commit.run();
    } catch (error) {
      if (db.inTransaction) rollback.run();
      forget();
      throw readable(error);
    } finally {
      depth = 0;
      setDurable(false);
    }
    // A durable one inside a normal one: SQLite cannot change its level in mid-transaction.
    if (syncAfterCommit) syncLog();
    return result;
  };

  // A savepoint, so that an inner failure which the outer one survives leaves nothing behind.
  const nested = <T>(run: () => T, durable: boolean): T => {
    const name = `level_${String(depth)}`;
    guard(() => db.exec(`savepoint ${name}`));
    depth += 1;
    try {
      const result = notLater(run());
      guard(() => db.exec(`release ${name}`));
      if (durable && !durableNow) syncAfterCommit = true;
      return result;
    } catch (error) {
      if (db.inTransaction) db.exec(`rollback to ${name}; release ${name}`);
      forget();
      throw error;
    } finally {
      depth -= 1;
    }
  };

  return {
    file,
    prepare,
    exec: (sql) => {
      guard(() => db.exec(sql));
    },
    pragma: (sql) => guard(() => db.pragma(sql)),
    transaction: (run, durability) =>
      depth === 0
        ? outermost(run, durability === 'durable')
        : nested(run, durability === 'durable'),
    onRollback: (each) => {
      forgetful.push(each);
    },
    close: () => {
      db.close();
    },
  };
}

/** A transaction that waits would let strangers' writes slip into it. */
function notLater<T>(result: T): T {
  if (result instanceof Promise) throw new TypeError('A transaction must not be asynchronous.');
  return result;
}
