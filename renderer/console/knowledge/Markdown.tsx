import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import type { Nodes, RootContent } from 'mdast';
import { Fragment, useMemo, type ReactNode } from 'react';
import { headingSlug } from '#domain/knowledge.ts';
import { ArticleTable } from './ArticleTable.tsx';
import { readPipeTable } from './table.ts';

/** Only these may leave the page; anything else is shown as its text. */
const safeAddress = /^(https?:|mailto:|#)/i;

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Whether a block holds the start of the cited words. */
export const holdsQuote = (block: string, quote: string | undefined): boolean => {
  if (quote === undefined) return false;
  const start = spaced(quote).slice(0, 60);
  return start.length > 0 && spaced(block).includes(start);
};

/** What the renderer carries along: the cited words, and how often each heading was seen. */
interface Reading {
  readonly quote: string | undefined;
  readonly seen: Map<string, number>;
  /** Depth of the article's highest heading. */
  readonly highest: number;
}

const children = (nodes: readonly RootContent[], reading: Reading): ReactNode =>
  nodes.map((node, index) => <Fragment key={index}>{render(node, reading)}</Fragment>);

/** The same fragment as the retriever's: a repeated heading gets `-1`, `-2`. */
function anchorOf(text: string, { seen }: Reading): string {
  const slug = headingSlug(text);
  const times = seen.get(slug) ?? 0;
  seen.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}

const headingLooks = [
  'mt-5 mb-1.5 scroll-mt-4 text-lg font-semibold first:mt-0',
  'mt-5 mb-1.5 scroll-mt-4 font-semibold first:mt-0',
  'mt-4 mb-1 scroll-mt-4 text-sm font-semibold first:mt-0',
] as const;

function heading(node: Extract<Nodes, { type: 'heading' }>, reading: Reading): ReactNode {
  // The title above the article is the second level, so its highest heading is the third.
  const below = Math.min(node.depth - reading.highest, 3);
  const Tag = (['h3', 'h4', 'h5', 'h6'] as const)[below] ?? 'h6';
  return (
    <Tag
      id={anchorOf(toString(node), reading)}
      tabIndex={-1}
      className={headingLooks[Math.min(node.depth - 1, 2)]}
    >
      {children(node.children, reading)}
    </Tag>
  );
}

function paragraph(node: Extract<Nodes, { type: 'paragraph' }>, reading: Reading): ReactNode {
  const text = toString(node);
  const table = readPipeTable(text);
  if (table !== undefined) return <ArticleTable table={table} />;
  const cited = holdsQuote(text, reading.quote);
  return (
    <p
      data-cited={cited || undefined}
      className={
        cited ? 'mb-2.5 rounded-sm bg-accent-soft outline-4 outline-accent-soft' : 'mb-2.5'
      }
    >
      {children(node.children, reading)}
    </p>
  );
}

function render(node: Nodes, reading: Reading): ReactNode {
  switch (node.type) {
    case 'root':
      return children(node.children, reading);
    case 'heading':
      return heading(node, reading);
    case 'paragraph':
      return paragraph(node, reading);
    case 'text':
      return node.value;
    case 'strong':
      return <strong className="font-semibold">{children(node.children, reading)}</strong>;
    case 'emphasis':
      return <em>{children(node.children, reading)}</em>;
    case 'inlineCode':
      return <code className="rounded-sm bg-sunken px-1 font-mono text-sm">{node.value}</code>;
    case 'code':
      return (
        <pre
          className="mb-2.5 overflow-x-auto rounded-md bg-sunken p-3 font-mono text-sm"
          tabIndex={0}
        >
          {node.value}
        </pre>
      );
    case 'list':
      return node.ordered ? (
        <ol className="mb-2.5 list-decimal space-y-1 ps-6" start={node.start ?? 1}>
          {children(node.children, reading)}
        </ol>
      ) : (
        <ul className="mb-2.5 list-disc space-y-1 ps-6">{children(node.children, reading)}</ul>
      );
    case 'listItem':
      return <li className="[&>p]:mb-1">{children(node.children, reading)}</li>;
    case 'blockquote':
      return (
        <blockquote className="mb-2.5 border-s-2 border-edge ps-3 text-muted">
          {children(node.children, reading)}
        </blockquote>
      );
    case 'link':
      return safeAddress.test(node.url) ? (
        <a
          href={node.url}
          target="_blank"
          rel="noreferrer noopener"
          className="text-accent underline"
        >
          {children(node.children, reading)}
        </a>
      ) : (
        children(node.children, reading)
      );
    case 'thematicBreak':
      return <hr className="my-4 border-line" />;
    case 'break':
      return <br />;
    case 'image':
      return node.alt ?? '';
    // Raw HTML is shown as it is written, never run.
    case 'html':
      return node.value.startsWith('<!--') ? null : (
        <span className="font-mono text-sm">{node.value}</span>
      );
    default:
      return toString(node);
  }
}

/** An article, from markdown to elements. Nothing is ever set as HTML. */
export function Markdown(props: {
  source: string;
  /** Stands above the article already: a first heading that repeats it is left out. */
  title: string;
  quote?: string | undefined;
}): ReactNode {
  const { source, title, quote } = props;
  return useMemo(() => {
    const root = fromMarkdown(source);
    const [first, ...rest] = root.children;
    const repeats =
      first?.type === 'heading' && first.depth === 1 && toString(first).trim() === title.trim();
    const shown = repeats ? { ...root, children: rest } : root;
    const depths = shown.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
    return render(shown, { quote, seen: new Map(), highest: Math.min(...depths, 6) });
  }, [source, title, quote]);
}
