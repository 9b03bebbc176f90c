import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { type Line, mainSize } from './pdf-lines.ts';

/** @file Lines of a PDF put together to headings, paragraphs, lists and tables. */

type Kind = 'heading' | 'item' | 'row' | 'text';

interface Open {
  readonly kind: Kind;
  readonly depth: number;
  readonly lines: Line[];
}

const bullet = /^(?:[•‣▪●◦·■–*-]|\(?\d{1,2}[.)])\s+/u;
const ordered = /^\(?(\d{1,2})[.)]\s+/;

/** Sizes of headings, largest first: clearly larger than the text, and seldom. */
function headingSizes(lines: readonly Line[], body: number): number[] {
  const all = lines.reduce((sum, line) => sum + line.text.length, 0);
  const large = new Map<number, number>();
  for (const line of lines)
    if (line.size >= body * 1.12 && line.text.length <= 150)
      large.set(line.size, (large.get(line.size) ?? 0) + line.text.length);
  return [...large]
    .filter(([, characters]) => characters < all * 0.3)
    .map(([size]) => size)
    .sort((one, other) => other - one);
}

/** Joins two lines; a word parted by a hyphen grows together where the next begins small. */
function joinLines(before: string, after: string): string {
  const parted = /\p{L}[-\u00ad\u2010]$/u.test(before) && /^\p{Ll}/u.test(after);
  return parted ? before.slice(0, -1) + after : `${before} ${after}`;
}

const textOf = (lines: readonly Line[]): string =>
  lines.map((line) => line.text).reduce((text, next) => joinLines(text, next));

/** Text with the words under link annotations as links. */
function phrasing(lines: readonly Line[], from = 0): PhrasingContent[] {
  let rest = textOf(lines).slice(from);
  const nodes: PhrasingContent[] = [];
  for (const { text, url } of lines.flatMap((line) => line.links)) {
    const at = rest.indexOf(text);
    if (text === '' || at < 0) continue;
    if (at > 0) nodes.push({ type: 'text', value: rest.slice(0, at) });
    nodes.push({ type: 'link', url, children: [{ type: 'text', value: text }] });
    rest = rest.slice(at + text.length);
  }
  if (rest !== '') nodes.push({ type: 'text', value: rest });
  return nodes;
}

/** At least two lines below each other with cells that begin at the same places. */
function isTable(lines: readonly Line[]): boolean {
  const [first] = lines;
  return (
    first !== undefined &&
    lines.length > 1 &&
    first.cells.length > 1 &&
    lines.every((line) => line.cells.length === first.cells.length)
  );
}

const alignsWith = (line: Line, other: Line | undefined): boolean =>
  other !== undefined &&
  line.cells.length > 1 &&
  line.cells.length === other.cells.length &&
  line.cells.every((cell, at) => Math.abs(cell.x - (other.cells[at]?.x ?? Infinity)) < line.size);

const row = (line: Line): TableRow => ({
  type: 'tableRow',
  children: line.cells.map(({ text }) => ({
    type: 'tableCell',
    children: [{ type: 'text', value: text }],
  })),
});

function nodeOf(open: Open): RootContent {
  const { kind, depth, lines } = open;
  if (kind === 'heading')
    return {
      type: 'heading',
      depth: Math.min(6, depth) as 1 | 2 | 3 | 4 | 5 | 6,
      children: [{ type: 'text', value: textOf(lines) }],
    };
  if (kind === 'row' && isTable(lines)) return { type: 'table', children: lines.map(row) };
  return { type: 'paragraph', children: phrasing(lines) };
}

/** Items after each other are one list. */
function appendItem(nodes: RootContent[], open: Open): void {
  const text = textOf(open.lines);
  const number = ordered.exec(text)?.[1];
  const marker = bullet.exec(text)?.[0].length ?? 0;
  const item = {
    type: 'listItem' as const,
    spread: false,
    children: [{ type: 'paragraph' as const, children: phrasing(open.lines, marker) }],
  };
  const last = nodes.at(-1);
  if (last?.type === 'list' && (last.ordered === true) === (number !== undefined))
    last.children.push(item);
  else
    nodes.push({
      type: 'list',
      ordered: number !== undefined,
      ...(number !== undefined && { start: Number(number) }),
      spread: false,
      children: [item],
    });
}

/** How a document is set: the size of its text, and of its headings from the largest. */
export interface Setting {
  readonly body: number;
  readonly headings: readonly number[];
}

export function settingOf(pages: readonly (readonly Line[])[]): Setting {
  const lines = pages.flat();
  const body = mainSize(lines);
  return { body, headings: headingSizes(lines, body) };
}

/**
 * Blocks of one page. `open` in the result of the page before goes on where a sentence runs over
 * the page's end.
 */
export function blocksOfPage(lines: readonly Line[], setting: Setting): RootContent[] {
  const nodes: RootContent[] = [];
  let open: Open | undefined;
  const close = (): void => {
    if (open?.kind === 'item') appendItem(nodes, open);
    else if (open !== undefined) nodes.push(nodeOf(open));
    open = undefined;
  };
  const leading = usualLeading(lines);
  let last: Line | undefined;
  for (const line of lines) {
    const depth = setting.headings.indexOf(line.size) + 1;
    const drop = last === undefined ? 0 : last.y - line.y;
    const near =
      drop > 0 && drop < Math.max(Math.min(leading, line.size * 2), line.size * 1.1) * 1.35;
    const kind: Kind =
      depth > 0 && line.text.length <= 150
        ? 'heading'
        : bullet.test(line.text)
          ? 'item'
          : line.cells.length > 1
            ? 'row'
            : 'text';
    const goesOn =
      open !== undefined &&
      (kind === 'heading'
        ? open.kind === 'heading' && open.depth === depth && drop < line.size * 1.6
        : kind === 'row'
          ? open.kind === 'row'
            ? alignsWith(line, open.lines[0])
            : open.kind !== 'heading' && near
          : kind === 'text' && open.kind !== 'heading' && near && !isTable(open.lines));
    if (goesOn && open !== undefined) open.lines.push(line);
    else {
      close();
      open = { kind, depth, lines: [line] };
    }
    last = line;
  }
  close();
  return nodes;
}

/** The usual distance from line to line on a page. */
function usualLeading(lines: readonly Line[]): number {
  const drops = lines
    .slice(1)
    .map((line, at) => (lines[at]?.y ?? 0) - line.y)
    .filter((drop) => drop > 0)
    .sort((one, other) => one - other);
  return drops[Math.floor(drops.length / 3)] ?? 0;
}
