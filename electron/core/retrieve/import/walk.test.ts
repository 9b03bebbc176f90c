import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from './import.fixture.ts';
import { walk } from './walk.ts';

it('stops at the limit, says so, and then nothing counts as missing', async () => {
  const folder = temporaryFolder('walk');
  writeFiles(folder, { 'a.md': '1', 'b.md': '2', 'c/d.md': '3' });
  const walked = await walk(folder, { limit: 2 });
  expect(walked.files.map(({ path }) => path)).toEqual(['a.md', 'b.md']);
  expect(walked.complete).toBe(false);
  expect(walked.problems[0]?.message).toMatch(/more than 2 files/);
  expect(await walk(folder, { limit: 3 })).toMatchObject({ complete: true, problems: [] });
});

it('leaves Earshot’s own folder out, takes a file for itself, and stops when asked', async () => {
  const folder = temporaryFolder('walk');
  writeFiles(folder, { 'a.md': '1', 'data/uploads/x.md': '2' });
  const walked = await walk(folder, { without: [join(folder, 'data')] });
  expect(walked.files.map(({ path }) => path)).toEqual(['a.md']);
  expect((await walk(join(folder, 'a.md'))).files.map(({ path }) => path)).toEqual(['a.md']);
  await expect(walk(folder, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
});

it('finds every file of two thousand in folders, with its size and times', async () => {
  const folder = temporaryFolder('walk');
  const files = Array.from({ length: 2_000 }, (_, n) => [`${n % 20}/${n}.md`, 'x'] as const);
  writeFiles(folder, Object.fromEntries(files));
  const { files: found } = await walk(folder);
  expect(found).toHaveLength(2_000);
  expect(found.every(({ bytes, changedAt }) => bytes === 1 && changedAt > 0)).toBe(true);
});
