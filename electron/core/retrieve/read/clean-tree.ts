import type { Definition, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { headingSlug } from '#domain/knowledge.ts';
import { keptAddress } from './address.ts';

export interface CleanOptions {
  /** The document's own https address, for relative links. */
  readonly base?: string;
  /** Reads a block of HTML inside Markdown; without it HTML goes with all it holds. */
  readonly html?: (html: string) => RootContent[];
}

/** Deeper lists and quotes are flattened to text: nobody reads them, and each level costs stack. */
const deepest = 24;

/** Elements whose words are no text, even in the middle of a sentence. */
const silent = /^<(script|style|template|noscript|svg|iframe|object)\b/i;

/** Slugs of all headings as the splitter makes them: a repeated one gets `-1`, `-2`. */
function slugsOf(root: Root): Set<string> {
  const times = new Map<string, number>();
  const slugs = new Set<string>();
  for (const node of root.children) {
    if (node.type !== 'heading') continue;
    const slug = headingSlug(toString(node));
    const seen = times.get(slug) ?? 0;
    times.set(slug, seen + 1);
    slugs.add(seen === 0 ? slug : `${slug}-${seen}`);
  }
  return slugs;
}

function definitionsOf(root: Root): Map<string, Definition> {
  const all = new Map<string, Definition>();
  const collect = (node: Nodes): void => {
    if (node.type === 'definition' && !all.has(node.identifier)) all.set(node.identifier, node);
    if ('children' in node) node.children.forEach(collect);
  };
  collect(root);
  return all;
}

/**
 * The same tree with nothing in it that runs, loads or hides: links keep https, mailto, tel and
 * headings of the document itself; images become their alternative text; HTML goes.
 */
export function cleanTree(root: Root, { base, html }: CleanOptions = {}): Root {
  const definitions = definitionsOf(root);
  const slugs = slugsOf(root);

  const addressOf = (url: string): string | undefined => {
    if (url.startsWith('#')) return slugs.has(decode(url.slice(1))) ? url : undefined;
    return keptAddress(url, base);
  };

  const link = (url: string, children: readonly Nodes[], depth: number): Nodes[] => {
    const inner = many(children, depth) as PhrasingContent[];
    const kept = addressOf(url);
    if (kept === undefined || toString({ type: 'paragraph', children: inner }).trim() === '')
      return inner;
    return [{ type: 'link', url: kept, children: inner }];
  };

  const one = (node: Nodes, depth: number): Nodes[] => {
    switch (node.type) {
      case 'link':
        return link(node.url, node.children, depth);
      case 'linkReference':
        return link(definitions.get(node.identifier)?.url ?? '', node.children, depth);
      case 'image':
      case 'imageReference':
        return (node.alt ?? '').trim() === '' ? [] : [{ type: 'text', value: node.alt ?? '' }];
      case 'definition':
      case 'yaml':
        return [];
      case 'html':
        return /^<br\b/i.test(node.value) ? [{ type: 'text', value: ' ' }] : [];
      case 'blockquote':
      case 'list':
        return depth > deepest ? flattened(node) : [inside(node, depth + 1)];
      default:
        return 'children' in node ? [inside(node, depth)] : [node];
    }
  };

  const inside = (node: Extract<Nodes, { children: unknown }>, depth: number): Nodes =>
    ({ ...node, children: many(node.children, depth) }) as Nodes;

  const many = (nodes: readonly Nodes[], depth: number): Nodes[] => {
    const kept: Nodes[] = [];
    let until: string | undefined;
    for (const node of nodes) {
      if (node.type === 'html') {
        const opens = silent.exec(node.value)?.[1]?.toLowerCase();
        if (until !== undefined && node.value.toLowerCase().startsWith(`</${until}`))
          until = undefined;
        else if (until === undefined && opens !== undefined && !/<\/|\/>/.test(node.value))
          until = opens;
      }
      if (until === undefined) kept.push(...one(node, depth));
    }
    return kept;
  };

  const top = (node: RootContent): RootContent[] => {
    if (node.type === 'html') return html === undefined ? [] : html(node.value);
    return (one(node, 0) as RootContent[]).filter(
      (each) => each.type !== 'paragraph' || each.children.length > 0,
    );
  };
  return { type: 'root', children: root.children.flatMap(top) };
}

const flattened = (node: Nodes): Nodes[] => {
  const value = toString(node, { includeHtml: false });
  return [{ type: 'paragraph', children: [{ type: 'text', value }] }];
};

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // A lone % is a character like any other.
    return fragment;
  }
}
