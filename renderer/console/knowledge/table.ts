/** A table as articles write it: rows of cells between bars. */
export interface PipeTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const delimiter = /^\|?(\s*:?-{3,}:?\s*\|)*\s*:?-{3,}:?\s*\|?$/;

const cells = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());

/**
 * Reads a paragraph as a table: a head, a line of dashes, rows. `undefined` when it is none. (The
 * markdown parser knows CommonMark only, which has no tables.)
 */
export function readPipeTable(paragraph: string): PipeTable | undefined {
  const [head, dashes, ...rows] = paragraph.trim().split('\n');
  if (head === undefined || dashes === undefined || !head.includes('|')) return undefined;
  if (!delimiter.test(dashes.trim()) || !dashes.includes('|')) return undefined;
  const titles = cells(head);
  return {
    head: titles,
    rows: rows.map((row) => {
      const found = cells(row);
      return titles.map((_, index) => found[index] ?? '');
    }),
  };
}
