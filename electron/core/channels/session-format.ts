import {
  RecordedDecision,
  RecordedHeader,
  RecordedTurn,
  type Recording,
} from '#domain/recording.ts';
import {
  baseName,
  firstComplaint,
  parseJson,
  type LineProblem,
  type NumberedLine,
} from './reading.ts';

/**
 * Reads Earshot's own sessions: JSON lines, a header (`{"session": …}`) before each conversation,
 * then one turn or one decision of the agent a line. A file may hold several; turns before any header get one made of the file's
 * name. Lines that are neither are problems of the recording they stand in.
 */
export function readSessions(fileName: string, lines: readonly NumberedLine[]): Recording[] {
  const recordings: Recording[] = [];
  let header: RecordedHeader | undefined;
  let turns: RecordedTurn[] = [];
  let decisions: RecordedDecision[] = [];
  let problems: LineProblem[] = [];
  const finish = (): void => {
    if (turns.length > 0 || problems.length > 0)
      recordings.push({
        header: header ?? { session: baseName(fileName) },
        turns,
        decisions,
        problems,
      });
    turns = [];
    decisions = [];
    problems = [];
  };
  for (const { line, text } of lines) {
    const parsed = parseJson(text);
    if (!parsed.ok) {
      problems.push({ line, problem: parsed.error });
      continue;
    }
    const asHeader = RecordedHeader.safeParse(parsed.value);
    if (asHeader.success) {
      finish();
      header = asHeader.data;
      continue;
    }
    const asDecision = RecordedDecision.safeParse(parsed.value);
    if (asDecision.success) {
      decisions.push(asDecision.data);
      continue;
    }
    const asTurn = RecordedTurn.safeParse(parsed.value);
    if (!asTurn.success) problems.push({ line, problem: firstComplaint(asTurn.error.issues) });
    else if (asTurn.data.text.trim() !== '') turns.push(asTurn.data);
  }
  finish();
  return recordings;
}

/** Writes a recording as Earshot's own session file; `readSessions` reads it back unchanged. */
export const writeSession = (recording: Recording): string =>
  [
    recording.header,
    ...[...recording.turns, ...recording.decisions].toSorted((a, b) => a.offsetMs - b.offsetMs),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
