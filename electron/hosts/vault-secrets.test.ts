import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromCore } from '#contract/host-messages.ts';
import { createVaultClient } from './parent-port.ts';
import { createHostSecrets } from './vault-secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'earshot-host-secrets-')), 'secrets');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const memoryVault = (kept = new Map<string, string>()) => ({
  name: 'test vault',
  ask: (name: string, proposal?: string) => {
    if (proposal !== undefined && !kept.has(name)) kept.set(name, proposal);
    return Promise.resolve(kept.get(name));
  },
});

describe('secrets of a host', () => {
  it('go to the vault where there is one, and to no file', async () => {
    const secrets = createHostSecrets(folder, memoryVault());
    expect(await secrets.getOrCreate('key', () => 'one')).toBe('one');
    expect(await secrets.getOrCreate('key', () => 'two')).toBe('one');
    expect(secrets.kind).toBe('test vault');
    await expect(readdir(folder)).rejects.toThrow();
  });

  it('stay in the file that the browser window made', async () => {
    await createHostSecrets(folder).getOrCreate('key', () => 'from the file');
    const secrets = createHostSecrets(folder, memoryVault());
    expect(await secrets.getOrCreate('key', () => 'new')).toBe('from the file');
  });

  it('that Electron sealed are not replaced by the browser window, which says so', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'key.vault'), 'sealed');
    await expect(createHostSecrets(folder).getOrCreate('key', () => 'new')).rejects.toThrow(
      "in the system's vault",
    );
    expect(await readdir(folder)).toEqual(['key.vault']);
  });

  it('fail in a sentence when the vault forgets', async () => {
    const secrets = createHostSecrets(folder, { name: 'v', ask: () => Promise.resolve(undefined) });
    await expect(secrets.getOrCreate('key', () => 'x')).rejects.toThrow('did not keep');
  });
});

describe('the vault client', () => {
  it('matches answers by number and passes problems on', async () => {
    const said: FromCore[] = [];
    const client = createVaultClient((message) => said.push(message));
    const first = client.ask('one');
    const second = client.ask('two', 'proposal');
    expect(said).toEqual([
      { type: 'secret', id: 1, name: 'one' },
      { type: 'secret', id: 2, name: 'two', proposal: 'proposal' },
    ]);
    client.answer({ type: 'secret', id: 2, problem: 'locked' });
    client.answer({ type: 'secret', id: 1, value: 'v' });
    await expect(first).resolves.toBe('v');
    await expect(second).rejects.toThrow('locked');
  });
});
