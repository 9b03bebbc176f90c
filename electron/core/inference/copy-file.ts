import { open } from 'node:fs/promises';
import { cancelled, partOf } from './download.ts';
import { InstallError } from './install-error.ts';

/** @file One file from a folder, as the download would bring it. */

/** Copies into the part file; the caller checks and renames it. Throws InstallError. */
export async function copyFile(options: {
  /** Undefined: it is not there. */
  readonly from: string | undefined;
  readonly path: string;
  readonly target: string;
  readonly bytes: number | undefined;
  readonly signal: AbortSignal;
  readonly onBytes: (done: number, total: number | undefined) => void;
}): Promise<void> {
  const { from, path, target, bytes, signal, onBytes } = options;
  if (from === undefined)
    throw new InstallError(
      'not_found',
      `The folder does not hold ${path}.`,
      'Copy it there too, or install from another source.',
    );
  const source = await open(from, 'r');
  try {
    const { size } = await source.stat();
    if (bytes !== undefined && size !== bytes)
      throw new InstallError(
        'wrong_content',
        `${from} has ${size} bytes, ${bytes} are listed: it is half a file or another one.`,
        'Copy it to the folder again.',
      );
    const file = await open(partOf(target), 'w', 0o600);
    try {
      let done = 0;
      for await (const piece of source.createReadStream({ autoClose: false })) {
        if (signal.aborted) throw cancelled();
        const chunk = piece as Buffer;
        await file.writeFile(chunk);
        done += chunk.length;
        onBytes(done, size);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await source.close();
  }
}
