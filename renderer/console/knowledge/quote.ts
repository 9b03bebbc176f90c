import type { InlineCode, Nodes, Root, RootContent, Table, TableRow, Text } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** @file Where the words of a citation stand in an article, so that they can be marked. */

type Words = Text | InlineCode;
type Range = readonly [start: number, end: number];

export interface QuotePlaces {
  /** Ranges of characters, in order, by the node whose value holds them. */
  readonly ranges: ReadonlyMap<Words, readonly Range[]>;
  /** Rows of tables that are cited as a whole. */
  readonly rows: ReadonlySet<TableRow>;
}

/** Shorter lines are too common to be found by themselves. */
const telling = 12;

interface Letters {
  readonly text: string;
  /** For every letter: the node and the offset it stands at. */
  readonly at: readonly (readonly [Words, number])[];
}

/** Letters and digits in lower case: signs, spaces and markup differ between article and passage. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

function lettersOf(words: readonly Words[]): Letters {
  let text = '';
  const at: (readonly [Words, number])[] = [];
  for (const node of words) {
    let offset = 0;
    for (const sign of node.value) {
      const kept = bare(sign);
      for (let unit = 0; unit < kept.length; unit += 1) at.push([node, offset]);
      text += kept;
      offset += sign.length;
    }
  }
  return { text, at };
}

const wordsIn = (node: Nodes): Words[] =>
  node.type === 'text' || node.type === 'inlineCode'
    ? [node]
    : 'children' in node
      ? node.children.flatMap(wordsIn)
      : [];

type Block = { readonly letters: Letters } | { readonly row: TableRow; readonly text: string };

/** A row as the retriever says it: `Plan: Basic; Price: $9`. */
function rowsOf(table: Table): Block[] {
  const [head, ...rows] = table.children;
  const names = head?.children.map((cell) => toString(cell)) ?? [];
  return rows.map((row) => ({
    row,
    text: bare(row.children.map((cell, at) => (names[at] ?? '') + toString(cell)).join('')),
  }));
}

function blocksOf(node: RootContent): Block[] {
  if (node.type === 'table') return rowsOf(node);
  if (node.type === 'paragraph' || node.type === 'heading')
    return [{ letters: lettersOf(wordsIn(node)) }];
  return 'children' in node ? (node.children as RootContent[]).flatMap(blocksOf) : [];
}

/** The lines of a passage, without list markers and without the addresses put behind links. */
const linesOf = (quote: string): string[] =>
  quote
    .replaceAll(/ \((?:https?:|mailto:|tel:)[^)\s]*\)/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, ''));

const textOf = (block: Block): string => ('row' in block ? block.text : block.letters.text);

type Found = readonly [block: Block, start: number, end: number];

function foundIn(blocks: readonly Block[], piece: string): Found | undefined {
  for (const block of blocks) {
    const start = textOf(block).indexOf(piece);
    if (start >= 0) return [block, start, start + piece.length];
  }
  return undefined;
}

/** A passage may join what the article has in several blocks. */
const heldBy = (blocks: readonly Block[], line: string): Found[] =>
  blocks.flatMap((block) => {
    const { length } = textOf(block);
    return length >= telling && line.includes(textOf(block)) ? [[block, 0, length] as const] : [];
  });

function mark(ranges: Map<Words, Range[]>, { at }: Letters, from: number, to: number): void {
  for (let next = from; next < to;) {
    const [node, start] = at[next] ?? [];
    if (node === undefined || start === undefined) return;
    let end = start;
    for (; next < to && at[next]?.[0] === node; next += 1) end = at[next]?.[1] ?? end;
    const last = [...node.value.slice(end)][0]?.length ?? 1;
    ranges.set(node, [...(ranges.get(node) ?? []), [start, end + last]]);
  }
}

/** Overlapping ranges as one, in order. */
const joined = (ranges: readonly Range[]): Range[] =>
  ranges
    .toSorted((a, b) => a[0] - b[0])
    .reduce<Range[]>((all, range) => {
      const last = all.at(-1);
      if (last === undefined || range[0] > last[1]) return [...all, range];
      return [...all.slice(0, -1), [last[0], Math.max(last[1], range[1])]];
    }, []);

/**
 * Finds cited words in an article.
 * @param from the heading the citation names; words that stand below it are preferred
 * @returns nothing marked where the article no longer says it
 */
export function findQuote(root: Root, quote: string, from?: RootContent): QuotePlaces {
  const start = from === undefined ? 0 : Math.max(0, root.children.indexOf(from));
  const below = root.children.slice(start).flatMap(blocksOf);
  const above = root.children.slice(0, start).flatMap(blocksOf);
  const ranges = new Map<Words, Range[]>();
  const rows = new Set<TableRow>();
  const take = ([block, first, end]: Found): void => {
    if ('row' in block) rows.add(block.row);
    else mark(ranges, block.letters, first, end);
  };
  const find = (piece: string): Found | undefined => foundIn(below, piece) ?? foundIn(above, piece);
  const lines = linesOf(quote).filter((line) => bare(line) !== '');
  for (const line of lines) {
    const whole = bare(line);
    const found = whole.length >= telling || lines.length === 1 ? find(whole) : undefined;
    if (found !== undefined) {
      take(found);
      continue;
    }
    const sentences = line.split(/(?<=[.!?])\s+/).map(bare);
    for (const piece of sentences) {
      const part = piece.length >= telling ? find(piece) : undefined;
      if (part !== undefined) take(part);
    }
    for (const block of heldBy(below, whole)) take(block);
  }
  return {
    ranges: new Map([...ranges].map(([node, all]) => [node, joined(all)])),
    rows,
  };
}
