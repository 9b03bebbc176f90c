import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { err, ok, type Result } from '#domain/result.ts';
import { httpsAddress } from './address.ts';
import {
  audienceOf,
  dayOf,
  firstLine,
  instantOf,
  languageOf,
  type Said,
} from './document-parts.ts';
import { articleOf, elementsOf, withoutNoise } from './html-noise.ts';
import { htmlBlocks, treeOfHtml } from './html-tree.ts';
import { longestText, titleOfTree, tooLong } from './markdown.ts';
import { writeMarkdown } from './markdown-tree.ts';

/** @file A page of HTML as an article. */

const attribute = (node: Element, name: string): string | undefined => {
  const value = node.properties[name];
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : undefined;
};

const wordsOf = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text' ? child.value : child.type === 'element' ? wordsOf(child) : '',
    )
    .join('');

/** The encoding that the first kilobytes of a page declare. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, 4_096)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|^<\?xml[^>]+encoding=["']([\w:.-]+)/i
    .exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
}

/** What the head of a page says about it. */
function saidByHead(root: Root): Said {
  const elements = [...elementsOf(root)];
  const metas = elements.filter((node) => node.tagName === 'meta');
  const meta = (...names: readonly string[]): string | undefined => {
    for (const name of names)
      for (const node of metas) {
        const own =
          attribute(node, 'name') ?? attribute(node, 'property') ?? attribute(node, 'itemProp');
        const content = attribute(node, 'content');
        if (own?.toLowerCase() === name && firstLine(content) !== undefined) return content;
      }
    return undefined;
  };
  const html = elements.find((node) => node.tagName === 'html');
  const canonical = elements.find(
    (node) => node.tagName === 'link' && / canonical /.test(` ${attribute(node, 'rel') ?? ''} `),
  );
  const title = elements.find((node) => node.tagName === 'title');
  const head: Said = {};
  const put = <K extends keyof Said>(key: K, value: Said[K] | undefined): void => {
    if (value !== undefined) head[key] = value;
  };
  put('title', firstLine(title && wordsOf(title), meta('og:title')));
  put('owner', firstLine(meta('owner', 'author', 'article:author', 'dc.creator'))?.slice(0, 120));
  put('language', languageOf((html && attribute(html, 'lang')) ?? meta('language', 'dc.language')));
  put('audience', audienceOf(meta('audience')));
  put('subject', firstLine(meta('article:section', 'dc.subject', 'subject')));
  put(
    'url',
    httpsAddress(canonical && attribute(canonical, 'href')) ?? httpsAddress(meta('og:url')),
  );
  put('validFrom', dayOf(meta('valid-from', 'dcterms.valid')));
  put('validTo', dayOf(meta('valid-to', 'expires')));
  put(
    'updatedAt',
    instantOf(
      meta(
        'article:modified_time',
        'og:updated_time',
        'dcterms.modified',
        'dc.date.modified',
        'last-modified',
        'datemodified',
        'revised',
        'date',
      ),
    ),
  );
  return head;
}

/** "Returns – Help Center": the site's name behind the title says nothing about the article. */
const withoutSite = (title: string | undefined): string | undefined =>
  title?.replace(/\s+[|–—·»-]\s+[^|–—·»]{1,60}$/u, '') || title;

const noText =
  'There is no text on this page, perhaps because a script draws it; save it from the browser as a complete page, or export the articles.';

/**
 * Reads a page: its article without navigation, header, footer and what is hidden.
 * @param url where the page lives, when something else (a sitemap) knows it
 */
export function readHtml(
  html: string,
  url?: string,
): Result<Said & { readonly body: string }, string> {
  if (html.length > 2 * longestText) return err(tooLong(html.length));
  const root = fromHtml(html);
  const head = saidByHead(root);
  const base = head.url ?? url;
  const part = articleOf(root);
  const inArticle = part.type === 'element' && part.tagName !== 'body';
  const tree = treeOfHtml(
    withoutNoise(part, { aside: inArticle }),
    base === undefined ? {} : { base },
  );
  const body = writeMarkdown(tree);
  if (body === '') return err(noText);
  if (body.length > longestText) return err(tooLong(body.length));
  const h1 = [part, root]
    .flatMap((node) => [...elementsOf(node)])
    .find((node) => node.tagName === 'h1' && wordsOf(node).trim() !== '');
  const title = firstLine(h1 && wordsOf(h1), withoutSite(head.title), titleOfTree(tree));
  return ok({
    ...head,
    ...(base !== undefined && { url: base }),
    ...(title !== undefined && { title }),
    body,
  });
}

/** Markdown of a piece of HTML inside something else: an answer, an article of an export. */
export const markdownOfHtml = (html: string, base?: string): string =>
  writeMarkdown({ type: 'root', children: htmlBlocks(html, base) });

/** An answer that is HTML rather than Markdown. */
export const looksLikeHtml = (text: string): boolean =>
  /<\/?(p|div|br|ul|ol|li|table|tr|td|h[1-6]|strong|em|b|i|a|span|section|article)(\s[^<>]*)?\/?>/i.test(
    text,
  );
