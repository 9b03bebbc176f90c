import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { graphPaths, openGraphFile, sealGraphFile } from './graph-file.ts';
import { model, pack, temporaryFolder } from './vectors.fixture.ts';

const owner = { library: 'test 1', model: model.sha256, dimensions: 16 };
const content = { rows: Uint32Array.of(0, 7, 4_000_000_000), sums: Uint32Array.of(1, 2, 3) };

async function sealed() {
  const folder = temporaryFolder();
  const paths = graphPaths(folder, pack, model.sha256);
  await sealGraphFile(paths, owner, content, async (path) => {
    writeFileSync(path, Buffer.alloc(5_000, 7));
    return Promise.resolve();
  });
  const change = (key: string, value: unknown): void => {
    const side = JSON.parse(readFileSync(paths.side, 'utf8')) as Record<string, unknown>;
    writeFileSync(paths.side, JSON.stringify({ ...side, [key]: value }));
  };
  return { folder, paths, change };
}
const reasonOf = async (
  paths: Parameters<typeof openGraphFile>[0],
  as = owner,
): Promise<string> => {
  const opened = await openGraphFile(paths, as);
  return opened.ok ? 'ok' : opened.reason;
};

describe('an index on disk', () => {
  it('is read as it was written', async () => {
    const { paths, folder } = await sealed();
    expect(await openGraphFile(paths, owner)).toEqual({ ok: true, ...content });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is missing where one of its files is', async () => {
    const { paths } = await sealed();
    rmSync(paths.index);
    expect(await openGraphFile(paths, owner)).toMatchObject({ ok: false, missing: true });
    rmSync(paths.side);
    expect(await openGraphFile(paths, owner)).toMatchObject({ ok: false, missing: true });
  });

  it.each([
    ['one byte of it', (bytes: Buffer) => bytes.with(2_500, 8), 'the index file is damaged'],
    ['its end', (bytes: Buffer) => bytes.subarray(0, 4_999), 'the index file has another length'],
    ['all of it', () => Buffer.alloc(0), 'the index file has another length'],
  ])('is refused when %s was changed', async (_what, damage, reason) => {
    const { paths } = await sealed();
    writeFileSync(paths.index, damage(readFileSync(paths.index)));
    expect(await reasonOf(paths)).toBe(reason);
  });

  it('is refused for another model, other dimensions, another version', async () => {
    const { paths } = await sealed();
    expect(await reasonOf(paths, { ...owner, model: 'cd'.repeat(32) })).toContain('another model');
    expect(await reasonOf(paths, { ...owner, dimensions: 17 })).toContain(
      '16 dimensions instead of 17',
    );
    expect(await reasonOf(paths, { ...owner, library: 'test 2' })).toContain('another version');
  });

  it.each([
    ['formatVersion', 2, 'cannot be read'],
    ['dimensions', 17, '17 dimensions instead of 16'],
    ['efConstruction', 1, 'another version'],
    ['count', 4, 'another number of passages'],
    ['rows', Buffer.from(Uint32Array.of(0, 7, 8).buffer).toString('base64'), 'is damaged'],
    ['sums', Buffer.from(Uint32Array.of(1, 2, 4).buffer).toString('base64'), 'is damaged'],
    ['sha256', 'cd'.repeat(32), 'is damaged'],
    ['bytes', 4_999, 'another length'],
  ])('is refused when the file beside it says another %s', async (key, value, reason) => {
    const { paths, change } = await sealed();
    change(key, value);
    expect(await reasonOf(paths)).toContain(reason);
  });

  it('is refused when the file beside it is cut off', async () => {
    const { paths } = await sealed();
    writeFileSync(paths.side, readFileSync(paths.side, 'utf8').slice(0, 100));
    expect(await reasonOf(paths)).toContain('cannot be read');
  });

  it('never takes what was left unfinished for an index', async () => {
    const { paths } = await sealed();
    await expect(
      sealGraphFile(paths, owner, content, (path) => {
        writeFileSync(path, 'half');
        return Promise.reject(new Error('the disk is full'));
      }),
    ).rejects.toThrow('the disk is full');
    expect(await reasonOf(paths)).toBe('ok');
    // Ended between the two renames: the new index beside the old description.
    writeFileSync(paths.index, Buffer.alloc(5_000, 9));
    expect(await reasonOf(paths)).toBe('the index file is damaged');
  });

  it('removes indexes of the same pack by other models, and only those', async () => {
    const { folder } = await sealed();
    const others = ['shop-two-ababababab12.hnsw', 'shopping-ababababab12.hnsw', 'notes.txt'];
    for (const name of others) writeFileSync(join(folder, name), '');
    const next = graphPaths(folder, pack, 'cd'.repeat(32));
    await sealGraphFile(next, owner, content, (path) => {
      writeFileSync(path, 'x');
      return Promise.resolve();
    });
    expect(existsSync(graphPaths(folder, pack, model.sha256).index)).toBe(false);
    expect(readdirSync(folder)).toHaveLength(2 + others.length);
  });
});
