import type { Element, ElementContent, Nodes, Root } from 'hast';

/** @file What of a page is the article, and what is furniture around it. */

const furniture = new Set(
  'nav script style footer template noscript svg math iframe object embed canvas dialog button input select textarea option datalist audio video link meta head title'.split(
    ' ',
  ),
);
const furnitureRoles = new Set(
  'navigation banner contentinfo search menu menubar toolbar alertdialog dialog'.split(' '),
);

const inline = new Set(
  'a b i em strong u s del ins small big font span sub sup code mark abbr'.split(' '),
);
const block = new Set(
  'p div ul ol dl table h1 h2 h3 h4 h5 h6 pre blockquote section article hr'.split(' '),
);

const textProperty = (node: Element, name: string): string => {
  const value = node.properties[name];
  return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : '';
};

/** Nobody who opens the page sees it. */
function isHidden(node: Element): boolean {
  const { properties } = node;
  if (properties['hidden'] !== undefined && properties['hidden'] !== false) return true;
  if (String(properties['ariaHidden']) === 'true') return true;
  return /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0*(\.0*)?\s*(;|$))/i.test(
    textProperty(node, 'style'),
  );
}

const isFurniture = (node: Element): boolean =>
  furniture.has(node.tagName) || furnitureRoles.has(textProperty(node, 'role')) || isHidden(node);

export const isElement = (node: Nodes): node is Element => node.type === 'element';

/** Every element below `node`, in the order of the page. */
export function* elementsOf(node: Nodes): Generator<Element> {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

/** How many characters of text stand in a node. */
export function textLength(node: Nodes): number {
  if (node.type === 'text') return node.value.trim().length;
  return 'children' in node ? node.children.reduce((sum, each) => sum + textLength(each), 0) : 0;
}

/**
 * The part of a page that is the article: `main` or `article` where there is exactly one that
 * holds text, else a part that calls itself content, else the whole body.
 */
export function articleOf(root: Root): Element | Root {
  const all = [...elementsOf(root)].filter((node) => !isHidden(node));
  const candidates = [
    all.filter((node) => node.tagName === 'main' || textProperty(node, 'role') === 'main'),
    all.filter((node) => node.tagName === 'article'),
    all.filter((node) =>
      /^(main-?|article-?|page-?|post-?)?(content|body|article)$/i.test(textProperty(node, 'id')),
    ),
    all.filter((node) =>
      /(^|\s)(article|post|entry|page)[-_]{1,2}(body|content)(\s|$)/i.test(
        textProperty(node, 'className'),
      ),
    ),
  ];
  for (const found of candidates) {
    const [first, second] = found.filter((node) => textLength(node) > 0);
    if (first !== undefined && second === undefined) return first;
  }
  return all.find((node) => node.tagName === 'body') ?? root;
}

/** A caption is text about its table, which Markdown has no place for: it goes before it. */
function captionFirst(table: Element): ElementContent[] {
  const captions = table.children.filter(
    (child): child is Element => isElement(child) && child.tagName === 'caption',
  );
  const paragraphs = captions.map((caption): Element => ({
    type: 'element',
    tagName: 'p',
    properties: {},
    children: caption.children,
  }));
  return [...paragraphs, table];
}

/** The children of `node` without furniture; of a page header only the headings stay. */
export function withoutNoise(
  node: Element | Root,
  options: { readonly aside: boolean },
): ElementContent[] {
  return node.children.flatMap((child): ElementContent[] => {
    if (child.type === 'text') return [child];
    if (!isElement(child) || isFurniture(child)) return [];
    if (child.tagName === 'aside' && !options.aside) return [];
    if (child.tagName === 'header')
      return [...elementsOf({ ...child, children: withoutNoise(child, options) })].filter((each) =>
        /^h[1-6]$/.test(each.tagName),
      );
    const kept = { ...child, children: withoutNoise(child, options) };
    // A table inside bold type cannot be said in Markdown; unclosed tags make many of those.
    if (inline.has(kept.tagName) && [...elementsOf(kept)].some((each) => block.has(each.tagName)))
      return kept.children;
    return kept.tagName === 'table' ? captionFirst(kept) : [kept];
  });
}
