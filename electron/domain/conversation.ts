import { z } from 'zod';
import { ConversationId, Instant, PackName, RecordId, TurnId } from './ids.ts';

/** Where the words come from. */
export const Channel = z.enum(['practice', 'recorded', 'call', 'chat', 'email']);
export type Channel = z.infer<typeof Channel>;

export const Speaker = z.enum(['customer', 'agent']);
export type Speaker = z.infer<typeof Speaker>;

export const ConversationState = z.enum(['live', 'wrapping', 'closed']);
export type ConversationState = z.infer<typeof ConversationState>;

export const Conversation = z.object({
  id: ConversationId,
  channel: Channel,
  pack: PackName,
  /** Shown in the list; the first words of the customer until there is better. */
  title: z.string(),
  /** The person the agent is signed in as; actions run in this name. */
  agent: z.string(),
  customer: RecordId.optional(),
  state: ConversationState,
  startedAt: Instant,
  endedAt: Instant.optional(),
});
export type Conversation = z.infer<typeof Conversation>;

/** Half-open range of UTF-16 code units in a turn's text. */
export const Span = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Span = z.infer<typeof Span>;

/** A span in a named turn: what a card, a field or a summary line stands on. */
export const Evidence = z.object({ turn: TurnId, span: Span, text: z.string() });
export type Evidence = z.infer<typeof Evidence>;

/**
 * One thing said or written, after redaction. Never edited; a correction is a new turn that names
 * the one it `supersedes`.
 */
export const Turn = z.object({
  id: TurnId,
  conversation: ConversationId,
  /** Gap-free from 1 within the conversation. */
  sequence: z.number().int().positive(),
  speaker: Speaker,
  /** `utterance`: recognised from sound; `message`: typed. */
  kind: z.enum(['utterance', 'message']),
  text: z.string(),
  at: Instant,
  durationMs: z.number().nonnegative().optional(),
  /** The recogniser's own confidence, 0 to 1. */
  confidence: z.number().min(0).max(1).optional(),
  supersedes: TurnId.optional(),
  /** How many spans the redactor replaced by placeholders. */
  redactions: z.number().int().nonnegative(),
});
export type Turn = z.infer<typeof Turn>;

/** The states a conversation may move to. A closed one stays closed. */
export const nextStates: Readonly<Record<ConversationState, readonly ConversationState[]>> = {
  live: ['wrapping'],
  wrapping: ['live', 'closed'],
  closed: [],
};
