import { counted } from '../counted.ts';
import { SpeechModelError } from '../speech-model-error.ts';
import type { ArchiveStore } from './archive-store.ts';

/** @file Gets a model's archive: from the page's own store, else from the host, always checked. */

/** A file of a model as the registry lists it. */
export interface ListedFile {
  /** The model's name. */
  readonly model: string;
  readonly url: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface ArchivePorts {
  readonly store: ArchiveStore;
  readonly fetch: (url: string) => Promise<Response>;
  /** What went wrong without stopping anything: the model is used, but not kept. */
  readonly onProblem: (sentence: string, error: unknown) => void;
  /** What came of a file that is being fetched, 0 to 1. */
  readonly onFetched?: (share: number) => void;
}

/** SHA-256 in lower-case hex. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function isListed(archive: Blob, listed: ListedFile): Promise<boolean> {
  if (archive.size !== listed.bytes) return false;
  return (await sha256Of(await archive.arrayBuffer())) === listed.sha256;
}

async function fetchListed(listed: ListedFile, ports: ArchivePorts): Promise<Blob> {
  const { model, url } = listed;
  const missing = (error?: unknown): SpeechModelError =>
    new SpeechModelError(
      `The speech model ${model} could not be fetched.`,
      'Check under Models that it is installed, then try again.',
      { cause: error },
    );
  const response = await ports.fetch(url).catch((error: unknown) => {
    throw missing(error);
  });
  if (!response.ok) throw missing();
  // A connection that breaks off is damage as well: either way the file is not the listed one.
  const archive = await counted(response, listed.bytes, ports.onFetched)
    .blob()
    .catch(() => undefined);
  if (archive !== undefined && (await isListed(archive, listed))) return archive;
  throw new SpeechModelError(
    `The speech model ${model} is damaged or incomplete.`,
    'Install it again, or choose another one under Models; one that comes with Earshot is mended by reinstalling Earshot.',
  );
}

/**
 * The archive, whole and the listed one. A kept one that is damaged is dropped and fetched anew;
 * a fetched one that is damaged is not kept, so the next try begins fresh.
 *
 * @throws SpeechModelError when it cannot be fetched or is not the listed one
 */
export async function openArchive(listed: ListedFile, ports: ArchivePorts): Promise<Blob> {
  const { store, onProblem } = ports;
  const kept = await store.get(listed.sha256).catch((error: unknown) => {
    onProblem(
      'Speech models cannot be kept in this browser; they are fetched at every start.',
      error,
    );
    return undefined;
  });
  if (kept !== undefined) {
    // A kept file that cannot be read any more is as good as none.
    if (await isListed(kept, listed).catch(() => false)) return kept;
    await store
      .remove(listed.sha256)
      .catch((error: unknown) => onProblem('A damaged speech model could not be dropped.', error));
  }
  const archive = await fetchListed(listed, ports);
  await store
    .put(listed.sha256, archive)
    .catch((error: unknown) =>
      onProblem('The speech model could not be kept; it is fetched at every start.', error),
    );
  return archive;
}
