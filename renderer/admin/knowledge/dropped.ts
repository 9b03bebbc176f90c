import { isHidden, mostFiles, type Picked } from './files.ts';

/** @file What was dropped, folders walked through. */

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader gives a folder in portions, and an empty one at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function walk(entry: FileSystemEntry, into: Picked[]): Promise<void> {
  // One more than an import takes, so that it can be said that there were too many.
  if (into.length > mostFiles) return;
  const name = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    into.push({ name, file: await fileOf(entry as FileSystemFileEntry) });
    return;
  }
  if (isHidden(name)) return;
  for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await walk(child, into);
}

/**
 * The files of a drop. Must be called while the drop is handled: the items are gone afterwards.
 * @throws DOMException when a folder cannot be read
 */
export function readDropped(transfer: DataTransfer): Promise<readonly Picked[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry === null ? [] : [entry];
  });
  const loose = entries.length > 0 ? [] : [...transfer.files];
  return (async () => {
    const found: Picked[] = loose.map((file) => ({ name: file.name, file }));
    for (const entry of entries) await walk(entry, found);
    return found;
  })();
}
