import { Buffer } from 'node:buffer';
import { err, ok } from '#domain/result.ts';
import { readCalls } from './call-file.ts';
import { parseJson, type NumberedLine, type ReadResult, type TextChoice } from './reading.ts';
import { readSessions } from './session-format.ts';
import { looksLikeTranscript, readTranscript } from './transcript.ts';

/** A conversation is some hundred kilobytes; more than this is another kind of file. */
export const maximumBytes = 50 * 1024 * 1024;

type Format = 'session' | 'calls' | 'transcript' | 'unknown';

function formatOf(lines: readonly NumberedLine[]): Format {
  let transcript = false;
  for (const { text } of lines.slice(0, 200)) {
    const parsed = text.startsWith('{') ? parseJson(text) : undefined;
    if (parsed?.ok === true && typeof parsed.value === 'object' && parsed.value !== null) {
      if ('segments' in parsed.value) return 'calls';
      if ('session' in parsed.value || 'speaker' in parsed.value) return 'session';
    }
    transcript ||= looksLikeTranscript(text);
  }
  return transcript ? 'transcript' : 'unknown';
}

function decode(input: string | Uint8Array): { text: string; damaged: boolean } | undefined {
  if (typeof input === 'string') return { text: input, damaged: false };
  const utf16 = input[0] === 0xff && input[1] === 0xfe;
  if (!utf16 && input.subarray(0, 4096).includes(0)) return undefined;
  const encoding = utf16 ? 'utf-16le' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(input), damaged: false };
  } catch (error) {
    // Old call software writes Windows-1252; with only stray bytes wrong the words still read.
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder('windows-1252').decode(input), damaged: true };
  }
}

/**
 * Reads recorded conversations from a file's content (text, or bytes as they lie on disk) and finds
 * out by itself which format it is: Earshot's sessions, a plain transcript, or calls with a
 * person's and a recogniser's words (`text` picks which). Half-valid files give their good lines,
 * the rest is in `problems` with line numbers. Fails when nothing in the file can be used.
 */
export function readRecordings(
  fileName: string,
  input: string | Uint8Array,
  options: { readonly text: TextChoice },
): ReadResult {
  const bytes = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  if (bytes > maximumBytes)
    return err({
      code: 'too_large',
      message: `${fileName} is ${Math.round(bytes / 1024 / 1024)} MB; a recording may have 50 MB.`,
      mend: 'Split the file into smaller ones and open them one after another.',
    });
  const decoded = decode(input);
  if (decoded === undefined)
    return err({
      code: 'not_text',
      message: `${fileName} is not a text file.`,
      mend: 'Open a transcript: JSON lines, or plain text with "Customer:" and "Agent:".',
    });
  const lines = decoded.text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/u)
    .map((text, index) => ({ line: index + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  const format = formatOf(lines);
  const recordings =
    format === 'calls'
      ? readCalls(lines, options.text)
      : format === 'session'
        ? readSessions(fileName, lines)
        : format === 'transcript'
          ? [readTranscript(fileName, lines)]
          : [];
  const usable = recordings.filter(({ turns }) => turns.length > 0);
  const first = usable[0];
  if (first === undefined) {
    const reason = recordings.flatMap(({ problems }) => problems)[0];
    return err({
      code: 'nothing_usable',
      message:
        lines.length === 0
          ? `${fileName} is empty.`
          : reason === undefined
            ? `${fileName} holds no conversation that Earshot can read.`
            : `${fileName} holds no conversation that Earshot can read (line ${reason.line}: ${reason.problem})`,
      mend: 'Start each line with "Customer:" or "Agent:", or use JSON lines with speaker, text and offsetMs.',
    });
  }
  const lost = recordings.filter(({ turns }) => turns.length === 0);
  first.problems.push(...lost.flatMap(({ problems }) => problems));
  if (decoded.damaged)
    first.problems.unshift({
      line: 1,
      problem:
        'The file is not valid UTF-8; it was read as Windows-1252, so some letters may be wrong.',
    });
  return ok(usable);
}
