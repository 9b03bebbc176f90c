import type { Element, ElementContent, Root as HtmlRoot } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import { toString } from 'mdast-util-to-string';
import type { Nodes, Root, RootContent } from 'mdast';
import { headingSlug } from '#domain/knowledge.ts';
import { cleanTree } from './clean-tree.ts';
import { elementsOf, isElement, withoutNoise } from './html-noise.ts';

/** @file HTML to the tree of Markdown. parse5 reads any bytes; nothing here can be malformed. */

/** A link to a place on the same page names the heading there, as citations do. */
function pointAtHeadings(content: readonly ElementContent[]): void {
  const root: HtmlRoot = { type: 'root', children: [...content] };
  const slugs = new Map<string, string>();
  const times = new Map<string, number>();
  let waiting: string[] = [];
  const name = (node: Element): void => {
    for (const id of [node.properties['id'], node.properties['name']])
      if (typeof id === 'string' && id !== '') waiting.push(id);
  };
  for (const node of elementsOf(root)) {
    name(node);
    if (!/^h[1-6]$/.test(node.tagName)) continue;
    for (const inner of elementsOf(node)) name(inner);
    const slug = headingSlug(textOf(node).replaceAll(/\s+/g, ' '));
    const seen = times.get(slug) ?? 0;
    times.set(slug, seen + 1);
    const place = seen === 0 ? slug : `${slug}-${seen}`;
    for (const id of waiting) if (!slugs.has(id)) slugs.set(id, place);
    waiting = [];
  }
  for (const node of elementsOf(root)) {
    const href = node.properties['href'];
    if (node.tagName !== 'a' || typeof href !== 'string' || !href.startsWith('#')) continue;
    const place = slugs.get(href.slice(1));
    if (place === undefined) delete node.properties['href'];
    else node.properties['href'] = `#${place}`;
  }
}

const textOf = (node: ElementContent): string =>
  node.type === 'text'
    ? node.value
    : isElement(node)
      ? node.children.map((child) => textOf(child)).join('')
      : '';

/** A head row without words is there because Markdown wants one; a first row says the same. */
function firstRowAsHead(node: Nodes): void {
  if (node.type === 'table') {
    const [head, first] = node.children;
    const empty = head?.children.every((cell) => toString(cell).trim() === '');
    // With two columns the first one nearly always holds the names.
    if (
      empty === true &&
      first !== undefined &&
      first.children.length > 2 &&
      node.children.length > 2
    )
      node.children.shift();
  }
  if ('children' in node) node.children.forEach(firstRowAsHead);
}

/** Markdown tree of a part of a page. @param base the page's https address */
export function treeOfHtml(
  content: readonly ElementContent[],
  options: { readonly base?: string } = {},
): Root {
  pointAtHeadings(content);
  const tree = toMdast({ type: 'root', children: [...content] }, { document: true });
  const root: Root = tree.type === 'root' ? tree : { type: 'root', children: [tree] };
  firstRowAsHead(root);
  return cleanTree(root, options);
}

/** Blocks of a piece of HTML, as an answer of a table or a Markdown file holds it. */
export function htmlBlocks(html: string, base?: string): RootContent[] {
  const content = withoutNoise(fromHtml(html, { fragment: true }), { aside: true });
  return treeOfHtml(content, base === undefined ? {} : { base }).children;
}
