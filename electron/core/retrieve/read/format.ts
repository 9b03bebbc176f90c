import { extname } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import { looksBinary } from './encoding.ts';
import { readableEndings } from './source-document.ts';

/** @file Which reader a file gets: by its ending, and by its first bytes where they say otherwise. */

export type Format = 'markdown' | 'html' | 'pdf' | 'docx' | 'text' | 'table' | 'lines' | 'json';

const byEnding: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.txt': 'text',
  '.text': 'text',
  '.csv': 'table',
  '.tsv': 'table',
  '.jsonl': 'lines',
  '.ndjson': 'lines',
  '.json': 'json',
};

const megabyte = 1024 * 1024;

/** Larger files are not opened: they would be held whole, several times over. Tables stream. */
export const mostBytes: Readonly<Record<Format, number>> = {
  markdown: 40 * megabyte,
  html: 40 * megabyte,
  text: 40 * megabyte,
  pdf: 256 * megabyte,
  docx: 100 * megabyte,
  json: 100 * megabyte,
  table: Number.POSITIVE_INFINITY,
  lines: Number.POSITIVE_INFINITY,
};

const wordOrLocked =
  'It is an old Word file (.doc) or protected with a password; save it in Word as .docx without a password.';
const notPdf = 'It has the ending .pdf and is no PDF; export or download it again.';
const notDocx =
  'It has the ending .docx and is no Word document; open it in Word and save it again as .docx.';
const binary =
  'It is no text but binary data under the name of a text; import the original file, or take it out.';
const packed = 'It is a zip file; unpack it and import the folder.';

const isPage = (start: string): boolean =>
  /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,500}?-->\s*)?<(!doctype\s+html|html|head|body)\b/i.test(
    start,
  );

/**
 * The format of a file whose first kilobytes are `head`; the error is a sentence. A PDF, a page and
 * a Word document are known by their bytes whatever they are called.
 */
export function formatOf(path: string, head: Uint8Array): Result<Format, string> {
  const ending = extname(path).toLowerCase();
  const format = byEnding[ending];
  if (format === undefined)
    return err(
      `Files ending in ${ending === '' ? 'nothing' : ending} cannot be read; bring ${readableEndings.join(', ')}.`,
    );
  const start = Buffer.from(head).toString('latin1');
  if (start.startsWith('%PDF-') || (format === 'pdf' && start.includes('%PDF-'))) return ok('pdf');
  if (format === 'pdf') return err(notPdf);
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return err(wordOrLocked);
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006'))
    return format === 'docx' || format === 'markdown' || format === 'text' || format === 'html'
      ? ok('docx')
      : err(packed);
  if (format === 'docx') return err(notDocx);
  if (looksBinary(head)) return err(binary);
  if ((format === 'text' || format === 'markdown') && isPage(start)) return ok('html');
  return ok(format);
}
