import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-utility-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const runChild = (dataFolder: string) =>
  new Promise<{ code: number | null; seen: unknown }>((resolve) => {
    const child = spawn(process.execPath, [
      join(import.meta.dirname, 'utility-child.ts'),
      dataFolder,
    ]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code, seen: output === '' ? '' : JSON.parse(output) }));
  });

describe("Electron's host of the core", () => {
  it('opens, keeps its keys in the vault alone, serves a window that came early, and closes', async () => {
    const { code, seen } = await runChild(folder);
    expect(seen).toEqual({
      host: 'electron',
      version: '9.9.9',
      secrets: 'test vault',
      kept: ['audit-signing-key', 'database-key'],
    });
    expect(code).toBe(0);
    expect(await readdir(folder)).not.toContain('secrets');
  }, 180_000);

  it('says why it cannot run', async () => {
    await writeFile(join(folder, 'a-file'), '');
    const { code, seen } = await runChild(join(folder, 'a-file', 'data'));
    expect(code).toBe(1);
    expect(seen).toMatchObject({ failed: expect.stringContaining('a-file') as string });
  }, 180_000);
});
