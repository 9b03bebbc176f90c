/** @file What the readers of every shape give, before anything is judged. */

/** One example as the file has it, with the lines it stands on, counted from 1. */
export interface Row {
  readonly line: number;
  /** The last line of it; only quoted fields go over several. */
  readonly end: number;
  readonly text: string;
  readonly label: string;
}

export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly problems: readonly LineProblem[];
  /** Lines that are neither: a header, a heading. */
  readonly others: readonly number[];
}

/** Lines of a text, whatever ends them; index 0 is line 1. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/u);

/** Which of two columns names the labels: labels repeat and are short, texts do neither. */
export function labelColumn(rows: readonly (readonly [string, string])[], otherwise: 0 | 1): 0 | 1 {
  const key = (text: string): string => text.trim().toLowerCase();
  const distinct = (column: 0 | 1): number => new Set(rows.map((row) => key(row[column]))).size;
  const length = (column: 0 | 1): number =>
    rows.reduce((sum, row) => sum + row[column].trim().length, 0);
  const [first, second] = [distinct(0), distinct(1)];
  if (first !== second) return first < second ? 0 : 1;
  const [left, right] = [length(0), length(1)];
  // A few rows decide by length only where it is plain.
  if (left > 2 * right) return 1;
  if (right > 2 * left) return 0;
  return otherwise;
}
