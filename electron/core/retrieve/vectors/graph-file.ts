import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { graphSettings } from './graph.ts';

/**
 * @file An index on disk: the library's own file and, beside it, what must be true of it before the
 * library may read it. Both are caches of the store: what does not fit is built again.
 */

const formatVersion = 1;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const SideFile = z.object({
  formatVersion: z.literal(formatVersion),
  library: z.string(),
  /** `sha256` of the model's `ModelRef`. */
  model: Hash,
  dimensions: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  m: z.number().int().positive(),
  efConstruction: z.number().int().positive(),
  /** Uint32 each, little-endian, base64: the store's rows and the checksums of their vectors. */
  rows: z.string(),
  sums: z.string(),
  /** SHA-256 over both. */
  rowsChecksum: Hash,
  /** Of the index file. */
  sha256: Hash,
  bytes: z.number().int().positive(),
});
type SideFile = z.infer<typeof SideFile>;

export interface GraphPaths {
  readonly index: string;
  readonly side: string;
}

/** Whose index it is, and what it must have been made with. */
export interface GraphOwner {
  readonly library: string;
  readonly model: string;
  readonly dimensions: number;
}

/** What a graph holds. */
export interface GraphContent {
  readonly rows: Uint32Array;
  readonly sums: Uint32Array;
}

export type OpenedGraphFile =
  | ({ readonly ok: true } & GraphContent)
  /** `missing` is no fault: there was none yet. */
  | { readonly ok: false; readonly missing: boolean; readonly reason: string };

export function graphPaths(folder: string, pack: string, model: string): GraphPaths {
  const index = join(folder, `${pack}-${model.slice(0, 12)}.hnsw`);
  return { index, side: `${index}.json` };
}

/** Checks everything that can be checked without the library; the last thing is every byte. */
export async function openGraphFile(
  paths: GraphPaths,
  owner: GraphOwner,
): Promise<OpenedGraphFile> {
  const no = (reason: string, missing = false) => ({ ok: false as const, missing, reason });
  let text: string;
  try {
    text = await readFile(paths.side, 'utf8');
  } catch {
    return no('there is no index file yet', true);
  }
  const side = parse(text);
  if (side === undefined) return no('the file beside the index cannot be read');
  if (side.model !== owner.model) return no('it was made by another model');
  if (side.dimensions !== owner.dimensions)
    return no(`it has ${side.dimensions} dimensions instead of ${owner.dimensions}`);
  const { m, efConstruction } = graphSettings;
  if (side.library !== owner.library || side.m !== m || side.efConstruction !== efConstruction)
    return no('it was made by another version of Earshot');
  const content = { rows: fromBase64(side.rows), sums: fromBase64(side.sums) };
  if (content.rows.length !== side.count || content.sums.length !== side.count)
    return no('it names another number of passages than it says');
  if (checksumOfContent(content) !== side.rowsChecksum)
    return no('its list of passages is damaged');
  try {
    const { size } = await stat(paths.index);
    if (size !== side.bytes) return no('the index file has another length');
    if ((await hashOf(paths.index)) !== side.sha256) return no('the index file is damaged');
  } catch {
    return no('the index file is missing', true);
  }
  return { ok: true, ...content };
}

/**
 * Writes both files so that neither is ever seen half: under other names first, then renamed. Killed
 * between the two renames, the checksum no longer fits and the index is built again.
 * @param write puts the library's file at the path it is given
 * @returns bytes of the index file
 */
export async function sealGraphFile(
  paths: GraphPaths,
  owner: GraphOwner,
  content: GraphContent,
  write: (path: string) => Promise<void>,
): Promise<number> {
  await mkdir(dirname(paths.index), { recursive: true });
  const unfinished = { index: `${paths.index}.unfinished`, side: `${paths.side}.unfinished` };
  await write(unfinished.index);
  await flush(unfinished.index);
  const { size } = await stat(unfinished.index);
  const side: SideFile = {
    formatVersion,
    ...owner,
    count: content.rows.length,
    m: graphSettings.m,
    efConstruction: graphSettings.efConstruction,
    rows: toBase64(content.rows),
    sums: toBase64(content.sums),
    rowsChecksum: checksumOfContent(content),
    sha256: await hashOf(unfinished.index),
    bytes: size,
  };
  await writeFile(unfinished.side, JSON.stringify(side));
  await flush(unfinished.side);
  await rename(unfinished.index, paths.index);
  await rename(unfinished.side, paths.side);
  await dropOthers(paths);
  return size;
}

/** Removes an index that is of no use. */
export async function dropGraphFile(paths: GraphPaths): Promise<void> {
  await rm(paths.index, { force: true });
  await rm(paths.side, { force: true });
}

/** Indexes of the same pack made by models that are no longer in use. */
async function dropOthers(paths: GraphPaths): Promise<void> {
  const own = basename(paths.index);
  const ofPack = own.replace(/[0-9a-f]{12}\.hnsw$/, '');
  for (const name of await readdir(dirname(paths.index))) {
    const isOfPack =
      name.startsWith(ofPack) && /^[0-9a-f]{12}\.hnsw/.test(name.slice(ofPack.length));
    if (isOfPack && !name.startsWith(own))
      await rm(join(dirname(paths.index), name), { force: true });
  }
}

function parse(text: string): SideFile | undefined {
  try {
    return SideFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 }))
    hash.update(piece as Buffer);
  return hash.digest('hex');
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const checksumOfContent = ({ rows, sums }: GraphContent): string =>
  createHash('sha256').update(toBase64(rows)).update(toBase64(sums)).digest('hex');

// Little-endian, as every machine is that Earshot runs on.
const toBase64 = (numbers: Uint32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');

function fromBase64(text: string): Uint32Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return new Uint32Array(bytes.buffer, 0, Math.floor(bytes.byteLength / 4));
}
