import { open, readFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import type { Result } from '#domain/result.ts';
import { documentOf, problem, type Said } from './document-parts.ts';
import { readDocx } from './docx.ts';
import { decode, type Decoded } from './encoding.ts';
import { type Format, formatOf, mostBytes } from './format.ts';
import { declaredEncoding, readHtml } from './html.ts';
import { readJson } from './json.ts';
import { readJsonLines } from './json-lines.ts';
import { readMarkdown } from './markdown.ts';
import { readPdf } from './pdf.ts';
import { readPlainText } from './plain-text.ts';
import type { createSiteMaps } from './site-map.ts';
import type { FileToRead, ReadEvent, ReadEvents } from './source-document.ts';
import { readTable } from './table.ts';
import { encodingOfFile } from './text-stream.ts';

/** @file One file to documents. Runs in the worker; bad input is a problem, never an exception. */

type SiteMaps = ReturnType<typeof createSiteMaps>;

const headBytes = 8 * 1024;

/** Above this share of unreadable characters a text is not worth citing. */
const mostBroken = 0.05;

interface Start {
  readonly size: number;
  readonly head: Uint8Array;
}

async function startOf(absolute: string): Promise<Start | string> {
  const handle = await open(absolute, 'r');
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return 'It is no file; bring files or a folder.';
    const head = Buffer.alloc(Math.min(headBytes, stats.size));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return { size: stats.size, head: head.subarray(0, bytesRead) };
  } finally {
    await handle.close();
  }
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Whether 1 in 20 characters could not be read. */
const unreadable = ({ text, broken }: Decoded): boolean => broken > text.length * mostBroken;

async function* readWhole(
  file: FileToRead,
  format: Exclude<Format, 'table' | 'lines'>,
  siteMaps: SiteMaps,
): ReadEvents {
  const bytes = await readFile(file.absolute);
  const one = (read: Result<Said & { readonly body: string }, string>): ReadEvent =>
    read.ok ? documentOf(file.path, read.value) : problem(file.path, read.error);
  if (format === 'pdf') return yield one(await readPdf(bytes));
  if (format === 'docx') return yield one(await readDocx(bytes));

  const decoded = decode(bytes, format === 'html' ? declaredEncoding(bytes) : undefined);
  if (unreadable(decoded))
    return yield problem(
      file.path,
      'It is text in an encoding that is not known; save it as UTF-8 and import it again.',
    );
  const text = decoded.text.replaceAll(/\r\n?/g, '\n');
  if (text.trim() === '')
    return yield problem(file.path, 'It is empty; write the article, or take the file out.');
  switch (format) {
    case 'markdown':
      yield one(readMarkdown(text));
      break;
    case 'text':
      yield one(readPlainText(text));
      break;
    case 'html': {
      const page = await siteMaps.pageOf(file);
      const read = readHtml(text, page?.url);
      yield one(
        read.ok && page !== undefined
          ? {
              ok: true,
              value: { ...read.value, ...page, ...(read.value.url && { url: read.value.url }) },
            }
          : read,
      );
      break;
    }
    case 'json':
      yield* readJson(file, text);
      break;
  }
  if (decoded.broken > 0)
    yield problem(
      file.path,
      `${decoded.broken} characters could not be read as ${decoded.encoding} and stand as "�"; save the file as UTF-8 and import it again.`,
    );
}

async function* readStreamed(
  file: FileToRead,
  format: 'table' | 'lines',
  head: Uint8Array,
): ReadEvents {
  const encoding = await encodingOfFile(file.absolute, head);
  if (format === 'lines') yield* readJsonLines(file, encoding);
  else {
    // A head cut inside a character must not look like another encoding.
    const text = isUtf8(head) ? new TextDecoder().decode(head) : decode(head).text;
    yield* readTable(file, encoding, text.replaceAll(/\r\n?/g, '\n'));
  }
}

/** Why the system would not give the file. */
function sentenceOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'It is no longer there; import the folder again.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'This account may not read it; change its permissions and import it again.';
  if (error instanceof RangeError)
    return 'It is nested too deeply or too large to be held; split it or simplify it, and import it again.';
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return `It could not be read (${reason}); open it in its own program, save it again and import that.`;
}

/** Everything a file gives. Ends after the last event and throws nothing. */
export async function* readDocument(file: FileToRead, siteMaps: SiteMaps): ReadEvents {
  try {
    const start = await startOf(file.absolute);
    if (typeof start === 'string') return yield problem(file.path, start);
    if (start.size === 0)
      return yield problem(file.path, 'It is empty; write the article, or take the file out.');
    const format = formatOf(file.path, start.head);
    if (!format.ok) return yield problem(file.path, format.error);
    const limit = mostBytes[format.value];
    if (start.size > limit)
      return yield problem(
        file.path,
        `It has ${megabytes(start.size)}, more than the ${megabytes(limit)} that can be read at once; split it into several files.`,
      );
    if (format.value === 'table' || format.value === 'lines')
      yield* readStreamed(file, format.value, start.head);
    else yield* readWhole(file, format.value, siteMaps);
  } catch (error) {
    // Foreign bytes through foreign parsers: whatever they throw is an answer about this file.
    yield problem(file.path, sentenceOf(error));
  }
}
