import { z } from 'zod';
import { ConversationId, Instant, PackName, TurnId } from './ids.ts';

/** A question that the articles did not answer. */
export const GapQuestion = z.object({
  text: z.string(),
  conversation: ConversationId,
  turn: TurnId,
  at: Instant,
  /** Nothing was found, or what was found was dismissed. */
  reason: z.enum(['not_found', 'dismissed']),
});
export type GapQuestion = z.infer<typeof GapQuestion>;

export const GapState = z.enum(['open', 'set_aside', 'written']);
export type GapState = z.infer<typeof GapState>;

/** Questions of one kind, offered to the knowledge owner as an article to write. */
export const KnowledgeGap = z.object({
  /** Stays the same while its first question is in the group. */
  id: z.string(),
  pack: PackName,
  /** The question in the middle of the group. */
  title: z.string(),
  count: z.number().int().positive(),
  conversations: z.number().int().positive(),
  lastAt: Instant,
  /** Newest first, at most ten. */
  questions: z.array(GapQuestion),
  state: GapState,
});
export type KnowledgeGap = z.infer<typeof KnowledgeGap>;
