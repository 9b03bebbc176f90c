import { CsvError, parse } from 'csv-parse/sync';

/** @file Labelled texts for measuring: comma- or tab-separated, columns by the names in the first line. Every row counts. */

export interface IntentRow {
  readonly text: string;
  readonly intent: string;
}

/** What is wrong with a table, in one sentence. */
export class TableProblem extends Error {
  override readonly name = 'TableProblem';
}

const textColumns = ['text', 'utterance'];
const intentColumns = ['intent', 'label'];

/**
 * Rows of a table (`text` or `utterance`, and `intent` or `label`). Tabs in the first line make it tab-separated,
 * without quotes; else it is RFC 4180. Throws TableProblem, which begins with `name`.
 */
export function readIntentTable(
  name: string,
  bytes: Uint8Array,
  options: { readonly intents?: 'needed' | 'ignored' } = {},
): IntentRow[] {
  const content = decoded(name, bytes);
  if (content.trim() === '')
    throw new TableProblem(`${name} is empty; give a table with a header.`);
  const first = /^[^\r\n]*/u.exec(content)?.[0] ?? '';
  const [header = [], ...rest] = recordsOf(name, content, first.includes('\t'));
  const text = columnOf(name, header, textColumns);
  const intent = options.intents === 'ignored' ? -1 : columnOf(name, header, intentColumns);
  const rows: IntentRow[] = [];
  rest.forEach((fields, i) => {
    if (fields.every((field) => field.trim() === '')) return;
    if (fields.length <= Math.max(text, intent))
      throw new TableProblem(
        `${name}, row ${i + 2}: there are ${fields.length} columns where the header has ${header.length}; mend the row.`,
      );
    rows.push({ text: (fields[text] ?? '').trim(), intent: (fields[intent] ?? '').trim() });
  });
  if (rows.length === 0)
    throw new TableProblem(`${name} has a header and no rows; give at least one.`);
  return rows;
}

/** Up to `shots` rows per intent, drawn with `random` in [0, 1), in the table's order. */
export function drawShots(
  rows: readonly IntentRow[],
  shots: number,
  random: () => number,
): IntentRow[] {
  const places = rows.map((_, i) => i);
  for (let i = places.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
  }
  const taken = new Map<string, number>();
  const kept = new Set<number>();
  for (const place of places) {
    const intent = rows[place]?.intent ?? '';
    const count = taken.get(intent) ?? 0;
    if (count >= shots) continue;
    taken.set(intent, count + 1);
    kept.add(place);
  }
  return rows.filter((_, i) => kept.has(i));
}

/** The words of a label: `card_arrival`, `AskAboutCashDeposits` and `top-up` as a person would say them. */
export const labelPhrase = (label: string): string =>
  label
    .replace(/<[^>]*>/gu, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

function decoded(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TableProblem(`${name} is not UTF-8 text; save it as UTF-8.`);
  }
}

function columnOf(name: string, header: readonly string[], wanted: readonly string[]): number {
  const names = header.map((field) => field.trim().toLowerCase());
  const found = names.findIndex((field) => wanted.includes(field));
  if (found < 0)
    throw new TableProblem(
      `${name} has no column "${wanted.join('" or "')}"; name it in the first line.`,
    );
  return found;
}

/** All records, empty ones too, so that the place of a row is its number. */
function recordsOf(name: string, content: string, tabs: boolean): string[][] {
  try {
    return parse(content, {
      delimiter: tabs ? '\t' : ',',
      quote: tabs ? null : '"',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // Together: a mark inside an unquoted field is a letter, and words after a closing one are an error.
      relax_quotes: true,
      trim: true,
    });
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const problem =
      thrown.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark is never closed; mend the row.'
        : 'words follow a closing quotation mark; write quotation marks inside a text twice.';
    throw new TableProblem(`${name}, row ${Number(thrown['records']) + 1}: ${problem}`, {
      cause: thrown,
    });
  }
}
