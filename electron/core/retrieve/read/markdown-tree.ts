import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';

/** @file Markdown with GitHub's tables, footnotes and bare links, to a tree and back. */

const syntax = [gfm({ singleTilde: false })];
const reading = [gfmFromMarkdown()];
const writing = [gfmToMarkdown({ tablePipeAlign: false })];

/** Throws RangeError where blocks are nested thousands deep. */
export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: syntax, mdastExtensions: reading });

/** Markdown of a tree, always in the same style; what would be markup in a text is escaped. */
export const writeMarkdown = (root: Root): string =>
  toMarkdown(root, {
    extensions: writing,
    bullet: '-',
    emphasis: '*',
    rule: '-',
    listItemIndent: 'one',
  }).trim();
