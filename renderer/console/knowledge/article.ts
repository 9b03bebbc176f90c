import type { Heading, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { headingSlug } from '#domain/knowledge.ts';

/** @file An article's markdown as a tree: the same parser and the same fragments as the retriever's. */

/** Tables, struck words and task lists are read as in the core; nothing else is added to CommonMark. */
export const readArticle = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** The tree without a first heading that repeats the title, which stands above the article already. */
export function withoutTitle(root: Root, title: string): Root {
  const [first, ...rest] = root.children;
  const repeats =
    first?.type === 'heading' && first.depth === 1 && toString(first).trim() === title.trim();
  return repeats ? { ...root, children: rest } : root;
}

/**
 * The fragment of every heading that sections begin with: its slug, and `-1`, `-2` for one that
 * stands there again. Headings inside quotes begin none, there as here.
 */
export function anchorsOf(root: Root): ReadonlyMap<Heading, string> {
  const seen = new Map<string, number>();
  const headings = root.children.filter((node) => node.type === 'heading');
  return new Map(
    headings.map((heading) => {
      const slug = headingSlug(toString(heading));
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      return [heading, times === 0 ? slug : `${slug}-${times}`] as const;
    }),
  );
}

/** Only web addresses leave the window, and only encrypted ones; a fragment stays in the article. */
export function linkKind(url: string): 'outside' | 'inside' | 'none' {
  if (/^https:\/\//i.test(url)) return 'outside';
  return url.length > 1 && url.startsWith('#') ? 'inside' : 'none';
}

/** The fragment of a link inside the article; as it is written where it is not encoded rightly. */
export function fragmentOf(url: string): string {
  try {
    return decodeURIComponent(url.slice(1));
  } catch (error) {
    if (error instanceof URIError) return url.slice(1);
    throw error;
  }
}
