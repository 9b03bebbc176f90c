import { afterAll, describe, expect, it } from 'vitest';
import { createFileReader, type FileReaderOptions } from './file-reader.ts';
import { linesDown, makePdf } from './pdf.fixture.ts';
import { createReadFolder, documentsOf, problemsOf } from './read.fixture.ts';
import type { FileReader, ReadEvent } from './source-document.ts';

const files = createReadFolder();
const open: FileReader[] = [];
const readerOf = (options?: FileReaderOptions): FileReader => {
  const reader = createFileReader(options);
  open.push(reader);
  return reader;
};
afterAll(async () => {
  await Promise.all(open.map((reader) => reader.close()));
  files.remove();
});

const all = (reader: FileReader, path: string, signal?: AbortSignal): Promise<ReadEvent[]> =>
  Array.fromAsync(reader.read({ path, absolute: `${files.folder}/${path}` }, signal));

const rows = (count: number): string =>
  `question,answer\n${Array.from({ length: count }, (_, n) => `Question ${n},Answer ${n}`).join('\n')}\n`;

describe('createFileReader', () => {
  it('reads files in a worker, one after the other even when asked at once', async () => {
    const reader = readerOf();
    files.put('a.md', '# A\n\nText.');
    files.put('b.csv', rows(300));
    const [one, two, gone] = await Promise.all([
      all(reader, 'a.md'),
      all(reader, 'b.csv'),
      all(reader, 'gone.md'),
    ]);
    expect(documentsOf(one)[0]?.title).toBe('A');
    expect(documentsOf(two).map(({ title }) => title)).toEqual(
      Array.from({ length: 300 }, (_, n) => `Question ${n}`),
    );
    expect(problemsOf(gone)[0]).toMatch(/no longer there/);
  });

  it('stops a file that takes too long, says so and reads the next one', async () => {
    const reader = readerOf({ limitMs: 1_500 });
    // Emphasis that never closes costs the parser quadratic time.
    files.put('slow.md', 'a_ '.repeat(60_000).replaceAll(/(.{6000})/g, '$1\n'));
    files.put('c.md', 'Fine.');
    expect(documentsOf(await all(reader, 'c.md'))).toHaveLength(1);
    expect(problemsOf(await all(reader, 'slow.md'))).toEqual([
      'Reading it took longer than 2 seconds and was stopped; split it into smaller files, or export it again.',
    ]);
    expect(documentsOf(await all(reader, 'c.md'))).toHaveLength(1);
  });

  it('survives a file that needs more memory than it gets', { timeout: 60_000 }, async () => {
    const reader = readerOf({ memoryMb: 24 });
    files.put('large.md', 'One *word* and [a link](https://example.com) more.\n\n'.repeat(60_000));
    files.put('d.md', 'Fine.');
    expect(problemsOf(await all(reader, 'large.md'))).toEqual([
      'It needs more memory than one file may take; split it into smaller files and import them.',
    ]);
    expect(documentsOf(await all(reader, 'd.md'))).toHaveLength(1);
  });

  it('ends without another event when the signal is aborted', async () => {
    const reader = readerOf();
    const stop = new AbortController();
    files.put('e.csv', rows(20_000));
    let seen = 0;
    for await (const _ of reader.read(
      { path: 'e.csv', absolute: `${files.folder}/e.csv` },
      stop.signal,
    )) {
      seen += 1;
      if (seen === 100) stop.abort();
    }
    expect(seen).toBe(100);
    expect(await all(reader, 'e.csv', stop.signal)).toEqual([]);
    files.put('f.md', 'Fine.');
    expect(documentsOf(await all(reader, 'f.md'))).toHaveLength(1);
  });

  it('may be left in the middle of a file', async () => {
    const reader = readerOf();
    files.put('g.csv', rows(5_000));
    for await (const event of reader.read({ path: 'g.csv', absolute: `${files.folder}/g.csv` })) {
      expect(event).toHaveProperty('document');
      break;
    }
    files.put('h.md', 'Fine.');
    expect(documentsOf(await all(reader, 'h.md'))).toHaveLength(1);
  });

  it('starts a new worker after it was idle, and nothing once it is closed', async () => {
    const reader = readerOf({ idleMs: 20 });
    files.put('i.md', 'Fine.');
    expect(documentsOf(await all(reader, 'i.md'))).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(documentsOf(await all(reader, 'i.md'))).toHaveLength(1);
    const reading = all(reader, 'i.md');
    await reader.close();
    await reading;
    expect(await all(reader, 'i.md')).toEqual([]);
  });

  it('reads a PDF of 900 pages within the limits', { timeout: 120_000 }, async () => {
    const words = 'The parcel comes back to the warehouse within thirty days of its delivery.';
    files.put(
      'long.pdf',
      makePdf(
        Array.from({ length: 900 }, (_, n) => [
          { text: `Chapter ${n + 1}`, x: 60, y: 740, size: 16 },
          ...linesDown(Array.from({ length: 40 }, () => words)),
        ]),
      ),
    );
    const reader = readerOf({ memoryMb: 384 });
    const [document] = documentsOf(await all(reader, 'long.pdf'));
    expect(document?.body.match(/^# Chapter \d+$/gm)).toHaveLength(900);
    expect(document?.body.match(/warehouse/g)).toHaveLength(900 * 40);
  });
});
