import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createFileSecrets } from './file-secrets.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { randomKey, secretNames } from './names.ts';
import { secretsContract } from './secrets.contract.ts';

const temporary = (): string => join(temporaryFolder('secrets'), 'secrets');

secretsContract('memory', () => ({ secrets: createMemorySecrets() }));
secretsContract('file', () => {
  const folder = temporary();
  return {
    secrets: createFileSecrets(folder, {}),
    again: () => createFileSecrets(folder, {}),
  };
});

describe('file secrets', () => {
  it.skipIf(process.platform === 'win32')('are readable by this user only', async () => {
    const folder = temporary();
    mkdirSync(folder, { mode: 0o755 });
    await createFileSecrets(folder, {}).getOrCreate('database-key', randomKey);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'database-key.secret')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['database-key.secret']);
  });

  it.skipIf(process.platform === 'win32')('refuse a file that others can read', async () => {
    const folder = temporary();
    const secrets = createFileSecrets(folder, {});
    await secrets.getOrCreate('database-key', randomKey);
    chmodSync(join(folder, 'database-key.secret'), 0o644);
    await expect(secrets.getOrCreate('database-key', randomKey)).rejects.toMatchObject({
      code: 'secrets_unavailable',
      message: expect.stringMatching(/^Other users of this machine can read the secret/),
      mend: expect.stringContaining('chmod 600'),
    });
  });

  it('never replace an empty one: the database would be lost', async () => {
    const folder = temporary();
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, 'database-key.secret'), '', { mode: 0o600 });
    await expect(
      createFileSecrets(folder, {}).getOrCreate('database-key', randomKey),
    ).rejects.toMatchObject({
      code: 'secrets_unavailable',
      mend: expect.stringContaining('backup'),
    });
  });

  it('say what to do when the folder cannot be made', async () => {
    const folder = temporary();
    writeFileSync(folder, 'a file in its place');
    await expect(
      createFileSecrets(folder, {}).getOrCreate('database-key', randomKey),
    ).rejects.toMatchObject({ message: expect.stringContaining(folder) });
  });

  it('pass on what create throws, and make nothing then', async () => {
    const folder = temporary();
    const refusal = new Error('must exist');
    await expect(
      createFileSecrets(folder, {}).getOrCreate('database-key', () => {
        throw refusal;
      }),
    ).rejects.toBe(refusal);
    expect(existsSync(folder)).toBe(false);
  });

  it('give two processes that start together one key', async () => {
    const folder = temporary();
    const both = [createFileSecrets(folder, {}), createFileSecrets(folder, {})];
    const [one, two] = await Promise.all(
      both.map((secrets) => secrets.getOrCreate('database-key', randomKey)),
    );
    expect(one).toBe(two);
  });

  it('step aside for EARSHOT_KEY, for the database key alone, and say so', async () => {
    const folder = temporary();
    const secrets = createFileSecrets(folder, { EARSHOT_KEY: 'from outside' });
    expect(await secrets.getOrCreate(secretNames.databaseKey, randomKey)).toBe('from outside');
    expect(await secrets.getOrCreate(secretNames.auditKey, () => 'own')).toBe('own');
    expect(secrets.kind).toContain('EARSHOT_KEY');
    expect(createFileSecrets(folder, {}).kind).toBe('file readable by this user only');
  });

  it('are 32 random bytes', () => {
    expect(Buffer.from(randomKey(), 'base64')).toHaveLength(32);
    expect(randomKey()).not.toBe(randomKey());
  });
});
