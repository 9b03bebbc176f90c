import { labelColumn, linesOf, type LineProblem, type Row, type Rows } from './row.ts';

/**
 * @file Examples as people paste them: `label: text`, `label<TAB>text`, `text | label`, or a heading
 * (`label:` or `# label`) with its examples in the lines below.
 */

/** A bullet or a number in front of a line. */
const bullet = /^\s*(?:[-*•–]|\d{1,3}[.)])\s+/u;
const hash = /^\s*#{1,6}\s+(?<label>\S.*)$/u;
const ending = /^\s*(?<label>[^:|\t]*[^:|\t\s])\s*:\s*$/u;
const inline = /^\s*(?<label>[^:|\t]*[^:|\t\s])\s*:\s+(?<text>\S.*)$/u;

/** A label is a name, not a sentence. */
const isName = (label: string): boolean =>
  label.length <= 80 && label.split(/\s+/u).length <= 6 && !/[.?!,;]/u.test(label);

function headingOf(line: string): string | undefined {
  const label = (hash.exec(line) ?? ending.exec(line))?.groups?.['label']?.trim();
  return label === undefined || bullet.test(line) || !isName(label) ? undefined : label;
}

/** Whether a text has headings with lines below them. */
export const hasHeadings = (lines: readonly string[]): boolean =>
  lines.some((line, at) => headingOf(line) !== undefined && at + 1 < lines.length);

export function readPasted(text: string): Rows {
  const lines = linesOf(text);
  return hasHeadings(lines) ? underHeadings(lines) : oneByOne(lines);
}

function underHeadings(lines: readonly string[]): Rows {
  const rows: Row[] = [];
  const problems: LineProblem[] = [];
  const others: number[] = [];
  let heading: { readonly label: string; readonly line: number; count: number } | undefined;
  const leave = (): void => {
    if (heading !== undefined && heading.count === 0)
      problems.push({
        line: heading.line,
        problem: `No examples follow the heading “${heading.label}”.`,
      });
  };
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const label = headingOf(line);
    if (label !== undefined) {
      leave();
      heading = { label, line: at + 1, count: 0 };
      others.push(at + 1);
    } else if (heading !== undefined) {
      heading.count += 1;
      rows.push({
        line: at + 1,
        end: at + 1,
        text: line.replace(bullet, ''),
        label: heading.label,
      });
    } else {
      const read = splitLine(line, 0);
      if (read === undefined) problems.push(noLabel(at + 1));
      else rows.push({ line: at + 1, end: at + 1, text: read[1], label: read[0] });
    }
  }
  leave();
  return { rows, problems, others };
}

const noLabel = (line: number): LineProblem => ({
  line,
  problem: 'There is no label in this line: write “label: text”.',
});

type Pair = readonly [string, string];

/** What a line says on both sides of what parts it; which side is the label is seen from all lines. */
const splitters = {
  tab: (line: string): Pair | undefined => twoOf(line.split('\t')),
  bar: (line: string): Pair | undefined => twoOf(line.split('|')),
  colon: (line: string): Pair | undefined => {
    const { label, text } = inline.exec(line)?.groups ?? {};
    return label !== undefined && text !== undefined && isName(label) ? [label, text] : undefined;
  },
} as const;
type Splitter = keyof typeof splitters;
const order: readonly Splitter[] = ['tab', 'bar', 'colon'];

function twoOf(parts: readonly string[]): Pair | undefined {
  const [one, two] = parts;
  return parts.length === 2 && one !== undefined && two !== undefined ? [one, two] : undefined;
}

const splitterOf = (line: string): Splitter | undefined =>
  order.find((name) => splitters[name](line) !== undefined);

function splitLine(line: string, label: 0 | 1): Pair | undefined {
  const name = splitterOf(line);
  const pair = name && splitters[name](line.replace(bullet, ''));
  if (pair === undefined) return undefined;
  return label === 0 || name === 'colon' ? pair : [pair[1], pair[0]];
}

function oneByOne(lines: readonly string[]): Rows {
  const found = lines.map((line) => splitterOf(line));
  const columns: Partial<Record<Splitter, 0 | 1>> = {};
  for (const name of order) {
    const pairs = lines.flatMap((line, at) => {
      const pair = found[at] === name ? splitters[name](line) : undefined;
      return pair === undefined ? [] : [pair];
    });
    columns[name] = name === 'colon' ? 0 : labelColumn(pairs, name === 'bar' ? 1 : 0);
  }
  const rows: Row[] = [];
  const problems: LineProblem[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const name = found[at];
    const pair = name && splitLine(line, columns[name] ?? 0);
    if (pair === undefined) problems.push(noLabel(at + 1));
    else rows.push({ line: at + 1, end: at + 1, text: pair[1], label: pair[0] });
  }
  return { rows, problems, others: [] };
}
