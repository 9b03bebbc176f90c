/**
 * @file Keeps fetched models over restarts: in IndexedDB and not in the Cache API, which refuses
 * addresses that do not begin with http and so every address of the page in Electron.
 */

const database = 'earshot-speech-models';
const table = 'archives';

/** Fails where the browser has no room or was told to keep nothing: then nothing is kept. */
export interface ArchiveStore {
  get(sha256: string): Promise<Blob | undefined>;
  put(sha256: string, archive: Blob): Promise<void>;
  remove(sha256: string): Promise<void>;
}

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason.'));
  });

/** @param model of which one archive is kept: another checksum takes the place of the last one */
export function openArchiveStore(model: string): ArchiveStore {
  const within = async <Value>(
    mode: IDBTransactionMode,
    act: (archives: IDBObjectStore) => Promise<Value>,
  ): Promise<Value> => {
    const opening = indexedDB.open(database, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(table);
    const opened = await settled(opening);
    try {
      const transaction = opened.transaction(table, mode);
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('Storing was stopped.'));
      });
      // Looked at below; a request that fails first must not leave this one unseen.
      done.catch(() => undefined);
      const value = await act(transaction.objectStore(table));
      await done;
      return value;
    } finally {
      opened.close();
    }
  };
  interface Kept {
    readonly sha256: string;
    readonly archive: Blob;
  }
  const read = (archives: IDBObjectStore) =>
    settled<Kept | undefined>(archives.get(model) as IDBRequest<Kept | undefined>);
  return {
    get: (sha256) =>
      within('readonly', async (archives) => {
        const kept = await read(archives);
        return kept?.sha256 === sha256 ? kept.archive : undefined;
      }),
    put: (sha256, archive) =>
      within('readwrite', async (archives) => {
        await settled(archives.put({ sha256, archive } satisfies Kept, model));
      }),
    remove: (sha256) =>
      within('readwrite', async (archives) => {
        if ((await read(archives))?.sha256 === sha256) await settled(archives.delete(model));
      }),
  };
}
