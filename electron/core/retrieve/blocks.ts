import type { List, Nodes, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseMarkdown } from './read/markdown-tree.ts';

/** One line of an article with what it stands under: a paragraph, list item, table row or code. */
export interface Block {
  readonly text: string;
}

/** The blocks under one heading. `path` are the headings from level 2 down to this one. */
export interface Section {
  readonly heading: string;
  readonly path: readonly string[];
  readonly blocks: readonly Block[];
}

/** Words of a paragraph or heading. Links to the web keep their address; markup and HTML go. */
function phrasing(node: Nodes): string {
  switch (node.type) {
    case 'break':
      return '\n';
    case 'html':
      return ' ';
    case 'footnoteReference':
      return '';
    case 'link': {
      const text = node.children.map(phrasing).join('');
      const web = /^(https?:|mailto:|tel:)/i.test(node.url);
      return web && !node.url.includes(text) ? `${text} (${node.url})` : text;
    }
    default:
      return 'children' in node
        ? node.children.map((child) => phrasing(child as Nodes)).join('')
        : toString(node, { includeHtml: false });
  }
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * Every row becomes a line that can be read alone, because a passage may hold it without the head:
 * `Plan: Basic; Price: $9`.
 */
function tableBlocks(table: Table): Block[] {
  const [head = [], ...rows] = table.children.map((row) =>
    row.children.map((cell) => tidy(phrasing(cell))),
  );
  if (rows.length === 0) return [{ text: head.filter((name) => name !== '').join('; ') }];
  return rows.map((row) => {
    const width = Math.max(row.length, head.length);
    const cells = Array.from({ length: width }, (_, column) => {
      const name = head[column] ?? '';
      const value = row[column] ?? '';
      return name !== '' && value !== '' ? `${name}: ${value}` : name + value;
    });
    return { text: cells.filter((cell) => cell !== '').join('; ') };
  });
}

function listBlocks(list: List): Block[] {
  return list.children.flatMap((item, index) => {
    const marker = list.ordered === true ? `${(list.start ?? 1) + index}.` : '-';
    const [first, ...rest] = item.children.flatMap(blocksOf);
    return first === undefined ? [] : [{ text: `${marker} ${first.text}` }, ...rest];
  });
}

function blocksOf(node: RootContent): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ text: tidy(phrasing(node)) }];
    case 'table':
      return tableBlocks(node);
    case 'list':
      return listBlocks(node);
    case 'blockquote':
    case 'footnoteDefinition':
      return node.children.flatMap(blocksOf);
    case 'code':
      return [{ text: tidy(node.value) }];
    case 'heading':
      return [{ text: tidy(phrasing(node)) }];
    default:
      return [];
  }
}

/**
 * Reads Markdown (GFM) into sections in the order of the text. A first heading of level 1 is the
 * article's title; words before any heading stand in a section of that name.
 */
export function readSections(markdown: string, title: string): Section[] {
  const root = parseMarkdown(markdown);
  const sections: Section[] = [];
  let path: { depth: number; text: string }[] = [];
  let blocks: Block[] = [];
  const close = (): void => {
    const headings = path.map((heading) => heading.text);
    sections.push({
      heading: headings.at(-1) ?? title,
      path: headings,
      blocks,
    });
    blocks = [];
  };
  for (const node of root.children) {
    if (node.type !== 'heading') {
      blocks.push(...blocksOf(node).filter((block) => block.text !== ''));
      continue;
    }
    const text = tidy(phrasing(node));
    if (text === '') continue;
    close();
    path = path.filter((heading) => heading.depth < node.depth);
    // The title stands in front of every passage already.
    if (text !== title) path.push({ depth: node.depth, text });
  }
  close();
  return sections;
}
