import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the build puts what it made of the packs. */
export const preparedFolderOf = (appFolder: string): string => join(appFolder, 'dist', 'prepared');

/** Walks up to the folder with `models/` and `resources/`: the same from source and from a build. */
export function findAppFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'models')) && existsSync(join(folder, 'resources'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
