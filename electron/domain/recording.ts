import { z } from 'zod';
import { Speaker } from './conversation.ts';

/**
 * Earshot's own session format: JSON lines. The first line may be a header
 * (`{"session": …}`), every other line one turn. Times are milliseconds from the start.
 */
export const RecordedHeader = z.object({
  session: z.string(),
  title: z.string().optional(),
  pack: z.string().optional(),
  startedAt: z.iso.datetime().optional(),
});
export type RecordedHeader = z.infer<typeof RecordedHeader>;

export const RecordedTurn = z.object({
  speaker: Speaker,
  text: z.string(),
  offsetMs: z.number().nonnegative(),
  durationMs: z.number().nonnegative().optional(),
});
export type RecordedTurn = z.infer<typeof RecordedTurn>;

/**
 * What the agent decided at that moment, so that a replay can show an approval too. A recording
 * without decisions approves nothing.
 */
export const RecordedDecision = z.object({
  decide: z.enum(['accept', 'approve', 'reject', 'dismiss', 'end']),
  /** Which card or action: the newest open one of this kind. */
  kind: z.string().optional(),
  offsetMs: z.number().nonnegative(),
});
export type RecordedDecision = z.infer<typeof RecordedDecision>;

/** One conversation ready to be replayed, whatever file it came from. */
export const Recording = z.object({
  header: RecordedHeader,
  turns: z.array(RecordedTurn),
  decisions: z.array(RecordedDecision).default([]),
  /** Lines that could not be read, with the reason; the rest is still usable. */
  problems: z.array(z.object({ line: z.number().int(), problem: z.string() })),
});
export type Recording = z.infer<typeof Recording>;
