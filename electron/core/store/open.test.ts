import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { c1, failureOf, filledFolder, holdInAnotherProcess } from './open.fixture.ts';
import { migrations } from './migrate.ts';
import { openStore } from './open.ts';
import { action, openAt, started, temporaryFolder, testKey, turnAdded } from './store.fixture.ts';

describe('openStore', () => {
  it('keeps what was written', () => {
    const folder = temporaryFolder();
    const first = openAt(folder);
    first.events.append({ at: 5, actor: 'Sam', event: started('c1') });
    first.close();
    const again = openAt(folder);
    expect(again.events.read(c1)).toEqual([
      { position: 1, at: 5, actor: 'Sam', event: started('c1') },
    ]);
    expect(again.integrity()).toEqual({ ok: true, problems: [] });
  });

  it('takes a passphrase with a quote in it as well', () => {
    const folder = temporaryFolder();
    openAt(folder, { key: "it's long" }).close();
    expect(openAt(folder, { key: "it's long" }).events.lastPosition()).toBe(0);
  });

  it('says that the key is wrong, and leaves the data alone', () => {
    const { folder, file } = filledFolder();
    const before = readFileSync(file);
    for (const key of [Buffer.alloc(32, 8).toString('base64'), 'a passphrase', '']) {
      const failure = failureOf({ folder, key });
      expect(failure.code).toBe('wrong_key');
      expect(failure.message).toContain(file);
      expect(failure.mend).toContain('EARSHOT_KEY');
    }
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(openAt(folder).events.lastPosition()).toBe(301);
  });

  it('refuses a database from a newer version, and leaves it alone', () => {
    const folder = temporaryFolder();
    const { file, close } = openAt(folder);
    close();
    const db = new Database(file);
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = "x'${Buffer.alloc(32, 7).toString('hex')}'"`);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(file);
    const failure = failureOf({ folder, key: testKey });
    expect(failure.code).toBe('newer_version');
    expect(failure.message).toContain(
      `newer Earshot (its version is 99, this one knows ${migrations.length})`,
    );
    expect(failure.mend).toMatch(/^Update Earshot/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a folder that this process has open already', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    expect(failureOf({ folder, key: testKey }).code).toBe('locked');
    store.close();
    expect(openAt(folder).events.lastPosition()).toBe(0);
  });

  it('refuses a folder that another process has open, and opens it after that one was killed', async () => {
    const folder = temporaryFolder();
    const { child, said } = await holdInAnotherProcess(folder);
    expect(said).toBe('open');
    const failure = failureOf({ folder, key: testKey });
    expect(failure.code).toBe('locked');
    expect(failure.message).toContain(`(process ${String(child.pid)})`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(openAt(folder).integrity().ok).toBe(true);
  });

  it('says that the folder cannot be used', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'taken');
    writeFileSync(file, 'a file');
    for (const bad of [file, join(file, 'below')]) {
      const failure = failureOf({ folder: bad, key: testKey });
      expect(failure.code).toBe('unreadable');
      expect(failure.message).toContain(bad);
    }
  });

  it.skipIf(process.getuid === undefined || process.getuid() === 0)(
    'says that the folder may not be read',
    () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o000);
      expect(failureOf({ folder, key: testKey }).code).toBe('unreadable');
      chmodSync(folder, 0o700);
    },
  );

  it('says that the database is a folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'earshot.db'));
    expect(failureOf({ folder, key: testKey }).code).toBe('unreadable');
  });

  it('names a plain database for what it is', () => {
    const folder = temporaryFolder();
    const db = new Database(join(folder, 'earshot.db'));
    db.exec('create table mine (x)');
    db.close();
    const failure = failureOf({ folder, key: testKey });
    expect(failure.code).toBe('damaged');
    expect(failure.message).toContain('plain SQLite');
  });

  it('says that the file is damaged, when it opens or when it reads', () => {
    const { folder, file } = filledFolder();
    const whole = readFileSync(file);
    const codes = new Set<string>();
    for (let page = 1; page < whole.length / 4096; page += 5) {
      const bytes = Buffer.from(whole);
      bytes.fill(0x5a, page * 4096 + 100, page * 4096 + 300);
      writeFileSync(file, bytes);
      const opened = openStore({ folder, key: testKey });
      if (!opened.ok) {
        codes.add(opened.error.code);
        continue;
      }
      const { ok, problems } = opened.value.integrity();
      if (ok) codes.add(`page ${String(page)} unseen`);
      else expect(problems.length).toBeGreaterThan(0);
      opened.value.close();
    }
    expect([...codes].filter((code) => code !== 'damaged')).toEqual([]);

    writeFileSync(file, whole.subarray(0, whole.length / 2));
    expect(failureOf({ folder, key: testKey }).code).toBe('damaged');
    writeFileSync(file, whole);
    expect(openAt(folder).events.lastPosition()).toBe(301);
  });

  it('throws a readable failure when a damaged page is met while working', () => {
    const { folder, file } = filledFolder();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, bytes.length - 3 * 4096);
    writeFileSync(file, bytes);
    const store = openAt(folder);
    expect(() => store.events.read(c1)).toThrow(
      expect.objectContaining({ code: 'damaged', mend: expect.stringContaining('backup') }),
    );
  });
});

describe('a full disk', () => {
  it('undoes the transaction whole, says so, and what was there stays', () => {
    const folder = temporaryFolder();
    const store = openAt(folder, { maximumPages: 80 });
    store.transaction(() => {
      store.events.append({ at: 1, actor: 'Sam', event: started('c1') });
      store.actions.put(action('a1'));
    }, 'durable');
    const before = store.events.lastPosition();
    const write = () =>
      store.transaction(() => {
        for (let index = 1; index < 1000; index += 1) {
          try {
            store.events.append({
              at: 2,
              actor: 'x',
              event: turnAdded('c1', index, 'x'.repeat(3000)),
            });
          } catch (error) {
            // A careless caller goes on; the store must not save its later writes one by one.
            expect(error).toMatchObject({ code: 'disk_full' });
          }
        }
      }, 'durable');
    expect(write).toThrow(
      expect.objectContaining({
        code: 'disk_full',
        mend: expect.stringMatching(/^Free some space/),
      }),
    );
    expect(store.events.lastPosition()).toBe(before);
    expect(store.actions.get(action('a1').id)).toEqual(action('a1'));
    store.transaction(() => store.actions.put(action('a1', { state: 'rejected' })), 'durable');
    expect(store.integrity().ok).toBe(true);
    store.close();
    expect(openAt(folder).events.lastPosition()).toBe(before);
  });

  it('is told when the database cannot even be made', () => {
    const failure = failureOf({ folder: temporaryFolder(), key: testKey, maximumPages: 10 });
    expect(failure.code).toBe('disk_full');
  });
});
