import { problem } from './document-parts.ts';
import { createRowKeys, documentOfRow, placesOf, type RowKeys } from './question-row.ts';
import type { FileToRead, ReadEvent, ReadEvents } from './source-document.ts';
import { linesOfFile } from './text-stream.ts';

/** @file Questions and answers as JSON: one object a line, or a list of objects. */

const longestLine = 8_000_000;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wantedKeys = 'it needs the keys "question" and "answer" (or "title" and "body")';

/** The document of one object; objects of one file may have different keys. */
export function documentOfObject(
  path: string,
  place: string,
  value: unknown,
  keys: RowKeys,
): ReadEvent {
  if (!isObject(value)) return problem(path, `${place}: it is no object; ${wantedKeys}.`);
  const places = placesOf(Object.keys(value));
  if (places === undefined)
    return problem(path, `${place}: a question or answer is missing; ${wantedKeys}.`);
  return documentOfRow(path, place, value, places, keys);
}

/** Reads one object a line. A broken line is told by its number and the rest goes on. */
export async function* readJsonLines(file: FileToRead, encoding: string): ReadEvents {
  const keys = createRowKeys();
  let empty = true;
  for await (const { number, text, tooLong } of linesOfFile(file.absolute, encoding, longestLine)) {
    const place = `Line ${number}`;
    if (tooLong) {
      empty = false;
      yield problem(
        file.path,
        `${place} is longer than 8 million characters; write one object a line.`,
      );
      continue;
    }
    const line = text.replace(/^\u001e/, '').trim();
    if (line === '') continue;
    empty = false;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      // Not JSON is one of the answers; the line is named.
      yield problem(file.path, `${place} is not valid JSON; mend or delete it.`);
      continue;
    }
    yield documentOfObject(file.path, place, value, keys);
  }
  if (empty) yield problem(file.path, `It is empty; write one object a line, ${wantedKeys}.`);
}
