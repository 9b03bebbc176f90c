import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { encodingByStart, guessLegacyEncoding } from './encoding.ts';

/** @file Text of files that are too large to hold: tables and lines of JSON. */

/** First piece of `absolute` that is no valid UTF-8, or undefined where all of it is. */
async function firstInvalid(absolute: string): Promise<Uint8Array | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let chunk: Buffer = Buffer.alloc(0);
  try {
    for await (chunk of createReadStream(absolute) as AsyncIterable<Buffer>)
      decoder.decode(chunk, { stream: true });
    decoder.decode();
    return undefined;
  } catch (error) {
    if (error instanceof TypeError) return chunk;
    throw error;
  }
}

/** Encoding of a file, looked at once from start to end: one wrong byte can stand anywhere. */
export async function encodingOfFile(absolute: string, head: Uint8Array): Promise<string> {
  const sure = encodingByStart(head);
  if (sure !== undefined) return sure;
  const invalid = await firstInvalid(absolute);
  return invalid === undefined ? 'utf-8' : guessLegacyEncoding(invalid);
}

/** Pieces of text of a file, without its byte order mark. Memory holds one piece. */
export async function* textPieces(absolute: string, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let first = true;
  for await (const chunk of createReadStream(absolute, {
    highWaterMark: 256 * 1024,
  }) as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk);
    yield first ? text.replace(/^\ufeff/, '') : text;
    if (text !== '') first = false;
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than the limit and its text was thrown away. */
  readonly tooLong: boolean;
}

/** Lines of a file; of one longer than `longest` characters only its number is told. */
export async function* linesOfFile(
  absolute: string,
  encoding: string,
  longest: number,
): AsyncGenerator<Line> {
  let number = 1;
  let open = '';
  let tooLong = false;
  for await (const piece of textPieces(absolute, encoding)) {
    const parts = piece.split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        yield { number, text: tooLong ? '' : open.replace(/\r$/, ''), tooLong };
        number += 1;
        open = '';
        tooLong = false;
      }
      open += part;
      if (open.length > longest) {
        open = '';
        tooLong = true;
      }
    }
  }
  if (open !== '' || tooLong) yield { number, text: open, tooLong };
}
