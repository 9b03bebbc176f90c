import { labelColumn, linesOf, type LineProblem, type Row, type Rows } from './row.ts';

/** @file Comma-, semicolon- and tab-separated values after RFC 4180, line by line so that one broken quote costs one line. */

export type Delimiter = ',' | ';' | '\t';

interface Record {
  readonly line: number;
  readonly end: number;
  readonly fields: readonly string[];
}

/** A quoted field that is longer was never closed: no example is. */
const longestField = 20_000;

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
  const header = records[0] && headerOf(records[0].fields);
  if (header !== undefined) {
    const [first, ...rest] = records;
    const read = rest.map((record) =>
      record.fields.length <= Math.max(header.text, header.label)
        ? tooFew(record)
        : rowOf(record, record.fields[header.text] ?? '', record.fields[header.label] ?? ''),
    );
    return sorted(read, problems, first === undefined ? [] : [first.line]);
  }
  const pairs = records.flatMap(({ fields: [one, two], fields }) =>
    fields.length === 2 && one !== undefined && two !== undefined ? [[one, two] as const] : [],
  );
  const label = labelColumn(pairs, 1);
  const read = records.map((record) => {
    const [one = '', two = ''] = record.fields;
    if (record.fields.length < 2) return tooFew(record);
    if (record.fields.length > 2)
      return {
        line: record.line,
        problem: `There are ${record.fields.length} columns and no header: put quotes around a text with commas, or name the columns in the first line (text,label).`,
      };
    return label === 1 ? rowOf(record, one, two) : rowOf(record, two, one);
  });
  return sorted(read, problems, []);
}

const rowOf = ({ line, end }: Record, text: string, label: string): Row => ({
  line,
  end,
  text,
  label,
});

const tooFew = ({ line }: Record): LineProblem => ({
  line,
  problem: 'There is no label in this line.',
});

function sorted(
  read: readonly (Row | LineProblem)[],
  problems: readonly LineProblem[],
  others: readonly number[],
): Rows {
  return {
    rows: read.filter((one) => 'text' in one),
    problems: [...problems, ...read.filter((one) => 'problem' in one)],
    others,
  };
}

function recordsOf(
  text: string,
  delimiter: Delimiter,
): { readonly records: Record[]; readonly problems: LineProblem[] } {
  const lines = linesOf(text);
  const records: Record[] = [];
  const problems: LineProblem[] = [];
  for (let at = 0; at < lines.length;) {
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
      continue;
    }
    const read = readRecord(lines, at, delimiter);
    if (typeof read === 'string') {
      // Goes on with the very next line: what a broken quote swallowed is read after all.
      problems.push({ line: at + 1, problem: read });
      at += 1;
    } else {
      records.push({ line: at + 1, end: read.next, fields: read.fields });
      at = read.next;
    }
  }
  return { records, problems };
}

/** One record from the line with this index, or the sentence that says what is wrong with it. */
function readRecord(
  lines: readonly string[],
  from: number,
  delimiter: Delimiter,
): { readonly fields: string[]; readonly next: number } | string {
  const fields: string[] = [];
  let at = from;
  let rest = lines[at] ?? '';
  for (;;) {
    const lead = delimiter === '\t' ? rest : rest.trimStart();
    if (!lead.startsWith('"')) {
      const end = rest.indexOf(delimiter);
      fields.push(end < 0 ? rest : rest.slice(0, end));
      if (end < 0) return { fields, next: at + 1 };
      rest = rest.slice(end + 1);
      continue;
    }
    let field = '';
    rest = lead.slice(1);
    for (;;) {
      const quote = rest.indexOf('"');
      if (quote >= 0 && rest[quote + 1] === '"') {
        field += rest.slice(0, quote + 1);
        rest = rest.slice(quote + 2);
      } else if (quote >= 0) {
        field += rest.slice(0, quote);
        rest = rest.slice(quote + 1);
        break;
      } else {
        field += `${rest}\n`;
        at += 1;
        if (at >= lines.length || field.length > longestField)
          return 'A quotation mark is opened here and never closed.';
        rest = lines[at] ?? '';
      }
    }
    fields.push(field);
    const end = rest.indexOf(delimiter);
    const after = end < 0 ? rest : rest.slice(0, end);
    if (after.trim() !== '')
      return 'Words follow a closing quotation mark: write a quotation mark inside a text twice.';
    if (end < 0) return { fields, next: at + 1 };
    rest = rest.slice(end + 1);
  }
}
