import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { c1, failureOf, filledFolder, holdInAnotherProcess } from './open.fixture.ts';
import { openAt, started, temporaryFolder, testKey, turnAdded } from './store.fixture.ts';

describe('encryption at rest', () => {
  it('leaves no word of a conversation in any file of the folder', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    const secret = 'xylophone-marmalade-4417';
    store.transaction(() => {
      store.events.append({ at: 1, actor: 'Sam', event: started('c1', secret) });
      for (let index = 1; index <= 200; index += 1)
        store.events.append({ at: 1, actor: secret, event: turnAdded('c1', index, `${secret} `) });
    }, 'durable');
    const backup = join(folder, 'copy.db');
    store.backup(backup);
    const files = ['earshot.db', 'earshot.db-wal', 'earshot.db-shm', 'copy.db'];
    const bytes = files.map((name) => readFileSync(join(folder, name)));
    expect(bytes[1]?.length).toBeGreaterThan(50_000);
    for (const content of bytes) {
      expect(content.includes(secret)).toBe(false);
      expect(content.includes('conversation')).toBe(false);
      expect(content.includes('create table')).toBe(false);
      expect(content.includes('SQLite format')).toBe(false);
    }
  });
});

describe('backup', () => {
  it('is a whole store under the same key, and never overwrites', () => {
    const { folder } = filledFolder();
    const store = openAt(folder);
    const other = temporaryFolder();
    store.backup(join(other, 'earshot.db'));
    expect(() => store.backup(join(other, 'earshot.db'))).toThrow();
    const copy = openAt(other);
    expect(copy.events.read(c1)).toEqual(store.events.read(c1));
    expect(copy.integrity().ok).toBe(true);
    copy.close();
    expect(failureOf({ folder: other, key: 'other' }).code).toBe('wrong_key');
  });
});

describe('reading beside a running Earshot', () => {
  it('sees one moment and cannot write', () => {
    const folder = temporaryFolder();
    const owner = openAt(folder);
    owner.events.append({ at: 1, actor: 'Sam', event: started('c1') });
    const reader = openAt(folder, { readOnly: true });
    owner.events.append({ at: 2, actor: 'Sam', event: started('c2') });
    expect(reader.events.lastPosition()).toBe(1);
    expect(() => reader.events.append({ at: 3, actor: 'x', event: started('c3') })).toThrow();
    expect(reader.integrity().ok).toBe(true);
    reader.close();
    expect(openAt(folder, { readOnly: true }).events.lastPosition()).toBe(2);
    owner.events.append({ at: 4, actor: 'Sam', event: started('c4') });
    expect(owner.events.lastPosition()).toBe(3);
  });

  it('reads what a killed process left in the write-ahead log', async () => {
    const folder = temporaryFolder();
    const { child } = await holdInAnotherProcess(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(openAt(folder, { readOnly: true }).events.lastPosition()).toBe(0);
  });

  it('says that there is nothing to read', () => {
    const folder = temporaryFolder();
    rmSync(folder, { recursive: true });
    const failure = failureOf({ folder, key: testKey, readOnly: true });
    expect(failure.code).toBe('missing');
  });
});
