import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSafeSecrets, type SafeStorage } from './safe-secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-vault-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Seals by turning bytes around: enough to see that nothing is stored as it is. */
type FakeStorage = SafeStorage & { rotated: boolean; sealed: number };

function storage(change: Partial<SafeStorage> = {}): FakeStorage {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  const fake: FakeStorage = {
    rotated: false,
    sealed: 0,
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (plain: string) => {
      fake.sealed += 1;
      return Promise.resolve(turn(Buffer.from(plain)));
    },
    decryptStringAsync: (sealed: Buffer) => {
      if (sealed.toString() === 'damaged') return Promise.reject(new Error('cannot decrypt'));
      return Promise.resolve({ shouldReEncrypt: fake.rotated, result: turn(sealed).toString() });
    },
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...change,
  };
  return fake;
}

async function open(fake: SafeStorage, platform = 'linux') {
  const opened = await openSafeSecrets(fake, folder, platform);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

describe('secrets in the system vault', () => {
  it('keep the first proposal, sealed, over a restart', async () => {
    const first = await open(storage());
    expect(await first.get('database-key')).toBeUndefined();
    expect(await first.get('database-key', 'one')).toBe('one');
    expect(await first.get('database-key', 'two')).toBe('one');
    expect(await (await open(storage())).get('database-key', 'three')).toBe('one');
    expect(await readFile(join(folder, 'database-key.vault'), 'utf8')).not.toContain('one');
  });

  it('give everybody who asks at once the same one', async () => {
    const secrets = await open(storage());
    const given = await Promise.all(
      ['a', 'b', 'c'].map((proposal) => secrets.get('key', proposal)),
    );
    expect(new Set(given)).toEqual(new Set(['a']));
  });

  it('are sealed anew when the vault changed its key', async () => {
    const fake = storage();
    const secrets = await open(fake);
    await secrets.get('key', 'one');
    fake.rotated = true;
    expect(await secrets.get('key')).toBe('one');
    expect(fake.sealed).toBe(2);
  });

  it('are never replaced when they cannot be read', async () => {
    await writeFile(join(folder, 'key.vault'), 'damaged');
    const secrets = await open(storage());
    await expect(secrets.get('key', 'new')).rejects.toThrow('cannot decrypt');
    expect(await readFile(join(folder, 'key.vault'), 'utf8')).toBe('damaged');
    // One failure does not block the next question.
    await expect(secrets.get('other', 'x')).resolves.toBe('x');
  });

  it('cannot be named out of their folder', async () => {
    await expect((await open(storage())).get('../key', 'x')).rejects.toThrow('Not a name');
  });

  it.each(['basic_text', 'unknown'])('refuse %s, which is no protection', async (backend) => {
    const opened = await openSafeSecrets(
      storage({ getSelectedStorageBackend: () => backend }),
      folder,
      'linux',
    );
    expect(opened.ok).toBe(false);
    if (!opened.ok) expect(opened.error).toContain('no keyring');
  });

  it('are refused where encryption is not available', async () => {
    const fake = storage({ isAsyncEncryptionAvailable: () => Promise.resolve(false) });
    expect((await openSafeSecrets(fake, folder, 'darwin')).ok).toBe(false);
  });

  it('name the vault', async () => {
    expect((await open(storage(), 'darwin')).vault).toBe('macOS Keychain');
  });
});
