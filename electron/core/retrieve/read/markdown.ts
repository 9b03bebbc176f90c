import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { err, ok, type Result } from '#domain/result.ts';
import { cleanTree } from './clean-tree.ts';
import { noText, type Said } from './document-parts.ts';
import { readFrontMatter, splitFrontMatter } from './front-matter.ts';
import { htmlBlocks } from './html-tree.ts';
import { parseMarkdown, writeMarkdown } from './markdown-tree.ts';

/** @file Markdown with front matter. */

/** The parser takes quadratic time on one line, so that very long ones become paragraphs. */
const longestLine = 8_000;

/** More is never one article, and would be held in memory many times over. */
export const longestText = 5_000_000;

export const tooLong = (length: number): string =>
  `It holds ${(length / 1_000_000).toFixed(1)} million characters, more than one article may have (${longestText / 1_000_000} million); split it into several files.`;

/** Cuts a line between sentences, or between words, so that no part is longer than the limit. */
function cutLine(line: string): string {
  if (line.length <= longestLine) return line;
  const parts: string[] = [];
  let from = 0;
  while (line.length - from > longestLine) {
    const part = line.slice(from, from + longestLine);
    const sentence = Math.max(
      part.lastIndexOf('. '),
      part.lastIndexOf('? '),
      part.lastIndexOf('! '),
    );
    const word = part.lastIndexOf(' ');
    const cut = sentence > 0 ? sentence + 1 : word > 0 ? word : longestLine;
    parts.push(part.slice(0, cut));
    from += cut;
  }
  parts.push(line.slice(from));
  return parts.map((part) => part.trim()).join('\n\n');
}

export const cutLongLines = (text: string): string =>
  text.length <= longestLine ? text : text.split('\n').map(cutLine).join('\n');

/** Text of the first heading of level 1, else of the first heading. */
export function titleOfTree(root: Root): string | undefined {
  const headings = root.children.filter((node) => node.type === 'heading');
  const first = headings.find((node) => node.depth === 1) ?? headings[0];
  return first === undefined ? undefined : toString(first);
}

/** Nothing in it would be read as markup: most answers of a table are like this. */
const isPlain = (text: string): boolean =>
  text.length < longestLine &&
  !/[\\`*_~[\]<>#|&@\t]|:\/\/|www\.|^\s*([-+=]|\d+[.)])|^ {2,}| {2,}$/m.test(text);

/** Markdown as every reader and the splitter may have it: GFM in one style, see `cleanTree`. */
export function cleanMarkdown(text: string, base?: string): string {
  if (isPlain(text)) return text.trim();
  return writeMarkdown(cleanedTree(text, base));
}

const cleanedTree = (text: string, base?: string): Root =>
  cleanTree(parseMarkdown(cutLongLines(text)), {
    ...(base !== undefined && { base }),
    html: (html) => htmlBlocks(html, base),
  });

/** Reads an article in Markdown; the error is a sentence. */
export function readMarkdown(text: string): Result<Said & { readonly body: string }, string> {
  if (text.length > longestText) return err(tooLong(text.length));
  if (/^\+\+\+[ \t]*\n/.test(text))
    return err('The lines at the top are TOML (+++); write them as YAML between two lines of ---.');
  const { front, rest } = splitFrontMatter(text);
  const said = front === undefined ? ok<Said>({}) : readFrontMatter(front);
  if (!said.ok) return said;
  const tree = cleanedTree(rest, said.value.url);
  const title = said.value.title ?? titleOfTree(tree);
  const body = writeMarkdown(tree);
  if (body === '') return err(noText);
  return ok({ ...said.value, ...(title !== undefined && { title }), body });
}
