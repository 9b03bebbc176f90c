import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '#core/log.ts';
import { readRecordings } from '#core/channels/index.ts';
import type { Recording } from '#domain/recording.ts';
import { type CliIo, refuse } from './cli-output.ts';

/** Reads a recording file or stops with the sentence that says why not. */
export async function openRecordings(
  file: string,
  text: 'human' | 'asr',
  io: CliIo,
): Promise<Recording[]> {
  const read = readRecordings(basename(file), await readInput(file), { text });
  if (!read.ok) throw refuse(read.error);
  for (const { header, problems } of read.value)
    for (const { line, problem } of problems)
      io.complain(`${basename(file)} (${header.session}), line ${line}: ${problem}`);
  return [...read.value];
}

/** Bytes of a file, or a sentence: most wrong inputs are wrong paths. */
export async function readInput(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ENOENT')
      throw refuse({ message: `There is no file ${file}.`, mend: 'Check the path.' });
    if (code === 'EACCES')
      throw refuse({ message: `${file} may not be read.`, mend: 'Ask for the right to read it.' });
    if (code === 'EISDIR')
      throw refuse({ message: `${file} is a folder.`, mend: 'Name one file in it.' });
    throw refuse({ message: `${file} cannot be read: ${messageOf(thrown)}.` });
  }
}
