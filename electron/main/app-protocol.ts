import { pageHeaders } from '#contract/page-policy.ts';
import { serveStatic } from '#hosts/static-files.ts';
import { isOwnAddress } from './guards.ts';

/** `earshot://app/…`: the page from disk, with its policy, and nothing else of the disk. */
export const scheme = {
  scheme: 'earshot',
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
    corsEnabled: false,
    allowServiceWorkers: false,
    bypassCSP: false,
  },
} as const;

export async function answerPage(
  pageFolder: string,
  request: { readonly url: string; readonly method: string },
): Promise<Response> {
  const refuse = (status: number): Response => new Response(null, { status, headers: pageHeaders });
  if (!isOwnAddress(request.url)) return refuse(404);
  if (request.method !== 'GET') return refuse(405);
  // The raw path: URL has already resolved what dots it knows, the rest is refused.
  const path = request.url.slice('earshot://app'.length) || '/';
  const file = await serveStatic(pageFolder, path);
  return new Response(typeof file.body === 'string' ? file.body : new Uint8Array(file.body), {
    status: file.status,
    headers: file.headers,
  });
}
