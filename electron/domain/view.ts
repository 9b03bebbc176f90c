import type { Action } from './action.ts';
import type { Approval } from './approval.ts';
import type { CallView, ChecklistTick } from './call.ts';
import type { Conversation, Evidence, Turn } from './conversation.ts';
import type { CustomerRecord } from './customer.ts';
import type { DomainEvent, RecordedEvent } from './events.ts';
import type { Form } from './form.ts';
import type { Insight } from './insight.ts';
import type { Citation } from './knowledge.ts';
import { flagsAfter } from './moment.ts';
import { unreachable } from './result.ts';
import { maximumCards, type Silence, type Suggestion } from './suggestion.ts';
import { foldVoice, type VoiceOfCall } from './voice.ts';
import type { WrapUp } from './wrapup.ts';

/** Everything a window shows of one conversation: a fold over its events. */
export interface ConversationView {
  readonly conversation: Conversation;
  /** In the order they were said; a corrected one stands where the one it supersedes stood. */
  readonly turns: readonly Turn[];
  /** Turn that was corrected -> the turn that took its place. */
  readonly superseded?: Readonly<Record<string, string>>;
  /** By turn id. */
  readonly insights: Readonly<Record<string, readonly Insight[]>>;
  readonly suggestions: readonly Suggestion[];
  /** The newest one; a card that appears afterwards clears it. */
  readonly silence?: Silence;
  readonly record?: CustomerRecord;
  /** The words that named the customer; empty when the agent chose. */
  readonly recordEvidence?: readonly Evidence[];
  readonly form?: Form;
  readonly actions: readonly Action[];
  readonly approvals: readonly Approval[];
  readonly wrapUp?: WrapUp;
  readonly call?: CallView;
  /** Of the pack's checklist, by item: only what was ticked or cleared. */
  readonly checklist?: Readonly<Record<string, ChecklistTick>>;
  /** The newest comparison of the caller's voice. */
  readonly voice?: VoiceOfCall;
  /** Passages the agent took from the search page, oldest first. */
  readonly used?: readonly Citation[];
  /** Position of the last event in it: what to resume after. */
  readonly position: number;
}

const replaceById = <T extends { readonly id: string }>(
  items: readonly T[],
  item: T,
): readonly T[] =>
  items.some((other) => other.id === item.id)
    ? items.map((other) => (other.id === item.id ? item : other))
    : [...items, item];

/** A correction takes the place of what it corrects; one that corrects nothing known is a turn. */
function addTurn(before: ConversationView, turn: Turn): ConversationView {
  const { supersedes } = turn;
  const view =
    before.call === undefined || before.call.flags.length === 0
      ? before
      : {
          ...before,
          call: { ...before.call, flags: flagsAfter(before.call.flags, before.turns, turn) },
        };
  if (supersedes === undefined || !view.turns.some(({ id }) => id === supersedes))
    return { ...view, turns: [...view.turns, turn] };
  const { [supersedes]: _former, ...insights } = view.insights;
  return {
    ...view,
    insights,
    turns: view.turns.map((other) => (other.id === supersedes ? turn : other)),
    superseded: { ...view.superseded, [supersedes]: turn.id },
  };
}

const callOf = (view: ConversationView): CallView => view.call ?? { flags: [] };

function applyEvent(view: ConversationView, event: DomainEvent): ConversationView {
  switch (event.type) {
    case 'conversation.started':
      return { ...view, conversation: event.conversation };
    case 'conversation.moved':
      return { ...view, conversation: { ...view.conversation, state: event.state } };
    case 'conversation.titled':
      return { ...view, conversation: { ...view.conversation, title: event.title } };
    case 'turn.added':
      return addTurn(view, event.turn);
    case 'insights.found':
      return { ...view, insights: { ...view.insights, [event.turn]: event.insights } };
    case 'customer.identified':
      return {
        ...view,
        record: event.record,
        recordEvidence: event.evidence,
        conversation: { ...view.conversation, customer: event.record.customer.id },
      };
    case 'suggestion.proposed': {
      const { silence: _cleared, ...rest } = view;
      return { ...rest, suggestions: replaceById(view.suggestions, event.suggestion) };
    }
    case 'suggestion.moved':
      return {
        ...view,
        suggestions: view.suggestions.map((card) =>
          card.id === event.suggestion ? { ...card, state: event.state } : card,
        ),
      };
    case 'silence.kept':
      return { ...view, silence: event.silence };
    case 'form.changed':
      return { ...view, form: event.form };
    case 'action.changed':
      return { ...view, actions: replaceById(view.actions, event.action) };
    case 'approval.given':
      return { ...view, approvals: replaceById(view.approvals, event.approval) };
    case 'knowledge.used':
      return { ...view, used: [...(view.used ?? []), event.citation] };
    case 'consent.recorded':
      return { ...view, call: { ...callOf(view), consent: event.consent } };
    case 'capture.changed':
      return { ...view, call: { ...callOf(view), capture: event.capture } };
    case 'moment.flagged': {
      const call = callOf(view);
      return { ...view, call: { ...call, flags: [...call.flags, event.flag] } };
    }
    case 'checklist.changed':
      return { ...view, checklist: { ...view.checklist, [event.tick.item]: event.tick } };
    case 'voice.compared':
    case 'voice.proved': {
      const voice = foldVoice(view.voice, event);
      return voice === undefined ? view : { ...view, voice };
    }
    case 'voice.enrolled':
    case 'voice.deleted':
    case 'feedback.given':
    case 'vocabulary.learned':
    case 'audio.deleted':
    case 'intents.switched':
      return view;
    case 'wrapup.changed':
      return { ...view, wrapUp: event.wrapUp };
    default:
      return unreachable(event);
  }
}

/** Adds one recorded event; one already in the view is ignored, so a resume may overlap. */
export function foldEvent(
  view: ConversationView | undefined,
  recorded: RecordedEvent,
): ConversationView | undefined {
  if (view === undefined) {
    if (recorded.event.type !== 'conversation.started') return undefined;
    return {
      conversation: recorded.event.conversation,
      turns: [],
      insights: {},
      suggestions: [],
      actions: [],
      approvals: [],
      position: recorded.position,
    };
  }
  if (recorded.position <= view.position) return view;
  return { ...applyEvent(view, recorded.event), position: recorded.position };
}

/**
 * The cards on screen: open ones only, at most four; those of the newest turn first, and of one
 * turn in the order they were proposed, which is best first.
 */
export function openCards(view: ConversationView): readonly Suggestion[] {
  const sequences = new Map<string, number>(view.turns.map(({ id, sequence }) => [id, sequence]));
  const newness = (card: Suggestion): number => sequences.get(card.turn) ?? 0;
  return view.suggestions
    .filter((card) => card.state === 'proposed' || card.state === 'shown')
    .toSorted((a, b) => newness(b) - newness(a))
    .slice(0, maximumCards);
}

/** Actions that wait for the agent's yes or no. */
export const awaitingActions = (view: ConversationView): readonly Action[] =>
  view.actions.filter((action) => action.state === 'awaiting');
