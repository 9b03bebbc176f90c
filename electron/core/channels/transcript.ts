import type { RecordedTurn, Recording } from '#domain/recording.ts';
import { baseName, speakingMs, type LineProblem, type NumberedLine } from './reading.ts';

const roles: Readonly<Record<string, RecordedTurn['speaker']>> = {
  customer: 'customer',
  caller: 'customer',
  client: 'customer',
  user: 'customer',
  guest: 'customer',
  agent: 'agent',
  rep: 'agent',
  representative: 'agent',
  advisor: 'agent',
  adviser: 'agent',
  operator: 'agent',
  support: 'agent',
};

/** `[00:01:02.500]`, `00:12`, `(1:02)`, `2026-01-05 10:00:01`: optional, before the speaker. */
const stamp =
  /^\s*[[(]?(?:(?<date>\d{4}-\d{2}-\d{2})[T ])?(?:(?<h>\d{1,2}):)?(?<m>\d{1,2}):(?<s>\d{2})(?:[.,](?<f>\d{1,3}))?\s*(?<half>[ap]m)?Z?[\])]?\s*[-–—]?\s*/iu;
const role = new RegExp(
  `^\\s*[*_]*(?<role>${Object.keys(roles).join('|')})(?:\\s*\\([^)]{0,40}\\)|\\s+\\d{1,3})?[*_]*\\s*:[*_]*\\s*(?<words>.*)$`,
  'iu',
);

function stampMs(line: string): { ms: number | undefined; rest: string } {
  const found = stamp.exec(line);
  if (found?.groups === undefined) return { ms: undefined, rest: line };
  const { h, m, s, f } = found.groups;
  const fraction = f === undefined ? 0 : Number(f.padEnd(3, '0'));
  return {
    ms: (Number(h ?? 0) * 3600 + Number(m) * 60 + Number(s)) * 1000 + fraction,
    rest: line.slice(found[0].length),
  };
}

/** Whether a line starts with somebody's name as transcripts write it. */
export const looksLikeTranscript = (line: string): boolean => role.test(stampMs(line).rest);

/**
 * Reads a plain transcript: `Customer: …` and `Agent: …` (also Caller, Client, Rep and the like),
 * case-insensitive, with optional times in front. A line with no speaker goes on with the turn
 * before it; before the first speaker it is a problem. Without times, turns follow one another at
 * speaking pace.
 */
export function readTranscript(fileName: string, lines: readonly NumberedLine[]): Recording {
  const turns: RecordedTurn[] = [];
  const problems: LineProblem[] = [];
  let firstStamp: number | undefined;
  let clock = 0;
  for (const { line, text } of lines) {
    const { ms, rest } = stampMs(text);
    const found = role.exec(rest);
    if (found?.groups === undefined) {
      const last = turns.at(-1);
      if (last === undefined)
        problems.push({
          line,
          problem: 'No speaker yet: start the line with "Customer:" or "Agent:".',
        });
      else turns[turns.length - 1] = { ...last, text: `${last.text} ${text.trim()}`.trim() };
      continue;
    }
    const words = (found.groups['words'] ?? '').trim();
    const speaker = roles[(found.groups['role'] ?? '').toLowerCase()] ?? 'customer';
    const before = turns.at(-1);
    if (before !== undefined) clock = before.offsetMs + speakingMs(before.text);
    if (ms !== undefined) {
      firstStamp ??= ms;
      // A clock that jumps back (midnight, a typing error) must not turn the talk around.
      clock = Math.max(ms - firstStamp, before?.offsetMs ?? 0);
    }
    turns.push({ speaker, text: words, offsetMs: clock });
  }
  return {
    header: { session: baseName(fileName) },
    turns: turns.filter((turn) => turn.text !== ''),
    decisions: [],
    problems,
  };
}
