import type { Recording } from '#domain/recording.ts';
import type { Failure, Result } from '#domain/result.ts';

/** Whose words of a call are taken: a person's transcript or the recogniser's. */
export type TextChoice = 'human' | 'asr';

export type ReadCode = 'too_large' | 'not_text' | 'nothing_usable';
export type ReadResult = Result<Recording[], Failure<ReadCode>>;

/** A line of the file that is not blank, with its number counted from 1. */
export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

/** A line that could not be read, and why. */
export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

/** How long a turn of unknown length takes when it is played: about 150 words a minute. */
export const speakingMs = (text: string): number =>
  Math.max(800, Math.round((text.split(/\s+/u).length / 150) * 60_000));

/** The file's name without folders and extension: the session's name when the file has none. */
export const baseName = (fileName: string): string =>
  (fileName.split(/[\\/]/u).at(-1) ?? fileName).replace(/\.[^.]*$/u, '') || 'recording';

/** Parses JSON; a problem is returned, not thrown. */
export function parseJson(text: string): Result<unknown, string> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, error: 'This line is not valid JSON.' };
  }
}

/** First complaint of a schema, with the path it is about, as one sentence. */
export function firstComplaint(
  issues: readonly { path: PropertyKey[]; message: string }[],
): string {
  const issue = issues[0];
  if (issue === undefined) return 'This line has an unexpected shape.';
  const path = issue.path.map(String).join('.');
  return path === '' ? `${issue.message}.` : `${path}: ${issue.message}.`;
}
