/** @file Pieces of text on a page of a PDF, put together to lines. Lengths are in points. */

/** A piece of text as the page draws it; `y` grows upwards, as in a PDF. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size. */
  readonly size: number;
  /** Address of the link that lies over it. */
  readonly link?: string;
}

/** Part of a line with a wide gap on both sides: a cell of a table, mostly. */
export interface Cell {
  readonly x: number;
  readonly text: string;
}

export interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
  readonly cells: readonly Cell[];
  /** Words of the line that are links, in order. */
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Above this share of the font size a gap is a space between words. */
const wordGap = 0.18;
/** Above this many font sizes a gap parts two cells. */
const cellGap = 1.6;

/** Lines in the order in which the page draws them; columns of a page stay apart. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open: Piece[] = [];
  const close = (): void => {
    const line = lineOf(open);
    if (line !== undefined) lines.push(line);
    open = [];
  };
  for (const piece of pieces) {
    const last = open.at(-1);
    const size = Math.max(piece.size, last?.size ?? 0);
    const sameLine = last !== undefined && Math.abs(piece.y - last.y) < size * 0.5;
    // A jump back to the left on the same height is another column or a drawing order nobody reads.
    if (last !== undefined && (!sameLine || piece.x < last.x - size)) close();
    open.push(piece);
  }
  close();
  return lines;
}

function lineOf(pieces: readonly Piece[]): Line | undefined {
  const [first] = pieces;
  if (first === undefined) return undefined;
  const cells: { x: number; text: string }[] = [];
  const links: { text: string; url: string }[] = [];
  let end: number | undefined;
  let linked: string | undefined;
  for (const piece of pieces) {
    if (piece.text.trim() === '') {
      linked = undefined;
      continue;
    }
    const gap = end === undefined ? 0 : piece.x - end;
    const cell = cells.at(-1);
    if (cell === undefined || gap > piece.size * cellGap)
      cells.push({ x: piece.x, text: piece.text });
    else cell.text += (gap > piece.size * wordGap ? ' ' : '') + piece.text;
    const link = links.at(-1);
    if (piece.link !== undefined && linked === piece.link && link !== undefined)
      link.text += ` ${piece.text}`;
    else if (piece.link !== undefined) links.push({ text: piece.text, url: piece.link });
    linked = piece.link;
    end = piece.x + piece.width;
  }
  const tidied = cells
    .map((cell) => ({ x: cell.x, text: tidy(cell.text) }))
    .filter((cell) => cell.text !== '');
  if (tidied.length === 0) return undefined;
  return {
    text: tidied.map((cell) => cell.text).join(' '),
    x: tidied[0]?.x ?? first.x,
    y: first.y,
    right: end ?? first.x,
    size: mainSize(pieces),
    cells: tidied,
    links: links.map((link) => ({ ...link, text: tidy(link.text) })),
  };
}

/** The font size of most of the characters, in half points. */
export function mainSize(
  parts: readonly { readonly text: string; readonly size: number }[],
): number {
  const characters = new Map<number, number>();
  for (const { text, size } of parts) {
    const rounded = Math.round(size * 2) / 2;
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.trim().length);
  }
  return [...characters].reduce((best, next) => (next[1] > best[1] ? next : best), [0, -1])[0];
}

/** Lines at the top or bottom of a page that may be a header or footer. */
const edge = 2;

/** At most a third of a page's lines at each end: the rest is what the page is there for. */
function edgesOf(lines: readonly Line[]): Set<Line> {
  const count = Math.min(edge, Math.floor(lines.length / 3));
  if (count === 0) return new Set();
  const byHeight = [...lines].sort((one, other) => other.y - one.y);
  return new Set([...byHeight.slice(0, count), ...byHeight.slice(-count)]);
}

/**
 * The pages without the lines that stand at the top or bottom of more than half of them, page
 * numbers included. Fewer than three pages repeat nothing.
 */
export function withoutRepeated(pages: readonly (readonly Line[])[]): Line[][] {
  const body = mainSize(pages.flat());
  // "Step 1", "Step 2" in large letters are headings; a number in a footer counts the pages.
  const pattern = (line: Line): string =>
    line.size > body * 1.12 ? line.text : line.text.toLowerCase().replaceAll(/\d+/g, '#');
  const edges = pages.map(edgesOf);
  const written = edges.filter((lines) => lines.size > 0).length;
  if (written < 3) return pages.map((lines) => [...lines]);
  const pagesWith = new Map<string, number>();
  for (const lines of edges)
    for (const key of new Set([...lines].map(pattern)))
      pagesWith.set(key, (pagesWith.get(key) ?? 0) + 1);
  // What stands in the middle of a page as well is text.
  for (const [page, lines] of pages.entries())
    for (const line of lines) if (edges[page]?.has(line) === false) pagesWith.delete(pattern(line));
  return pages.map((lines, page) =>
    lines.filter(
      (line) => !(edges[page]?.has(line) && (pagesWith.get(pattern(line)) ?? 0) > written / 2),
    ),
  );
}
