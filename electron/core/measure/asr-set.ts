import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A recording of a speech test set. */
export interface AsrRecording {
  /** Path of the audio file. */
  readonly file: string;
  /** Its name within the folder. */
  readonly name: string;
  readonly speaker: string;
  /** Made by a text-to-speech program, or said by a person: figures are given apart. */
  readonly kind: 'synthetic' | 'human';
  /** What was said: lower-case words, numbers spelled. */
  readonly text: string;
  readonly licence: string;
}

/** What is wrong with the set, and what to do about it; a sentence each. */
export class AsrSetError extends Error {
  override readonly name = 'AsrSetError';
  readonly mend: string;
  constructor(message: string, mend: string) {
    super(message);
    this.mend = mend;
  }
}

export const transcriptsName = 'transcripts.tsv';
const columns = ['file', 'speaker', 'kind', 'text', 'licence'] as const;
/** Those without which nothing can be measured. */
const needed = ['file', 'kind', 'text'] as const;

/** Reads the set in a folder: `transcripts.tsv` beside its audio files. Throws `AsrSetError`. */
export async function readAsrSet(folder: string): Promise<AsrRecording[]> {
  let table: string;
  try {
    table = await readFile(join(folder, transcriptsName), 'utf8');
  } catch (error) {
    throw new AsrSetError(
      `${join(folder, transcriptsName)} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      `Name a folder with ${transcriptsName} (${columns.join(', ')}; tab-separated) beside its recordings.`,
    );
  }
  return parseAsrSet(table).map((recording) => ({
    ...recording,
    file: join(folder, recording.file),
  }));
}

/**
 * Reads the table: a header line that names the columns in any order, tabs between them. Files are
 * as they stand there. Throws `AsrSetError` for a missing column, an unknown kind, a file outside the
 * folder, or a table without recordings.
 */
export function parseAsrSet(table: string): AsrRecording[] {
  const [header = '', ...lines] = table.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  const names = header.split('\t').map((name) => name.trim().toLowerCase());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new AsrSetError(
      `${transcriptsName} has no column ${missing.map((name) => `"${name}"`).join(' and ')}.`,
      `Begin it with the line ${columns.join(', ')}, tabs between the names.`,
    );
  const recordings = lines.flatMap((line, index): AsrRecording[] => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const cell = (name: (typeof columns)[number]): string =>
      cells[names.indexOf(name)]?.trim() ?? '';
    const place = `Line ${index + 2} of ${transcriptsName}`;
    const [file, kind] = [cell('file'), cell('kind')];
    if (file === '' || /^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|:/u.test(file))
      throw new AsrSetError(
        `${place} names no file of this folder ("${file}").`,
        'Give the file as a name within the folder.',
      );
    if (kind !== 'synthetic' && kind !== 'human')
      throw new AsrSetError(
        `${place} has the kind "${kind}".`,
        'Write synthetic for speech made by a program, human for a person.',
      );
    return [
      {
        file,
        name: file,
        speaker: cell('speaker'),
        kind,
        text: cell('text'),
        licence: cell('licence'),
      },
    ];
  });
  if (recordings.length === 0)
    throw new AsrSetError(
      `${transcriptsName} lists no recordings.`,
      'Add a line for each recording.',
    );
  return recordings;
}
