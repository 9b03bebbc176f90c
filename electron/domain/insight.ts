import { z } from 'zod';
import { Evidence, Span } from './conversation.ts';

/** Which model said so: enough to find its card and its exact file. */
export const ModelRef = z.object({
  name: z.string(),
  version: z.string(),
  /** SHA-256 of the weights, or of the rules' source text for a rule set. */
  sha256: z.string(),
});
export type ModelRef = z.infer<typeof ModelRef>;

export const IntentInsight = z.object({
  kind: z.literal('intent'),
  /** `null` is *unknown*: no label reached the threshold. */
  value: z.string().nullable(),
  title: z.string(),
  confidence: z.number().min(0).max(1),
  threshold: z.number().min(0).max(1),
  /** The best labels, best first, at most five. */
  ranked: z.array(z.object({ label: z.string(), confidence: z.number() })),
  evidence: z.array(Span),
  model: ModelRef,
});
export type IntentInsight = z.infer<typeof IntentInsight>;

export const SentimentLabel = z.enum(['negative', 'neutral', 'positive']);
export type SentimentLabel = z.infer<typeof SentimentLabel>;

/** Customer turns only: no sentiment is computed on the agent. */
export const SentimentInsight = z.object({
  kind: z.literal('sentiment'),
  value: SentimentLabel,
  /** -1 to 1, from label and strength; absent in what was stored before it existed. */
  score: z.number().min(-1).max(1).optional(),
  confidence: z.number().min(0).max(1),
  evidence: z.array(Span),
  model: ModelRef,
});
export type SentimentInsight = z.infer<typeof SentimentInsight>;

export const UrgencyReason = z.enum([
  'safety',
  'deadline',
  'repeat_contact',
  'churn',
  'outage',
  'vulnerability',
  'money_at_risk',
]);
export type UrgencyReason = z.infer<typeof UrgencyReason>;

export const UrgencyInsight = z.object({
  kind: z.literal('urgency'),
  /** 0 to 1. */
  value: z.number().min(0).max(1),
  reasons: z.array(z.object({ reason: UrgencyReason, weight: z.number(), span: Span })),
  confidence: z.number().min(0).max(1),
  evidence: z.array(Span),
  model: ModelRef,
});
export type UrgencyInsight = z.infer<typeof UrgencyInsight>;

/**
 * A typed thing named in the talk. `entity` is a built-in kind (`email`, `phone`, `money`, `date`,
 * `time`, `person`, `address`, `postal_code`, `percentage`, `iban`, `card`) or one of the pack's
 * (`order_number`, `account_type`, …).
 */
export const EntityInsight = z.object({
  kind: z.literal('entity'),
  entity: z.string(),
  /** Normalised: E.164 phone, ISO date, `HH:MM`, minor units of money as digits, pack value. */
  value: z.string(),
  /** As a person would write it: `$113.00`, `10:30 AM`. */
  display: z.string(),
  confidence: z.number().min(0).max(1),
  evidence: z.array(Span),
  /** Every place the value stands on, when it was dictated over several turns. */
  sources: z.array(Evidence),
  model: ModelRef,
});
export type EntityInsight = z.infer<typeof EntityInsight>;

export const Insight = z.discriminatedUnion('kind', [
  IntentInsight,
  SentimentInsight,
  UrgencyInsight,
  EntityInsight,
]);
export type Insight = z.infer<typeof Insight>;
