import { z } from 'zod';
import { Form } from './form.ts';
import { ActionId, ConversationId, Instant, TurnId } from './ids.ts';

/** A line of the summary stands on turns; a line without turns is not written. */
export const SummaryLine = z.object({
  section: z.enum(['issue', 'done', 'promised', 'next']),
  text: z.string(),
  turns: z.array(TurnId).min(1),
});
export type SummaryLine = z.infer<typeof SummaryLine>;

export const DispositionChoice = z.object({
  name: z.string(),
  title: z.string(),
  score: z.number().min(0).max(1),
});
export type DispositionChoice = z.infer<typeof DispositionChoice>;

export const WrapUp = z.object({
  conversation: ConversationId,
  intent: z.string().nullable(),
  summary: z.array(SummaryLine),
  /** The agent changed a line; from then on nothing else does. */
  edited: z.boolean().default(false),
  /** Best first, at most three offered. */
  dispositions: z.array(DispositionChoice),
  /** What the agent chose; the best one until then. */
  disposition: z.string().nullable(),
  /** The agent chose the disposition. */
  chosen: z.boolean().default(false),
  form: Form.optional(),
  actions: z.array(ActionId),
  /** The action that wrote note and form to the CRM, once asked for. */
  saved: ActionId.optional(),
  readyAt: Instant,
  ms: z.number().nonnegative(),
});
export type WrapUp = z.infer<typeof WrapUp>;
