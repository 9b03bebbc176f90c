import { open, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#core/log.ts';
import { ask, PartNote, type Plan, planFor, StartOver } from './download-request.ts';
import { asDiskError, codeOf, InstallError } from './install-error.ts';

/** @file One file from a mirror to disk: streamed, resumed, bounded, cancellable. */

export interface DownloadOptions {
  readonly url: URL;
  /** The finished file; until then its bytes are in `<target>.part`. */
  readonly target: string;
  /** Exact size where it is known: more is refused before it fills the disk, less is not finished. */
  readonly bytes?: number | undefined;
  readonly signal: AbortSignal;
  /** Bytes there now, and of the whole where the server said so. */
  readonly onBytes: (done: number, total: number | undefined) => void;
  readonly log: Log;
  /** Silence after which a connection counts as dead. */
  readonly idleMs: number;
  /** Pause before the first retry; doubles. */
  readonly retryMs: number;
}

/** Attempts in a row that brought no byte. */
const mostFruitless = 3;

export const partOf = (target: string): string => `${target}.part`;
const noteOf = (target: string): string => `${target}.part.json`;

/**
 * Fetches until the part file is complete; the caller checks and renames it. A connection that
 * drops is taken up where it ended. Throws InstallError; the part file stays for the next time.
 * @returns whether bytes of an earlier attempt were kept
 */
export async function download(options: DownloadOptions): Promise<{ readonly resumed: boolean }> {
  const { target, signal, retryMs, url } = options;
  const atFirst = await sizeOf(partOf(target));
  let fruitless = 0;
  let resumed = false;
  for (;;) {
    const before = await sizeOf(partOf(target));
    try {
      const kept = await attempt(options);
      return { resumed: resumed || kept };
    } catch (thrown) {
      if (thrown instanceof StartOver) await forgetPart(target);
      const problem = readable(thrown, options);
      const after = await sizeOf(partOf(target));
      fruitless = after > before ? 0 : fruitless + 1;
      resumed = after > 0;
      if (!isPassing(problem, after > atFirst) || fruitless >= mostFruitless) throw problem;
      options.log.warn('A download was interrupted and goes on.', {
        url: url.href,
        at: after,
        reason: problem.message,
      });
      // Not the clock port: no replay downloads, and an unreferenced timer would end the process.
      await pause(retryMs * 2 ** fruitless, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Worth another try. A host that was never reached is not; one that was a moment ago is. */
const isPassing = (problem: unknown, wasReached: boolean): problem is InstallError =>
  problem instanceof InstallError &&
  (['dropped', 'timeout'].includes(problem.problem) ||
    (wasReached && problem.problem === 'no_network'));

/** One connection. @returns whether bytes that were there were kept */
async function attempt(options: DownloadOptions): Promise<boolean> {
  const { target, signal } = options;
  signal.throwIfAborted();
  const note = await readNote(target, options.url);
  const have = note === undefined ? 0 : await sizeOf(partOf(target));
  const idle = new AbortController();
  let timer = setTimeout(() => idle.abort(), options.idleMs);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(), options.idleMs);
  };
  try {
    const response = await ask(options, have, note, AbortSignal.any([signal, idle.signal]));
    const plan = planFor(response, have, note, options.url);
    refuseOtherSize(plan.complete ? have : plan.note.total, options);
    if (plan.complete) return true;
    await writeNote(target, { url: options.url.href, ...plan.note });
    const file = await open(partOf(target), plan.from === 0 ? 'w' : 'a', 0o600);
    try {
      await receive(response, file, plan, options, alive);
    } finally {
      await file.close();
    }
    return plan.from > 0;
  } catch (thrown) {
    if (idle.signal.aborted && !signal.aborted)
      throw new InstallError(
        'timeout',
        `${options.url.host} sent nothing for ${Math.round(options.idleMs / 1000)} seconds.`,
        'Try again; it goes on where it stopped.',
        thrown,
      );
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** Half a file, or another one, is not worth fetching. */
function refuseOtherSize(said: number | undefined, { bytes, url }: DownloadOptions): void {
  if (bytes === undefined || said === undefined || said === bytes) return;
  throw new InstallError(
    'wrong_content',
    `${url.pathname} has ${said} bytes on ${url.host}, ${bytes} are listed: it is half a file or another one.`,
    'Ask the mirror’s admin to fetch it again, or use another mirror.',
  );
}

async function receive(
  response: Response,
  file: FileHandle,
  plan: Plan,
  { bytes, url, onBytes }: DownloadOptions,
  alive: () => void,
): Promise<void> {
  const total = bytes ?? plan.note.total;
  let done = plan.from;
  onBytes(done, total);
  if (response.body !== null)
    for await (const piece of response.body as AsyncIterable<Uint8Array>) {
      alive();
      done += piece.length;
      if (total !== undefined && done > total)
        throw new InstallError(
          'wrong_content',
          `${url.host} sends more than the ${total} bytes that ${url.pathname} has.`,
          'The mirror holds another file; ask its admin, or use another mirror.',
        );
      await file.writeFile(piece);
      onBytes(done, total);
    }
  if (total !== undefined && done < total)
    throw new InstallError(
      'dropped',
      `The connection to ${url.host} ended after ${done} of ${total} bytes.`,
      'Try again; it goes on where it stopped.',
    );
  await file.sync();
}

const unreachable = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'];

function readable(thrown: unknown, { url, target, signal }: DownloadOptions): unknown {
  if (signal.aborted) return cancelled();
  if (thrown instanceof InstallError) return thrown;
  if (thrown instanceof StartOver)
    return new InstallError('dropped', `${url.pathname} changed on ${url.host}.`, 'Try again.');
  const disk = asDiskError(thrown, target);
  if (disk !== thrown) return disk;
  if (!(thrown instanceof TypeError)) return thrown;
  const code = codeOf(thrown.cause);
  if (code !== undefined && unreachable.includes(code))
    return new InstallError(
      'no_network',
      `${url.host} cannot be reached (${code}).`,
      'Check the network and the mirror’s address, or install from a folder.',
      thrown,
    );
  if (code !== undefined && /CERT|SSL|TLS|SELF_SIGNED/.test(code))
    return new InstallError(
      'refused',
      `The certificate of ${url.host} is not trusted here (${code}).`,
      'Add the company’s certificate to this machine, or use another mirror.',
      thrown,
    );
  return new InstallError(
    'dropped',
    `The connection to ${url.host} dropped (${code ?? thrown.message}).`,
    'Try again; it goes on where it stopped.',
    thrown,
  );
}

export const cancelled = (): InstallError =>
  new InstallError(
    'cancelled',
    'The installation was stopped.',
    'Install again to go on where it stopped.',
  );

export const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Undefined where nothing can be resumed: no note, or of another address. */
async function readNote(target: string, url: URL): Promise<PartNote | undefined> {
  const text = await readFile(noteOf(target), 'utf8').catch(() => '');
  try {
    const note = PartNote.parse(JSON.parse(text));
    return note.url === url.href ? note : undefined;
  } catch {
    return undefined;
  }
}

const writeNote = (target: string, note: PartNote): Promise<void> =>
  writeFile(noteOf(target), JSON.stringify(note), { mode: 0o600 });

/** Forgets what was fetched of a file. */
export async function forgetPart(target: string): Promise<void> {
  await rm(partOf(target), { force: true });
  await rm(noteOf(target), { force: true });
}
