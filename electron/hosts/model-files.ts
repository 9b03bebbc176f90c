import { createReadStream, type ReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { pageHeaders } from '#contract/page-policy.ts';
import { plainPath } from './static-files.ts';

/**
 * @file Models that run in the page: `GET /models/<name>/<path>` gives a listed file of one that
 * came with Earshot or was installed, `GET /models/index.json` what there is. Both ways of running
 * serve them, and Electron's main process loads no core; so the two lists are read here as outside
 * data, and of them only what serving needs.
 */

/** Tasks whose models the page runs itself. All others are the core's alone. */
const servedTasks: ReadonlySet<string> = new Set(['speech', 'speaker']);

const ListedFile = z.object({ path: z.string(), sha256: z.string(), bytes: z.number() });
/** Of `registry.json`; the core's inference/registry.ts has all of it. */
const Registry = z.array(
  z.object({
    name: z.string(),
    title: z.string().optional(),
    task: z.string(),
    default: z.boolean(),
    install: z.unknown().optional(),
    files: z.array(ListedFile),
  }),
);
/** Of `<models>/<name>/installed.json`; the core's inference/installed.ts has all of it. */
const Installed = z.object({
  name: z.string(),
  folder: z.string().regex(/^r\d+$/),
  files: z.array(ListedFile),
});

export interface ModelFolders {
  /** `models/` of the product, with its registry. */
  readonly embedded: string;
  /** `models/` of the data folder. */
  readonly installed: string;
}

export interface ModelAnswer {
  readonly status: 200 | 304 | 404;
  readonly headers: Readonly<Record<string, string>>;
  /** To be sent; a stream for a model's file, which may have hundreds of megabytes. */
  readonly body: string | (() => ReadStream);
}

interface Served {
  readonly name: string;
  readonly title: string;
  readonly task: string;
  readonly default: boolean;
  /** Paths below `/models/<name>/`. */
  readonly files: readonly (z.infer<typeof ListedFile> & { readonly at: string })[];
  /** No file outside of it is served. */
  readonly root: string;
}

/** Undefined where there is none, or one that cannot be read: the core says so, and why. */
async function readListed<Value>(path: string, shape: z.ZodType<Value>) {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function servedModels(folders: ModelFolders): Promise<Served[]> {
  const registry = (await readListed(join(folders.embedded, 'registry.json'), Registry)) ?? [];
  const found = registry
    .filter(({ task }) => servedTasks.has(task))
    .map(async ({ name, title = name, task, install, files, ...entry }) => {
      const facts = { name, title, task, default: entry.default };
      if (install === undefined) {
        // Where an embedded model lies in the product is nobody's business outside.
        const prefix = `weights/${name}/`;
        const inside = files.filter(({ path }) => path.startsWith(prefix));
        return {
          ...facts,
          root: join(folders.embedded, 'weights', name),
          files: inside.map((file) => ({ ...file, at: file.path.slice(prefix.length) })),
        };
      }
      const manifest = join(folders.installed, name, 'installed.json');
      const installed = await readListed(manifest, Installed);
      if (installed?.name !== name) return undefined;
      return {
        ...facts,
        root: join(folders.installed, name, installed.folder),
        files: installed.files.map((file) => ({ ...file, at: file.path })),
      };
    });
  return (await Promise.all(found)).filter((one) => one !== undefined);
}

const missing: ModelAnswer = {
  status: 404,
  headers: { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  body: 'There is no such model here.\n',
};

/**
 * Answers a path below `/models/`; undefined for any other path. Only listed files are given, each
 * with its checksum as ETag. Asked for with that checksum (`?v=`) it may be kept for ever,
 * otherwise it is asked for again, because another version may take its place.
 *
 * @param urlPath path and query of the request, as it came
 * @param known the request's If-None-Match
 */
export async function serveModelFile(
  folders: ModelFolders,
  urlPath: string,
  known?: string,
): Promise<ModelAnswer | undefined> {
  const name = plainPath(urlPath);
  if (name?.startsWith('models/') !== true) return undefined;
  const models = await servedModels(folders);
  if (name === 'models/index.json') {
    const list = models.map(({ root: _root, files, ...facts }) => ({
      ...facts,
      files: files.map(({ at, sha256, bytes }) => ({ path: at, sha256, bytes })),
    }));
    return {
      status: 200,
      headers: {
        ...pageHeaders,
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
      },
      body: JSON.stringify(list),
    };
  }
  const [, model = '', ...rest] = name.split('/');
  const served = models.find((one) => one.name === model);
  const file = served?.files.find(({ at }) => at === rest.join('/'));
  if (served === undefined || file === undefined) return missing;
  const place = await placeOf(served.root, file.at);
  if (place === undefined) return missing;
  const tag = `"${file.sha256}"`;
  const pinned = new URL(urlPath, 'http://host').searchParams.get('v') === file.sha256;
  const headers = {
    ...pageHeaders,
    ETag: tag,
    'Cache-Control': pinned ? 'private, max-age=31536000, immutable' : 'private, no-cache',
  };
  if (known === tag) return { status: 304, headers, body: '' };
  return {
    status: 200,
    headers: {
      ...headers,
      'Content-Type': file.at.endsWith('.json')
        ? 'application/json; charset=utf-8'
        : 'application/octet-stream',
      'Content-Length': String(place.bytes),
    },
    body: () => createReadStream(place.path),
  };
}

/** A plain file inside the folder, links followed; undefined for anything else. */
async function placeOf(
  folder: string,
  path: string,
): Promise<{ path: string; bytes: number } | undefined> {
  try {
    const root = await realpath(folder);
    const found = await realpath(join(root, ...path.split('/')));
    const facts = await stat(found);
    return found.startsWith(root + sep) && facts.isFile()
      ? { path: found, bytes: facts.size }
      : undefined;
  } catch {
    return undefined;
  }
}
