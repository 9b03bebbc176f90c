import { z } from 'zod';
import { Action } from './action.ts';
import { Approval } from './approval.ts';
import { Capture, ChecklistTick, Consent, Flag } from './call.ts';
import { Conversation, ConversationState, Evidence, Speaker, Turn } from './conversation.ts';
import { CustomerRecord } from './customer.ts';
import { Feedback } from './feedback.ts';
import { Form } from './form.ts';
import { ConversationId, Instant, SuggestionId, TurnId } from './ids.ts';
import { Insight } from './insight.ts';
import { Citation } from './knowledge.ts';
import { VocabularyTerm } from './speech.ts';
import { Silence, Suggestion, SuggestionState } from './suggestion.ts';
import { VoiceCompared, VoiceDeleted, VoiceEnrolled, VoiceProved } from './voice.ts';
import { WrapUp } from './wrapup.ts';

const IntentVersion = z.object({
  model: z.string(),
  name: z.string(),
  /** Cross-validated, threshold aside. */
  accuracy: z.number(),
  labels: z.number().int(),
});

/**
 * What happened. Every arrow of the data flow is one of these; the window's state is a fold over
 * them, the audit listens to all of them, a replay's golden file is a list of them.
 */
export const DomainEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('conversation.started'), conversation: Conversation }),
  z.object({
    type: z.literal('conversation.moved'),
    conversation: ConversationId,
    state: ConversationState,
  }),
  z.object({
    type: z.literal('conversation.titled'),
    conversation: ConversationId,
    title: z.string().min(1),
  }),
  z.object({ type: z.literal('turn.added'), conversation: ConversationId, turn: Turn }),
  z.object({
    type: z.literal('insights.found'),
    conversation: ConversationId,
    turn: TurnId,
    insights: z.array(Insight),
    ms: z.number(),
  }),
  z.object({
    type: z.literal('customer.identified'),
    conversation: ConversationId,
    record: CustomerRecord,
    /** The words that named the customer; empty when the agent chose. */
    evidence: z.array(Evidence),
  }),
  z.object({
    type: z.literal('suggestion.proposed'),
    conversation: ConversationId,
    suggestion: Suggestion,
  }),
  z.object({
    type: z.literal('suggestion.moved'),
    conversation: ConversationId,
    suggestion: SuggestionId,
    state: SuggestionState,
    /** The text as the agent used it, when edited. */
    text: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('silence.kept'), conversation: ConversationId, silence: Silence }),
  z.object({ type: z.literal('form.changed'), conversation: ConversationId, form: Form }),
  z.object({
    type: z.literal('action.changed'),
    conversation: ConversationId,
    action: Action,
    /** Why it moved, in words: written before the effect. */
    reasoning: z.string(),
  }),
  z.object({ type: z.literal('approval.given'), conversation: ConversationId, approval: Approval }),
  z.object({ type: z.literal('feedback.given'), conversation: ConversationId, feedback: Feedback }),
  z.object({ type: z.literal('wrapup.changed'), conversation: ConversationId, wrapUp: WrapUp }),
  /** The agent took a passage from the search page into this talk. */
  z.object({
    type: z.literal('knowledge.used'),
    conversation: ConversationId,
    citation: Citation,
  }),
  z.object({
    type: z.literal('consent.recorded'),
    conversation: ConversationId,
    consent: Consent,
  }),
  z.object({
    type: z.literal('capture.changed'),
    conversation: ConversationId,
    capture: Capture,
  }),
  z.object({ type: z.literal('moment.flagged'), conversation: ConversationId, flag: Flag }),
  z.object({
    type: z.literal('checklist.changed'),
    conversation: ConversationId,
    tick: ChecklistTick,
  }),
  /** A corrected word became vocabulary of the pack. */
  z.object({
    type: z.literal('vocabulary.learned'),
    conversation: ConversationId,
    pack: z.string(),
    term: VocabularyTerm,
  }),
  /** Kept sound was removed, by hand or because its time was up. */
  z.object({
    type: z.literal('audio.deleted'),
    conversation: ConversationId,
    reason: z.string(),
    seconds: z.number().nonnegative(),
  }),
  VoiceEnrolled,
  VoiceCompared,
  VoiceProved,
  VoiceDeleted,
  /** An admin chose which intents a pack's conversations are read with; of no conversation. */
  z.object({
    type: z.literal('intents.switched'),
    pack: z.string(),
    to: IntentVersion,
    from: IntentVersion,
  }),
]);
export type DomainEvent = z.infer<typeof DomainEvent>;
export type DomainEventType = DomainEvent['type'];
export type EventOf<T extends DomainEventType> = Extract<DomainEvent, { type: T }>;

/** An event as the log keeps it. */
export const RecordedEvent = z.object({
  /** Position in the log of the whole core, gap-free from 1: what a window resumes after. */
  position: z.number().int().positive(),
  at: Instant,
  actor: z.string(),
  event: DomainEvent,
});
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** Seen while it is said, never stored: the words of a turn that is not final yet. */
export const PartialTurn = z.object({
  conversation: ConversationId,
  speaker: Speaker,
  text: z.string(),
  /** The talk is of a card: what is said now is not written down. */
  holding: z.boolean().default(false),
});
export type PartialTurn = z.infer<typeof PartialTurn>;

/** The conversation an event belongs to; undefined for what an admin did. */
export const conversationOf = (event: DomainEvent): ConversationId | undefined => {
  if (event.type === 'intents.switched') return undefined;
  return event.type === 'conversation.started' ? event.conversation.id : event.conversation;
};
