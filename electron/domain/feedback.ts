import { z } from 'zod';
import { ConversationId, Instant, SuggestionId } from './ids.ts';

export const DismissReason = z.enum(['wrong', 'not_now', 'known', 'outdated', 'other']);
export type DismissReason = z.infer<typeof DismissReason>;

/** What an agent did with a card. */
export const Feedback = z.object({
  suggestion: SuggestionId,
  conversation: ConversationId,
  verdict: z.enum(['accepted', 'edited', 'dismissed', 'copied']),
  reason: DismissReason.optional(),
  /** Characters inserted, deleted or replaced, over the longer length; 0 is untouched. */
  editDistance: z.number().min(0).max(1).optional(),
  at: Instant,
});
export type Feedback = z.infer<typeof Feedback>;
