import { expect, it } from 'vitest';
import { readDropped } from './dropped.ts';

/** Entries as a browser gives them: a folder's children come in portions. */
const fileEntry = (fullPath: string) => ({
  isFile: true,
  fullPath,
  file: (done: (file: File) => void) => done(new File(['x'], fullPath.split('/').at(-1) ?? '')),
});
const folderEntry = (fullPath: string, portions: readonly (readonly unknown[])[]) => ({
  isFile: false,
  fullPath,
  createReader: () => {
    let next = 0;
    return { readEntries: (done: (some: unknown) => void) => done(portions[next++] ?? []) };
  },
});
const transfer = (entries: readonly unknown[], files: readonly File[] = []): DataTransfer =>
  ({
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer;

it('walks folders to the end, whatever the portions, and keeps the paths', async () => {
  const inner = folderEntry('/handbook/inner', [[fileEntry('/handbook/inner/c.md')]]);
  const folder = folderEntry('/handbook', [
    [fileEntry('/handbook/a.md')],
    [inner, fileEntry('/handbook/b.md')],
  ]);
  const found = await readDropped(transfer([folder, fileEntry('/loose.pdf')]));
  expect(found.map(({ name }) => name)).toEqual([
    'handbook/a.md',
    'handbook/inner/c.md',
    'handbook/b.md',
    'loose.pdf',
  ]);
});

it('does not walk into hidden folders', async () => {
  const found = await readDropped(transfer([folderEntry('/.git', [[fileEntry('/.git/config')]])]));
  expect(found).toEqual([]);
});

it('takes the files where the browser gives no entries', async () => {
  const found = await readDropped(transfer([], [new File(['x'], 'a.md')]));
  expect(found.map(({ name }) => name)).toEqual(['a.md']);
});

it('fails when a folder cannot be read', async () => {
  const broken = {
    isFile: false,
    fullPath: '/locked',
    createReader: () => ({
      readEntries: (_done: unknown, fail: (error: Error) => void) => fail(new Error('locked')),
    }),
  };
  await expect(readDropped(transfer([broken]))).rejects.toThrow('locked');
});
