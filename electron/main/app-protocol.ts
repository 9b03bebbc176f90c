import { Readable } from 'node:stream';
import { pageHeaders } from '#contract/page-policy.ts';
import { type ModelFolders, serveModelFile } from '#hosts/model-files.ts';
import { serveStatic } from '#hosts/static-files.ts';
import { isOwnAddress } from './guards.ts';

/** `earshot://app/…`: page and speech models from disk, with the page's policy, nothing else. */
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
  models?: ModelFolders,
): Promise<Response> {
  const refuse = (status: number): Response => new Response(null, { status, headers: pageHeaders });
  if (!isOwnAddress(request.url)) return refuse(404);
  if (request.method !== 'GET') return refuse(405);
  // The raw path: URL has already resolved what dots it knows, the rest is refused.
  const path = request.url.slice('earshot://app'.length) || '/';
  const model = models && (await serveModelFile(models, path));
  if (model !== undefined)
    return new Response(
      typeof model.body === 'string'
        ? model.body
        : (Readable.toWeb(model.body()) as ReadableStream<Uint8Array>),
      { status: model.status, headers: model.headers },
    );
  const file = await serveStatic(pageFolder, path);
  return new Response(typeof file.body === 'string' ? file.body : new Uint8Array(file.body), {
    status: file.status,
    headers: file.headers,
  });
}
