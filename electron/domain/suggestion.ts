import { z } from 'zod';
import { Evidence } from './conversation.ts';
import { ActionId, ConversationId, DocumentId, Instant, SuggestionId, TurnId } from './ids.ts';
import { ModelRef } from './insight.ts';
import { Citation, LookUp, RecordHit } from './knowledge.ts';

export const SuggestionState = z.enum([
  'proposed',
  'shown',
  'accepted',
  'edited',
  'dismissed',
  'expired',
]);
export type SuggestionState = z.infer<typeof SuggestionState>;

/** One named part of a next best action's expected value, in the pack's currency, minor units. */
export const ValueFactor = z.object({
  name: z.string(),
  /** What the factor read, in words: "lifetime value $1,240.00". */
  detail: z.string(),
  minor: z.number(),
});
export type ValueFactor = z.infer<typeof ValueFactor>;

/** A sentence of a drafted reply and what it stands on; neither for a greeting. */
export const DraftSentence = z.object({
  text: z.string(),
  /** Index into the card's citations. */
  citation: z.number().int().nonnegative().optional(),
  /** Index into the card's records. */
  record: z.number().int().nonnegative().optional(),
});
export type DraftSentence = z.infer<typeof DraftSentence>;

/** Another article that gives a different number for the same thing. */
export const SaysOtherwise = z.object({
  document: DocumentId,
  title: z.string(),
  quote: z.string(),
  /** Whether the other one was changed later. */
  newer: z.boolean(),
});
export type SaysOtherwise = z.infer<typeof SaysOtherwise>;

/** What the card offers. One shape per kind, so that a card can never be half of another. */
export const SuggestionBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    text: z.string(),
    /** Where it was drafted from articles and records, in order; the text is made of them. */
    sentences: z.array(DraftSentence).optional(),
    /** The generator that rephrased it, where one is installed. */
    rephrasedBy: ModelRef.optional(),
  }),
  z.object({
    kind: z.literal('article'),
    excerpt: z.string(),
    saysOtherwise: SaysOtherwise.optional(),
  }),
  z.object({ kind: z.literal('step'), text: z.string() }),
  z.object({
    kind: z.literal('action'),
    action: ActionId,
    actionKind: z.string(),
    text: z.string(),
    expectedValue: z.number(),
    factors: z.array(ValueFactor),
    /** Whether policy lets an agent do this, and the rule that says so. */
    eligibility: z.object({
      decision: z.enum(['permit', 'forbid']),
      policies: z.array(z.string()),
      reason: z.string(),
    }),
  }),
  z.object({ kind: z.literal('form'), form: z.string(), text: z.string() }),
]);
export type SuggestionBody = z.infer<typeof SuggestionBody>;

export const Suggestion = z.object({
  id: SuggestionId,
  conversation: ConversationId,
  /** The turn that made it appear; the card goes stale when the talk moves on. */
  turn: TurnId,
  title: z.string(),
  body: SuggestionBody,
  /** The customer's words that triggered it. */
  trigger: z.array(Evidence),
  citations: z.array(Citation),
  /** What the CRM says about the customer that the card stands on. */
  records: z.array(RecordHit).optional(),
  /** 0 to 1: calibrated confidence that this helps now. */
  score: z.number().min(0).max(1),
  model: ModelRef,
  /** From the turn's acceptance to this card, milliseconds. */
  ms: z.number().nonnegative(),
  /** `pushed` by itself or `pulled` by "suggest now". */
  origin: z.enum(['pushed', 'pulled']),
  state: SuggestionState,
  at: Instant,
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Cards on screen at once (Zendesk shows four; DESIGN section 8). */
export const maximumCards = 4;

/** Why nothing was shown for a turn: silence is a result, with its reason. */
export const Silence = z.object({
  conversation: ConversationId,
  turn: TurnId,
  reason: z.enum([
    'agent_turn',
    'too_short',
    'unknown_intent',
    'no_passage',
    'not_needed',
    'below_threshold',
    'duplicate',
    'superseded',
    'quiet',
    'not_ready',
  ]),
  /** One sentence for the agent. */
  text: z.string(),
  /** Whether the turn asked for knowledge, as far as that was looked at. */
  lookUp: LookUp.optional(),
  /** What came closest, with the score that was not enough. */
  considered: z.array(z.object({ title: z.string(), score: z.number(), threshold: z.number() })),
});
export type Silence = z.infer<typeof Silence>;

export const suggestionNext: Readonly<Record<SuggestionState, readonly SuggestionState[]>> = {
  proposed: ['shown', 'accepted', 'edited', 'dismissed', 'expired'],
  shown: ['accepted', 'edited', 'dismissed', 'expired'],
  accepted: [],
  edited: [],
  dismissed: [],
  expired: [],
};
