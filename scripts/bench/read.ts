import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createFileReader } from '../../electron/core/retrieve/read/file-reader.ts';
import { linesDown, makePdf } from '../../electron/core/retrieve/read/pdf.fixture.ts';
import type { FileReader } from '../../electron/core/retrieve/read/source-document.ts';
import type { Line } from './report.ts';

/** @file How fast files become documents, without splitting, embedding or storing them. */

const articles = 1_000;
const pages = 900;
const tableBytes = 50 * 1024 * 1024;
const sentence = 'The parcel of the customer comes back to the warehouse within thirty days. ';

/** About 700 words with headings, lists and tables. */
const article = (index: number): string =>
  `---\ntitle: Article ${index}\nowner: Care\n---\n\n# Article ${index}\n\n${Array.from(
    { length: 6 },
    (_, part) =>
      `## Part ${part}\n\n${sentence.repeat(8)}\n\n- one **bold** thing\n- [a link](https://example.com/${part})\n\n| Plan | Price |\n| - | - |\n| Basic | ${part} |\n`,
  ).join('\n')}`;

async function count(reader: FileReader, folder: string, path: string): Promise<number> {
  let documents = 0;
  for await (const event of reader.read({ path, absolute: join(folder, path) })) {
    if ('problem' in event) throw new Error(event.problem.message);
    documents += 1;
  }
  return documents;
}

async function writeTable(path: string): Promise<void> {
  const out = createWriteStream(path);
  out.write('id,question,answer\n');
  for (let row = 0, bytes = 0; bytes < tableBytes; row += 1) {
    const line = `${row},How does case ${row} go?,"${sentence.repeat(4)}"\n`;
    bytes += line.length;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** Time, memory of the whole process at its peak, and the longest stop of the event loop. */
async function timed(what: string, run: () => Promise<number>): Promise<Line[]> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const cpu = process.cpuUsage();
  const from = performance.now();
  const n = await run();
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  loop.disable();
  clearInterval(watch);
  return [
    {
      what,
      n,
      unit: 'ms',
      value: ms,
      budget: {},
      note: `${Math.round((n * 60_000) / ms).toLocaleString('en')} a minute; ${((user + system) / 1e6).toFixed(1)} s of processor time; process grew by ${Math.round((peak - before) / 1e6)} MB; event loop stopped for ${Math.round(loop.max / 1e6)} ms at most`,
    },
  ];
}

/** Markdown articles, a PDF of 900 pages and a CSV of 50 MB, each through a reader of its own. */
export async function readFiles(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-read-'));
  const lines: Line[] = [];
  const measure = async (what: string, paths: readonly string[]): Promise<void> => {
    const reader = createFileReader();
    lines.push(
      ...(await timed(what, async () => {
        let documents = 0;
        for (const path of paths) documents += await count(reader, folder, path);
        return documents;
      })),
    );
    await reader.close();
  };
  try {
    const names = Array.from({ length: articles }, (_, n) => `${n}.md`);
    for (const [n, name] of names.entries()) writeFileSync(join(folder, name), article(n));
    await measure('reading Markdown articles', names);
    writeFileSync(
      join(folder, 'long.pdf'),
      makePdf(
        Array.from({ length: pages }, (_, n) => [
          { text: `Chapter ${n + 1}`, x: 60, y: 740, size: 16 },
          ...linesDown(Array.from({ length: 42 }, () => sentence)),
        ]),
      ),
    );
    await measure(`reading a PDF of ${pages} pages`, ['long.pdf']);
    await writeTable(join(folder, 'table.csv'));
    await measure('reading a CSV of 50 MB', ['table.csv']);
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
