import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { httpsAddress } from './address.ts';
import { instantOf } from './document-parts.ts';
import { elementsOf } from './html-noise.ts';
import type { FileToRead } from './source-document.ts';

/** @file What a sitemap beside a folder of pages says: where each page lives and when it changed. */

export interface PageOfSite {
  readonly url: string;
  readonly updatedAt?: number;
}

const mostBytes = 50 * 1024 * 1024;
const mostFiles = 50;

const words = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(words).join('') : '';

const childText = (node: Element, name: string): string | undefined => {
  const child = [...elementsOf(node)].find((each) => each.tagName === name);
  return child && words(child).trim();
};

/** Pages by their path without leading slash, ending and `index`: `help/returns`. */
type Pages = ReadonlyMap<string, PageOfSite>;

/** `/help/returns/index.html`, `/help/returns.htm` and `/help/returns/` are the same page. */
const placeOf = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/\.(x?html?)$/, '')
    .replace(/(^|\/)(index|default)$/, '')
    .replaceAll(/^\/+|\/+$/g, '');

function pagesOf(xml: string): [string, PageOfSite][] {
  // parse5 reads the few elements of a sitemap as it reads any it does not know.
  return [...elementsOf(fromHtml(xml, { fragment: true }))].flatMap((node) => {
    if (node.tagName !== 'url') return [];
    const url = httpsAddress(childText(node, 'loc'));
    if (url === undefined) return [];
    const updatedAt = instantOf(childText(node, 'lastmod'));
    const { hostname, pathname } = new URL(url);
    const page = { url, ...(updatedAt !== undefined && { updatedAt }) };
    let place: string;
    try {
      place = placeOf(decodeURIComponent(pathname));
    } catch {
      // A lone % in an address: taken as it stands.
      place = placeOf(pathname);
    }
    // Some tools put a folder of the host's name around all pages.
    return [
      [place, page],
      [`${hostname}/${place}`.replace(/\/$/, ''), page],
    ];
  });
}

/** Sitemaps of a folder, read once and again when one of them changed. */
export function createSiteMaps(): { pageOf(file: FileToRead): Promise<PageOfSite | undefined> } {
  const known = new Map<string, { readonly stamp: string; readonly pages: Pages }>();

  const pagesIn = async (folder: string): Promise<Pages | undefined> => {
    let names: string[];
    try {
      names = (await readdir(folder)).filter((name) => /^sitemap.*\.xml$/i.test(name));
    } catch {
      // The folder went away: there is no map either.
      return undefined;
    }
    if (names.length === 0) return undefined;
    const files = await Promise.all(
      names.slice(0, mostFiles).map(async (name) => ({
        path: join(folder, name),
        stats: await stat(join(folder, name)).catch(() => undefined),
      })),
    );
    const stamp = files.map(({ stats }) => `${stats?.mtimeMs} ${stats?.size}`).join();
    const before = known.get(folder);
    if (before?.stamp === stamp) return before.pages;
    const pages = new Map<string, PageOfSite>();
    for (const { path, stats } of files) {
      if (stats?.isFile() !== true || stats.size > mostBytes) continue;
      const xml = await readFile(path, 'utf8').catch(() => '');
      for (const [place, page] of pagesOf(xml)) pages.set(place, page);
    }
    known.set(folder, { stamp, pages });
    return pages;
  };

  return {
    pageOf: async ({ path, absolute }) => {
      const parts = path.split(/[/\\]/);
      const inside = absolute.endsWith(parts.join(sep));
      let folder = dirname(absolute);
      // From the page's own folder up to the source's; never above what was imported.
      for (let up = 1; up <= (inside ? parts.length : 1); up += 1) {
        const pages = await pagesIn(folder);
        const place = placeOf(parts.slice(-up).join('/'));
        const page = pages?.get(place);
        if (page !== undefined) return page;
        folder = dirname(folder);
      }
      return undefined;
    },
  };
}
