import type { Heading, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { err, ok, type Result } from '#domain/result.ts';
import { httpsAddress } from './address.ts';
import { noText, type Said } from './document-parts.ts';
import { cutLongLines, longestText, tooLong } from './markdown.ts';
import { writeMarkdown } from './markdown-tree.ts';

/** @file Plain text: headings and lists are guessed, everything else is words. */

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

const isUnderline = (line: string | undefined): 1 | 2 | undefined =>
  line === undefined || !/^\s*(={3,}|-{3,}|~{3,}|\*{3,}|#{3,})\s*$/.test(line)
    ? undefined
    : line.trim().startsWith('=')
      ? 1
      : 2;

/** "RETURNS AND REFUNDS": at least four letters, all capitals, and no sentence. */
const isCapitals = (line: string): boolean =>
  line === line.toUpperCase() &&
  (line.match(/\p{Lu}/gu)?.length ?? 0) >= 4 &&
  words(line) <= 10 &&
  line.length <= 80 &&
  !/[.;,]$/.test(line);

/** "2.1 Sending it back": numbered like a chapter, and no sentence of a list. */
const chapter = /^(?:chapter\s+)?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(\p{Lu}.{0,78})$/iu;

const heading = (depth: number, text: string): Heading => ({
  type: 'heading',
  depth: Math.min(4, depth) as 1 | 2 | 3 | 4,
  children: [{ type: 'text', value: text.trim().replace(/:$/, '') }],
});

const address = /(https:\/\/[^\s<>()"]*[^\s<>()".,;:!?'])/;

/** Words, with bare https addresses as links. */
const phrasing = (text: string): PhrasingContent[] =>
  text.split(address).flatMap((part, at): PhrasingContent[] => {
    if (part === '') return [];
    const url = at % 2 === 1 ? httpsAddress(part) : undefined;
    const value = { type: 'text' as const, value: part };
    return [url === undefined ? value : { type: 'link', url, children: [value] }];
  });

const paragraph = (text: string): Paragraph => ({
  type: 'paragraph',
  children: phrasing(text.replaceAll(/\s+/g, ' ').trim()),
});

const item = /^\s*([-*•+–]|\d{1,3}[.)])\s+(.*)$/u;

/** The heading that a line alone between empty lines is, if it is one. */
function headingOf(line: string): Heading | undefined {
  const text = line.trim();
  if (isCapitals(text)) return heading(2, text);
  const numbered = chapter.exec(text);
  if (numbered !== null && !/[.;,?!]$/.test(text) && words(text) <= 12)
    return heading(1 + (numbered[1] ?? '').split('.').length, text);
  return undefined;
}

/** Blocks of lines without an empty one between them. */
function blocksOfGroup(lines: readonly string[]): RootContent[] {
  const [first = '', second] = lines;
  const depth = isUnderline(second);
  if (depth !== undefined && first.trim() !== '' && first.length <= 120)
    return [heading(depth, first), ...(lines.length > 2 ? blocksOfGroup(lines.slice(2)) : [])];
  if (isUnderline(first) !== undefined)
    return lines.length > 1 ? blocksOfGroup(lines.slice(1)) : [];
  const alone = lines.length === 1 || isCapitals(first.trim()) ? headingOf(first) : undefined;
  if (alone !== undefined)
    return [alone, ...(lines.length > 1 ? blocksOfGroup(lines.slice(1)) : [])];
  const firstItem = lines.findIndex((line) => item.test(line));
  if (firstItem < 0) return [paragraph(lines.join(' '))];
  const before = lines.slice(0, firstItem);
  return [
    ...(before.length > 0 ? [paragraph(before.join(' '))] : []),
    ...listsOf(lines.slice(firstItem)),
  ];
}

/** Lines that begin with a marker, and the lines that go on below one. */
function listsOf(lines: readonly string[]): RootContent[] {
  const items: { number: number | undefined; text: string }[] = [];
  for (const line of lines) {
    const found = item.exec(line);
    const last = items.at(-1);
    if (found !== null)
      items.push({
        number: /^\d/.test(found[1] ?? '') ? Number.parseInt(found[1] ?? '', 10) : undefined,
        text: found[2] ?? '',
      });
    else if (last !== undefined) last.text += ` ${line.trim()}`;
  }
  const lists: RootContent[] = [];
  for (const { number, text } of items) {
    const node = { type: 'listItem' as const, spread: false, children: [paragraph(text)] };
    const last = lists.at(-1);
    if (last?.type === 'list' && (last.ordered === true) === (number !== undefined))
      last.children.push(node);
    else
      lists.push({
        type: 'list',
        ordered: number !== undefined,
        ...(number !== undefined && { start: number }),
        spread: false,
        children: [node],
      });
  }
  return lists;
}

/** Reads plain text; the first heading of level 1, or a short first line, is its title. */
export function readPlainText(text: string): Result<Said & { readonly body: string }, string> {
  if (text.length > longestText) return err(tooLong(text.length));
  const groups = cutLongLines(text)
    .split(/\n[ \t\f]*\n/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== ''))
    .filter((group) => group.length > 0);
  const blocks = groups.flatMap(blocksOfGroup);
  const [top] = groups[0] ?? [];
  const first = blocks[0];
  // "How to return a parcel" alone above the rest is what the author calls it.
  if (
    first?.type === 'paragraph' &&
    groups[0]?.length === 1 &&
    blocks.length > 1 &&
    top !== undefined &&
    words(top) <= 12 &&
    !/[.;,]$/.test(top.trim())
  )
    blocks[0] = heading(1, top);
  if (first?.type === 'heading') first.depth = 1;
  const title = blocks[0]?.type === 'heading' ? blocks[0].children[0] : undefined;
  const body = writeMarkdown({ type: 'root', children: blocks });
  if (body === '') return err(noText);
  return ok({ ...(title?.type === 'text' && { title: title.value }), body });
}
