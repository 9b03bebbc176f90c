import { z } from 'zod';
import { Evidence } from './conversation.ts';

export const FormField = z.object({
  name: z.string(),
  title: z.string(),
  required: z.boolean(),
  /** Normalised value; absent while nothing fills it. */
  value: z.string().optional(),
  display: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  /** The words it came from; empty when the agent typed it. */
  sources: z.array(Evidence),
  /** `filled` by Earshot, then `accepted`, `edited` or `cleared` by the agent, who has the last word. */
  state: z.enum(['empty', 'filled', 'accepted', 'edited', 'cleared']),
});
export type FormField = z.infer<typeof FormField>;

export const Form = z.object({
  name: z.string(),
  title: z.string(),
  /** The intent that chose this form. */
  intent: z.string(),
  fields: z.array(FormField),
});
export type Form = z.infer<typeof Form>;
