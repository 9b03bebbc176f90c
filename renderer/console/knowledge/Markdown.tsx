import { toString } from 'mdast-util-to-string';
import type { Heading, InlineCode, Link, List, ListItem, Nodes, Text } from 'mdast';
import { Fragment, useMemo, type ReactNode } from 'react';
import { anchorsOf, fragmentOf, linkKind, readArticle, withoutTitle } from './article.ts';
import { ArticleTable } from './ArticleTable.tsx';
import { findQuote, type QuotePlaces } from './quote.ts';

/** What the renderer carries along: the cited words, and the fragment of every heading. */
interface Reading {
  readonly places: QuotePlaces;
  readonly anchors: ReadonlyMap<Heading, string>;
  /** Depth of the article's highest heading. */
  readonly highest: number;
  readonly onAnchor: ((anchor: string) => void) | undefined;
}

const children = (nodes: readonly Nodes[], reading: Reading): ReactNode =>
  nodes.map((node, index) => <Fragment key={index}>{render(node, reading)}</Fragment>);

const headingLooks = [
  'mt-5 mb-1.5 scroll-mt-4 text-lg font-semibold first:mt-0',
  'mt-5 mb-1.5 scroll-mt-4 font-semibold first:mt-0',
  'mt-4 mb-1 scroll-mt-4 text-sm font-semibold first:mt-0',
] as const;

function heading(node: Heading, reading: Reading): ReactNode {
  // The title above the article is the second level, so its highest heading is the third.
  const below = Math.min(node.depth - reading.highest, 3);
  const Tag = (['h3', 'h4', 'h5', 'h6'] as const)[below] ?? 'h6';
  return (
    <Tag
      id={reading.anchors.get(node)}
      tabIndex={-1}
      className={headingLooks[Math.min(node.depth - 1, 2)]}
    >
      {children(node.children, reading)}
    </Tag>
  );
}

/** Words, with the cited ones marked. */
function words(node: Text | InlineCode, { places }: Reading): ReactNode {
  const ranges = places.ranges.get(node) ?? [];
  if (ranges.length === 0) return node.value;
  const ends = [...ranges.map(([, end]) => end)];
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          {node.value.slice(index === 0 ? 0 : ends[index - 1], start)}
          <mark data-cited className="rounded-sm bg-cited text-ink">
            {node.value.slice(start, end)}
          </mark>
        </Fragment>
      ))}
      {node.value.slice(ends.at(-1))}
    </>
  );
}

function list(node: List, reading: Reading): ReactNode {
  const items = children(node.children, reading);
  if (node.ordered === true)
    return (
      <ol className="mb-2.5 list-decimal space-y-1 ps-6" start={node.start ?? 1}>
        {items}
      </ol>
    );
  return <ul className="mb-2.5 list-disc space-y-1 ps-6">{items}</ul>;
}

function item(node: ListItem, reading: Reading): ReactNode {
  const task = typeof node.checked === 'boolean';
  return (
    <li className={task ? '-ms-5 list-none [&>p]:mb-1 [&>p]:inline' : '[&>p]:mb-1'}>
      {task ? (
        <span className="me-1.5" role="img" aria-label={node.checked ? 'Done' : 'To do'}>
          {node.checked ? '☑' : '☐'}
        </span>
      ) : null}
      {children(node.children, reading)}
    </li>
  );
}

function link(node: Link, reading: Reading): ReactNode {
  const text = children(node.children, reading);
  const { onAnchor } = reading;
  switch (linkKind(node.url)) {
    case 'outside':
      return (
        <a
          href={node.url}
          target="_blank"
          rel="noreferrer noopener"
          title={`Opens ${node.url} outside of Earshot`}
          className="text-accent underline wrap-anywhere"
        >
          {text}
        </a>
      );
    case 'inside':
      // The address bar says where in Earshot one is, so a fragment never goes there.
      return onAnchor === undefined ? (
        text
      ) : (
        <button
          type="button"
          className="text-start text-accent underline"
          onClick={() => onAnchor(fragmentOf(node.url))}
        >
          {text}
        </button>
      );
    default:
      return text;
  }
}

function render(node: Nodes, reading: Reading): ReactNode {
  switch (node.type) {
    case 'root':
      return children(node.children, reading);
    case 'heading':
      return heading(node, reading);
    case 'paragraph':
      return <p className="mb-2.5 wrap-anywhere">{children(node.children, reading)}</p>;
    case 'text':
      return words(node, reading);
    case 'strong':
      return <strong className="font-semibold">{children(node.children, reading)}</strong>;
    case 'emphasis':
      return <em>{children(node.children, reading)}</em>;
    case 'delete':
      return <del>{children(node.children, reading)}</del>;
    case 'inlineCode':
      return (
        <code className="rounded-sm bg-sunken px-1 font-mono text-sm">{words(node, reading)}</code>
      );
    case 'code':
      return (
        <pre
          className="mb-2.5 overflow-x-auto rounded-md bg-sunken p-3 font-mono text-sm"
          tabIndex={0}
          role="group"
          aria-label="Text as it is typed"
        >
          {node.value}
        </pre>
      );
    case 'list':
      return list(node, reading);
    case 'listItem':
      return item(node, reading);
    case 'table':
      return (
        <ArticleTable
          table={node}
          cited={reading.places.rows}
          cell={(cell) => children(cell.children, reading)}
        />
      );
    case 'blockquote':
      return (
        <blockquote className="mb-2.5 border-s-2 border-edge ps-3 text-muted">
          {children(node.children, reading)}
        </blockquote>
      );
    case 'link':
      return link(node, reading);
    case 'thematicBreak':
      return <hr className="my-4 border-line" />;
    case 'break':
      return <br />;
    case 'image':
      return node.alt ?? '';
    // Raw HTML is shown as it is written, never run.
    case 'html':
      return node.value.startsWith('<!--') ? null : (
        <span className="font-mono text-sm wrap-anywhere">{node.value}</span>
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
  /** Cited words, and the fragment of the heading they stand below. */
  quote?: string | undefined;
  anchor?: string | undefined;
  /** Goes to a place in this article. */
  onAnchor?: ((anchor: string) => void) | undefined;
}): ReactNode {
  const { source, title, quote, anchor, onAnchor } = props;
  return useMemo(() => {
    const shown = withoutTitle(readArticle(source), title);
    const anchors = anchorsOf(shown);
    const depths = shown.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
    const from = [...anchors].find(([, name]) => name === anchor)?.[0];
    const places = findQuote(shown, quote ?? '', from);
    return render(shown, { places, anchors, highest: Math.min(...depths, 6), onAnchor });
  }, [source, title, quote, anchor, onAnchor]);
}
