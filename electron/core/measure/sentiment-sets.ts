/** @file The shapes of the sets that sentiment and urgency are measured on, as CSV with a header. */

import { CsvError, parse } from 'csv-parse/sync';
import type { SentimentLabel } from '#domain/insight.ts';

export type SentimentSet =
  | {
      readonly kind: 'classes';
      readonly rows: readonly { readonly text: string; readonly label: SentimentLabel }[];
      /** Rows whose label is none of the three: mixed, ambiguous. */
      readonly dropped: number;
    }
  | {
      readonly kind: 'scores';
      readonly rows: readonly { readonly text: string; readonly rating: number }[];
      readonly dropped: number;
    };

export interface UrgencySet {
  /** `rank`: 0 low, 1 medium, 2 high. */
  readonly rows: readonly { readonly text: string; readonly rank: number }[];
  readonly dropped: number;
}

/** The file is not in a shape that is known; one sentence. */
export class SentimentSetError extends Error {
  override readonly name = 'SentimentSetError';
}

const labels: readonly string[] = ['negative', 'neutral', 'positive'] satisfies SentimentLabel[];
const isLabel = (value: string): value is SentimentLabel => labels.includes(value);
const priorities: Readonly<Record<string, number>> = { low: 0, medium: 1, high: 2 };

/** Columns `text` with `sentiment`, or `text` with `mean_rating`. Throws SentimentSetError. */
export function readSentimentSet(csv: string): SentimentSet {
  const { at, rows } = table(csv);
  const text = need(at, 'text');
  const label = at.get('sentiment');
  if (label !== undefined) {
    const kept = rows.flatMap((row) => {
      const value = row[label] ?? '';
      return isLabel(value) ? [{ text: row[text] ?? '', label: value }] : [];
    });
    return { kind: 'classes', rows: kept, dropped: rows.length - kept.length };
  }
  const rating = at.get('mean_rating');
  if (rating === undefined)
    throw new SentimentSetError('There is neither a column sentiment nor a column mean_rating.');
  const kept = rows.flatMap((row) => {
    const value = Number(row[rating]);
    return row[rating]?.trim() && Number.isFinite(value)
      ? [{ text: row[text] ?? '', rating: value }]
      : [];
  });
  return { kind: 'scores', rows: kept, dropped: rows.length - kept.length };
}

/** Columns `body` and `priority` (low, medium, high), and `subject` where there is one. Throws SentimentSetError. */
export function readUrgencySet(csv: string): UrgencySet {
  const { at, rows } = table(csv);
  const body = need(at, 'body');
  const priority = need(at, 'priority');
  const subject = at.get('subject');
  const kept = rows.flatMap((row) => {
    const rank = priorities[row[priority]?.toLowerCase() ?? ''];
    const title = subject === undefined ? '' : `${row[subject] ?? ''}. `;
    return rank === undefined ? [] : [{ text: `${title}${row[body] ?? ''}`, rank }];
  });
  return { rows: kept, dropped: rows.length - kept.length };
}

function need(at: ReadonlyMap<string, number>, name: string): number {
  const place = at.get(name);
  if (place === undefined) throw new SentimentSetError(`There is no column ${name}.`);
  return place;
}

function table(csv: string): { at: Map<string, number>; rows: string[][] } {
  const [header, ...rows] = recordsOf(csv);
  if (header === undefined || rows.length === 0)
    throw new SentimentSetError('There are no rows below a header in it.');
  return { at: new Map(header.map((name, place) => [name.trim().toLowerCase(), place])), rows };
}

function recordsOf(csv: string): string[][] {
  try {
    return parse(csv, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // Together: a mark inside an unquoted field is a letter, and words after a closing one are an error.
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    // Where the broken field begins; the parser's own line is the one where it gave up.
    const whole = Buffer.from(csv);
    const after = whole.subarray(Number(thrown['bytes'])).toString().trimStart();
    const before = whole.subarray(0, whole.length - Buffer.byteLength(after)).toString();
    throw new SentimentSetError(
      `Line ${before.split('\n').length} has a quote that does not end.`,
      { cause: thrown },
    );
  }
}
