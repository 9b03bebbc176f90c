import { RecordedDecision, RecordedHeader, RecordedTurn } from '#domain/recording.ts';
import { invalid, type PackFailure } from './failure.ts';

/**
 * What is wrong with a recorded conversation of a pack: every line must be JSON, the first may be
 * the header, the others are turns, or decisions of the agent, in order of time.
 */
export function replayProblem(file: string, text: string): PackFailure | undefined {
  let turns = 0;
  let last = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `${file}, line ${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return invalid(where, `this is not JSON (${reason})`, 'Write one JSON object per line.');
    }
    if (index === 0 && RecordedHeader.safeParse(value).success) continue;
    const decision = RecordedDecision.safeParse(value);
    const turn = decision.success ? decision : RecordedTurn.safeParse(value);
    if (!turn.success) {
      const issue = turn.error.issues[0];
      const key = issue?.path.join('.') ?? '';
      return invalid(
        where,
        `${key === '' ? 'the line' : `"${key}"`} is not what a turn has (${issue?.message ?? 'unknown'})`,
        'A turn is {"speaker":"customer" or "agent","text":"…","offsetMs":0}.',
      );
    }
    if (turn.data.offsetMs < last)
      return invalid(
        where,
        `the line is at ${turn.data.offsetMs} ms, before the one above it`,
        'Put the lines in order of time.',
      );
    last = turn.data.offsetMs;
    if (!decision.success) turns += 1;
  }
  return turns === 0
    ? invalid(
        file,
        'the conversation has no turns',
        'Write at least one turn, or take the file out.',
      )
    : undefined;
}
