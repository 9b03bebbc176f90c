import { appendFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { Clock, Ids } from '#core/ports.ts';
import { safeName } from './safe-name.ts';
import { isReadable, mostBytes } from './walk.ts';
import { readableEndings } from '../read/source-document.ts';

/** Files that were dropped into the window, until they are imported. */
export interface Uploads {
  /** A part of a file, in order; the first has no `upload`. `part` is base64. */
  add(input: {
    readonly upload?: string | undefined;
    readonly name: string;
    readonly part: string;
  }): Promise<Result<string, UploadFailure>>;
  /** The names of uploads, in order; a failure names the first that is not there. */
  names(uploads: readonly string[]): Result<string[], UploadFailure>;
  /** Moves uploads to where the job reads them. */
  hand(uploads: readonly string[], job: string): Promise<Result<null, UploadFailure>>;
  folderOf(job: string): string;
  discard(job: string): Promise<void>;
  /** Removes what nobody imported within a day; again every hour until it is closed. */
  clean(): Promise<void>;
  close(): void;
}

export type UploadFailure = Failure<'NOT_FOUND' | 'INVALID' | 'TOO_LARGE' | 'UNAVAILABLE'>;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

interface Upload {
  readonly name: string;
  readonly file: string;
  bytes: number;
  /** Parts are appended one after the other, in the order they came. */
  last: Promise<unknown>;
}

const gone: UploadFailure = {
  code: 'NOT_FOUND',
  message: 'A dropped file is not kept any more.',
  mend: 'Drop the files again.',
};

/** @param folder made when the first file comes; only this user may read it */
export function createUploads(parts: {
  readonly folder: string;
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now' | 'after'>;
}): Uploads {
  const { folder, ids, clock } = parts;
  const uploads = new Map<string, Upload>();
  let cancelTimer: (() => void) | undefined;
  let closed = false;

  const begin = async (name: string): Promise<Result<[string, Upload], UploadFailure>> => {
    const safe = safeName(name);
    if (safe === undefined)
      return err({
        code: 'INVALID',
        message: `“${name.slice(0, 100)}” cannot be a file's name.`,
        mend: 'Rename the file and drop it again.',
      });
    if (!isReadable(safe))
      return err({
        code: 'INVALID',
        message: `${safe} cannot be read: ${extname(safe) || 'a file without an ending'} is not a kind Earshot knows.`,
        mend: `It reads ${readableEndings.join(', ')}.`,
      });
    const id = ids.make('upload');
    const upload: Upload = {
      name: safe,
      file: join(folder, id),
      bytes: 0,
      last: Promise.resolve(),
    };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(upload.file, '', { mode: 0o600 });
    uploads.set(id, upload);
    return ok([id, upload]);
  };

  const drop = async (id: string, upload: Upload): Promise<void> => {
    uploads.delete(id);
    await rm(upload.file, { force: true });
  };

  const clean: Uploads['clean'] = async () => {
    cancelTimer?.();
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const path = join(folder, name);
      const stats = await stat(path).catch(() => undefined);
      if (stats === undefined || clock.now() - stats.mtimeMs < dayMs) continue;
      uploads.delete(name);
      await rm(path, { recursive: true, force: true });
    }
    if (!closed) cancelTimer = clock.after(hourMs, () => void clean().catch(() => undefined));
  };

  return {
    add: async ({ upload: known, name, part }) => {
      if (!/^[A-Za-z0-9+/]*={0,2}$/u.test(part))
        return err({
          code: 'INVALID',
          message: `A part of ${name.slice(0, 100)} arrived damaged.`,
          mend: 'Drop the file again.',
        });
      try {
        let id = known;
        let upload = known === undefined ? undefined : uploads.get(known);
        if (id === undefined) {
          const begun = await begin(name);
          if (!begun.ok) return begun;
          [id, upload] = begun.value;
        }
        if (upload === undefined) return err(gone);
        const bytes = Buffer.from(part, 'base64');
        upload.bytes += bytes.byteLength;
        if (upload.bytes > mostBytes) {
          await drop(id, upload);
          return err({
            code: 'TOO_LARGE',
            message: `${upload.name} is larger than 200 MB.`,
            mend: 'Split it, or import its folder by its path.',
          });
        }
        const { file } = upload;
        upload.last = upload.last.then(() => appendFile(file, bytes));
        await upload.last;
        return ok(id);
      } catch (thrown) {
        return err(cannotKeep(thrown));
      }
    },
    names: (wanted) => {
      const found = wanted.map((id) => uploads.get(id)?.name);
      return found.every((name) => name !== undefined) ? ok(found) : err(gone);
    },
    hand: async (wanted, job) => {
      const target = join(folder, job);
      try {
        await mkdir(target, { recursive: true, mode: 0o700 });
        const taken = new Set<string>();
        for (const id of wanted) {
          const upload = uploads.get(id);
          if (upload === undefined) return err(gone);
          await upload.last;
          const into = join(target, freeName(upload.name, taken));
          await mkdir(dirname(into), { recursive: true, mode: 0o700 });
          await rename(upload.file, into);
          uploads.delete(id);
        }
        return ok(null);
      } catch (thrown) {
        return err(cannotKeep(thrown));
      }
    },
    folderOf: (job) => join(folder, job),
    discard: (job) => rm(join(folder, job), { recursive: true, force: true }),
    clean,
    close: () => {
      closed = true;
      cancelTimer?.();
    },
  };
}

/** Two files of one name, dropped from two folders: `a.md` and `a (2).md`. */
function freeName(name: string, taken: Set<string>): string {
  const ending = extname(name);
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1)
    free = `${name.slice(0, name.length - ending.length)} (${count})${ending}`;
  taken.add(free.toLowerCase());
  return free;
}

function cannotKeep(thrown: unknown): UploadFailure {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return code === 'ENOSPC'
    ? {
        code: 'UNAVAILABLE',
        message: 'The disk is full; the file was not kept.',
        mend: 'Free some space on the disk that holds the data folder, then drop it again.',
      }
    : {
        code: 'UNAVAILABLE',
        message: `The file could not be kept (${code || 'unknown reason'}).`,
        mend: 'Check the data folder, then drop it again.',
      };
}
