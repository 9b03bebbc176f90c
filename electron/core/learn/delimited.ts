import { CsvError, parse } from 'csv-parse/sync';
import { labelColumn, linesOf, type LineProblem, type Row, type Rows } from './row.ts';

/** @file Comma-, semicolon- and tab-separated examples; a broken quotation mark costs its line and no other. */

export type Delimiter = ',' | ';' | '\t';

interface Record {
  readonly line: number;
  readonly end: number;
  readonly fields: readonly string[];
}

/** A quoted field over several lines that is longer was never closed: no example is. */
const longestField = 20_000;

/** After so many broken rows the file is something else, and each of them costs a new parser. */
const mostBroken = 10_000;

const textNames = /^(?:text|utterance|example|sentence|query|phrase|message|question)s?$/u;
const labelNames = /^(?:label|intent|category|class|tag|topic)s?$/u;

/** The columns that a first line names, if it does. */
export function headerOf(
  fields: readonly string[],
): { readonly text: number; readonly label: number } | undefined {
  const names = fields.map((field) => field.trim().toLowerCase());
  const text = names.findIndex((name) => textNames.test(name));
  const label = names.findIndex((name) => labelNames.test(name));
  return text >= 0 && label >= 0 ? { text, label } : undefined;
}

/** The delimiter that splits most lines in two; a comma when none does. */
export function delimiterOf(text: string): Delimiter {
  const lines = linesOf(text.slice(0, 20_000)).filter((line) => line.trim() !== '');
  for (const delimiter of [',', ';', '\t'] as const)
    if (headerOf((lines[0] ?? '').split(delimiter).map(unquoted)) !== undefined) return delimiter;
  const splits = (delimiter: Delimiter): number =>
    lines.filter((line) => line.split(delimiter).length === 2).length;
  return (['\t', ';', ','] as const).reduce<Delimiter>(
    (best, next) => (splits(next) > splits(best) ? next : best),
    ',',
  );
}

const unquoted = (field: string): string => field.trim().replace(/^"(.*)"$/u, '$1');

/** Examples of a table: columns by the names in the first line, or two columns without a header. */
export function readDelimited(text: string, delimiter: Delimiter): Rows {
  const { records, problems } = recordsOf(text, delimiter);
  const [first] = records;
  const header = first && headerOf(first.fields);
  const cellsOf = header === undefined ? pairOf(records) : namedCells(header);
  const rows: Row[] = [];
  const others = first !== undefined && header !== undefined ? linesIn(first) : [];
  for (const record of header === undefined ? records : records.slice(1)) {
    const { line, end, fields } = record;
    const cells = cellsOf(fields);
    if (typeof cells === 'string') {
      problems.push({ line, problem: cells });
      others.push(...linesIn(record).slice(1));
    } else rows.push({ line, end, text: cells[0], label: cells[1] });
  }
  return { rows, problems, others };
}

/** Text and label of a row, or the sentence that says what is wrong with it. */
type CellsOf = (fields: readonly string[]) => readonly [string, string] | string;

const tooFew = 'There is no label in this line.';

function namedCells(at: { readonly text: number; readonly label: number }): CellsOf {
  return (fields) => {
    const text = fields[at.text];
    const label = fields[at.label];
    return text === undefined || label === undefined ? tooFew : [text, label];
  };
}

function pairOf(records: readonly Record[]): CellsOf {
  const pairs = records.flatMap(({ fields: [one, two], fields }) =>
    fields.length === 2 && one !== undefined && two !== undefined ? [[one, two] as const] : [],
  );
  const label = labelColumn(pairs, 1);
  return (fields) => {
    const [one, two] = fields;
    if (one === undefined || two === undefined) return tooFew;
    if (fields.length > 2)
      return `There are ${fields.length} columns and no header: put quotes around a text with commas, or name the columns in the first line (text,label).`;
    return label === 1 ? [one, two] : [two, one];
  };
}

const linesIn = ({ line, end }: Record): number[] =>
  Array.from({ length: end - line + 1 }, (_, at) => line + at);

const newline = 10;

function recordsOf(
  text: string,
  delimiter: Delimiter,
): { readonly records: Record[]; readonly problems: LineProblem[] } {
  // One kind of line break, because csv-parse counts two lines for a \r\n inside quotes; and tabs alone are no row.
  const lines = linesOf(text).map((line) => (line.trim() === '' ? '' : line));
  const bytes = Buffer.from(lines.join('\n'));
  /** The first line with anything in it after so many lines. */
  const lineAfter = (count: number): number => {
    let at = count;
    while (lines[at] === '') at += 1;
    return at + 1;
  };
  const records: Record[] = [];
  const problems: LineProblem[] = [];
  let from = 0;
  let above = 0;
  for (;;) {
    const read = readUntilBroken(bytes.subarray(from), delimiter);
    let end = above;
    for (const { fields, lines: count } of read.records) {
      const line = lineAfter(end);
      end = above + count;
      records.push({ line, end, fields });
    }
    if (read.problem === undefined) return { records, problems };
    above = lineAfter(end);
    if (problems.length === mostBroken) {
      problems.push({ line: above, problem: notRead });
      return { records, problems };
    }
    problems.push({ line: above, problem: read.problem });
    // Goes on with the very next line: what a broken quote swallowed is read after all.
    from += read.records.at(-1)?.bytes ?? 0;
    while (bytes[from] === newline) from += 1;
    const next = bytes.indexOf(newline, from);
    if (next < 0) return { records, problems };
    from = next + 1;
  }
}

const notRead =
  'From this line on it was not read: too many rows have broken quotation marks; save it again as CSV.';

/** The records up to the first that is broken, and the sentence that says what is wrong with that. */
interface Reading {
  /** With the bytes and the lines up to the end of each. */
  readonly records: readonly {
    readonly fields: readonly string[];
    readonly bytes: number;
    readonly lines: number;
  }[];
  readonly problem?: string;
}

function readUntilBroken(input: Buffer, delimiter: Delimiter): Reading {
  const records: Reading['records'][number][] = [];
  try {
    parse(input, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // Together: a mark inside an unquoted field is a letter, and words after a closing one are an error.
      relax_quotes: true,
      trim: true,
      skip_empty_lines: true,
      // Taken here, because a parse that fails gives back nothing of what it had.
      on_record: (fields: string[], { bytes, lines }) => {
        if (fields.some((field) => field.length > longestField && field.includes('\n')))
          throw new CsvError('CSV_QUOTE_NOT_CLOSED', 'A quoted field is too long.');
        records.push({ fields, bytes, lines });
        return null;
      },
    });
    return { records };
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const problem =
      thrown.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quotation mark is opened here and never closed.'
        : 'Words follow a closing quotation mark: write a quotation mark inside a text twice.';
    return { records, problem };
  }
}
