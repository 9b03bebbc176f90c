import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Walks up to the folder with `models/` and `resources/`: the same from source and from a build. */
export function findAppFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'models')) && existsSync(join(folder, 'resources'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
