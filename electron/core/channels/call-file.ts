import { z } from 'zod';
import type { RecordedTurn, Recording } from '#domain/recording.ts';
import { firstComplaint, parseJson, type NumberedLine, type TextChoice } from './reading.ts';

const Segment = z.object({
  speaker: z.enum(['agent', 'caller', 'customer']),
  offset_ms: z.number().nonnegative(),
  duration_ms: z.number().nonnegative().optional(),
  text: z.string().default(''),
  asr_text: z.string().optional(),
});

/** One telephone call a line, with a person's and the recogniser's words side by side. */
const Call = z.object({
  sid: z.string().min(1),
  segments: z.array(z.unknown()).min(1),
  task_type: z.string().optional(),
});

/** What the agent of a recorded call entered, by call: the gold of the form evaluation. */
export const GoldForm = z.object({
  sid: z.string().min(1),
  agent_form: z.record(z.string(), z.coerce.string()),
});
export type GoldForm = z.infer<typeof GoldForm>;

/** Noise marks and cut words of transcribers are not words anybody said. */
const spokenWords = (text: string): string =>
  text
    .replace(/\[[a-z_ ]+\]|<unk>|<[a-z]+>/giu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * Reads call files: one call per line, each its own recording named by its `sid`. Segments without
 * words are left out; a segment that cannot be read is a problem and the others are kept.
 */
export function readCalls(lines: readonly NumberedLine[], choice: TextChoice): Recording[] {
  const recordings: Recording[] = [];
  const orphans: { line: number; problem: string }[] = [];
  for (const { line, text } of lines) {
    const parsed = parseJson(text);
    if (!parsed.ok) {
      orphans.push({ line, problem: parsed.error });
      continue;
    }
    const call = Call.safeParse(parsed.value);
    if (!call.success) {
      orphans.push({ line, problem: firstComplaint(call.error.issues) });
      continue;
    }
    const turns: RecordedTurn[] = [];
    const problems: { line: number; problem: string }[] = [];
    call.data.segments.forEach((raw, index) => {
      const segment = Segment.safeParse(raw);
      if (!segment.success) {
        problems.push({
          line,
          problem: `Segment ${index + 1}: ${firstComplaint(segment.error.issues)}`,
        });
        return;
      }
      const { speaker, offset_ms, duration_ms, asr_text } = segment.data;
      const words = spokenWords(choice === 'asr' ? (asr_text ?? '') : segment.data.text);
      if (words === '') return;
      turns.push({
        speaker: speaker === 'agent' ? 'agent' : 'customer',
        text: words,
        offsetMs: offset_ms,
        ...(duration_ms === undefined ? {} : { durationMs: duration_ms }),
      });
    });
    turns.sort((a, b) => a.offsetMs - b.offsetMs);
    recordings.push({ header: { session: call.data.sid }, turns, decisions: [], problems });
  }
  const first = recordings[0];
  if (first !== undefined) first.problems.unshift(...orphans);
  else if (orphans.length > 0)
    recordings.push({
      header: { session: 'unreadable' },
      turns: [],
      decisions: [],
      problems: orphans,
    });
  return recordings;
}

/** The filled forms in a call file; lines without one are skipped. */
export function readGoldForms(text: string): GoldForm[] {
  return text.split(/\r?\n/u).flatMap((line) => {
    const parsed = parseJson(line.trim());
    const gold = parsed.ok ? GoldForm.safeParse(parsed.value) : undefined;
    return gold?.success === true ? [gold.data] : [];
  });
}
