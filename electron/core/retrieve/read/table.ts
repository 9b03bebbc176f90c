import { parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { problem } from './document-parts.ts';
import {
  createRowKeys,
  documentOfRow,
  placesOf,
  type RowKeys,
  wantedColumns,
  type ColumnPlaces,
} from './question-row.ts';
import type { FileToRead, ReadEvents } from './source-document.ts';
import { textPieces } from './text-stream.ts';

/** @file Comma-, semicolon- and tab-separated questions and answers of any size, row by row. */

/** A longer record has a quotation mark that nobody closed. */
const longestRecord = 1_000_000;
/** After so many broken rows the file is something else. */
const mostRestarts = 50;

interface Record {
  readonly record: readonly string[];
  /** Of the UTF-8 up to the end of the record. */
  readonly bytes: number;
  /** On which it ends, from 1. */
  readonly line: number;
}

/** The delimiter that parts the first line most often, outside quotes. */
export function delimiterOf(head: string): string {
  const [line = ''] = head.replaceAll(/"(?:[^"]|"")*"/g, '').split('\n');
  const count = (delimiter: string): number => line.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** UTF-8 of a file from a place on, counted in bytes of that UTF-8. */
async function* utf8From(absolute: string, encoding: string, from: number): AsyncGenerator<Buffer> {
  let skip = from;
  for await (const piece of textPieces(absolute, encoding)) {
    const bytes = Buffer.from(piece);
    if (bytes.length > skip) yield skip > 0 ? bytes.subarray(skip) : bytes;
    skip = Math.max(0, skip - bytes.length);
  }
}

interface BadLine {
  readonly text: string;
  /** Line breaks up to its end; empty lines in front of it go along. */
  readonly breaks: number;
  /** Where the next line begins. */
  readonly end: number;
}

/** The first line with anything in it from a place on. */
async function lineAt(absolute: string, encoding: string, from: number): Promise<BadLine> {
  const parts: Buffer[] = [];
  let breaks = 0;
  let end = from;
  const line = (): BadLine => ({ text: Buffer.concat(parts).toString().trim(), breaks, end });
  for await (const bytes of utf8From(absolute, encoding, from)) {
    for (let at = 0; at < bytes.length;) {
      const next = bytes.indexOf(10, at);
      const stop = next < 0 ? bytes.length : next + 1;
      parts.push(bytes.subarray(at, stop));
      end += stop - at;
      if (next >= 0) breaks += 1;
      if (next >= 0 && line().text !== '') return line();
      at = stop;
    }
  }
  return line();
}

/** Cells of one line that has marks where none should be, but each opened one closed. */
function looseCells(text: string, delimiter: string): string[] | undefined {
  try {
    const [record] = parseNow(text, { delimiter, relax_quotes: true, trim: delimiter !== '\t' });
    return record;
  } catch {
    // A mark that nobody closed: the line is told as broken.
    return undefined;
  }
}

interface Broken {
  readonly broken: { readonly line: number };
  /** Its cells where they can be told apart all the same. */
  readonly cells: readonly string[] | undefined;
}

/**
 * All records of a file. A row with a broken quotation mark is told by its line, and reading goes
 * on with the line after it, because the parser would swallow rows up to the next mark.
 */
async function* recordsOf(
  absolute: string,
  encoding: string,
  delimiter: string,
): AsyncGenerator<Record | Broken> {
  let from = 0;
  let lines = 0;
  for (let restarts = 0; restarts <= mostRestarts; restarts += 1) {
    const read: Record[] = [];
    const parser = parse({
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: delimiter !== '\t',
      max_record_size: longestRecord,
      // Kept here, because a failing stream throws away what was not yet taken from it.
      on_record: (record: string[], { bytes, lines: line }) => {
        read.push({ record, bytes, line: lines + line });
        return null;
      },
    });
    let good = { bytes: 0, line: lines };
    let failed = false;
    parser.on('error', () => (failed = true)).resume();
    for await (const piece of utf8From(absolute, encoding, from)) {
      await new Promise<void>((resolve) => parser.write(piece, () => resolve()));
      good = read.at(-1) ?? good;
      yield* read.splice(0);
      if (failed) break;
    }
    if (!failed) await new Promise<void>((resolve) => parser.end(() => resolve()));
    good = read.at(-1) ?? good;
    yield* read.splice(0);
    if (!failed) return;
    const start = from + good.bytes;
    const bad = await lineAt(absolute, encoding, start);
    lines = good.line + Math.max(1, bad.breaks);
    yield { broken: { line: lines }, cells: looseCells(bad.text, delimiter) };
    if (bad.end <= start) return;
    from = bad.end;
  }
}

/** Reads a table of questions and answers; memory does not grow with it. */
export async function* readTable(file: FileToRead, encoding: string, head: string): ReadEvents {
  const keys: RowKeys = createRowKeys();
  let header: readonly string[] | undefined;
  let places: ColumnPlaces | undefined;
  let broken = 0;
  let rows = 0;
  for await (const each of recordsOf(file.absolute, encoding, delimiterOf(head))) {
    const loose = 'broken' in each && each.cells?.length === header?.length;
    if ('broken' in each && !(loose && broken < mostRestarts)) {
      broken += 1;
      yield problem(
        file.path,
        broken > mostRestarts
          ? `From line ${each.broken.line} on it was not read: too many rows have broken quotation marks; save it again as CSV.`
          : `Line ${each.broken.line}: a quotation mark is opened and not closed, or words follow a closing one; write a mark inside a text twice.`,
      );
      continue;
    }
    if ('broken' in each) broken += 1;
    const record = 'broken' in each ? (each.cells ?? []) : each.record;
    const line = 'broken' in each ? each.broken.line : each.line;
    if (header === undefined) {
      header = record;
      places = placesOf(record);
      if (places !== undefined) continue;
      if (record.length !== 2) {
        yield problem(file.path, `It has no columns for questions and answers; ${wantedColumns}.`);
        return;
      }
      // Two columns without names can only be one thing.
      header = ['question', 'answer'];
      places = placesOf(header);
    }
    if (places === undefined) return;
    rows += 1;
    const row = Object.fromEntries(header.map((name, at) => [name, record[at] ?? '']));
    yield documentOfRow(file.path, `Line ${line}`, row, places, keys);
  }
  if (header === undefined) yield problem(file.path, `It is empty; ${wantedColumns}.`);
  else if (rows === 0 && broken === 0)
    yield problem(
      file.path,
      'It names its columns and has no rows below; write some, or take the file out.',
    );
}
