import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentTypes, pageHeaders } from '#contract/page-policy.ts';

export interface StaticAnswer {
  readonly status: 200 | 400 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

const refuse = (status: 400 | 404, sentence: string): StaticAnswer => ({
  status,
  headers: { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  body: `${sentence}\n`,
});

/**
 * The file name inside the folder that a request path means, `/`-separated, or undefined when the
 * path is not a plain path below the root (`..`, NUL, backslash, drive letters, bad escapes).
 */
export function plainPath(urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath.split(/[?#]/, 1)[0] ?? '');
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || /[\\\0:]/.test(decoded)) return undefined;
  const parts = decoded.slice(1).split('/');
  if (parts.at(-1) === '') parts.splice(-1, 1, 'index.html');
  return parts.some((part) => part === '' || part.startsWith('.')) ? undefined : parts.join('/');
}

/**
 * Reads one file of the built page. Links that leave the folder are not followed. Names with a
 * hash (`assets/`) may be kept for ever, everything else is asked for again.
 */
export async function serveStatic(folder: string, urlPath: string): Promise<StaticAnswer> {
  const name = plainPath(urlPath);
  if (name === undefined) return refuse(400, 'That is not a path of this app.');
  const type = contentTypes[extname(name).toLowerCase()];
  if (type === undefined) return refuse(404, 'There is no such page.');
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    if (!file.startsWith(root + sep)) return refuse(404, 'There is no such page.');
    return {
      status: 200,
      headers: {
        ...pageHeaders,
        'Content-Type': type,
        'Cache-Control': name.startsWith('assets/')
          ? 'private, max-age=31536000, immutable'
          : 'no-store',
      },
      body: await readFile(file),
    };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR')
      return refuse(404, 'There is no such page.');
    throw error;
  }
}
