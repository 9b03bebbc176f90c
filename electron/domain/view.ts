import type { Action } from './action.ts';
import type { Approval } from './approval.ts';
import type { Conversation, Evidence, Turn } from './conversation.ts';
import type { CustomerRecord } from './customer.ts';
import type { DomainEvent, RecordedEvent } from './events.ts';
import type { Form } from './form.ts';
import type { Insight } from './insight.ts';
import type { Citation } from './knowledge.ts';
import { unreachable } from './result.ts';
import { maximumCards, type Silence, type Suggestion } from './suggestion.ts';
import type { WrapUp } from './wrapup.ts';

/** Everything a window shows of one conversation: a fold over its events. */
export interface ConversationView {
  readonly conversation: Conversation;
  readonly turns: readonly Turn[];
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

function applyEvent(view: ConversationView, event: DomainEvent): ConversationView {
  switch (event.type) {
    case 'conversation.started':
      return { ...view, conversation: event.conversation };
    case 'conversation.moved':
      return { ...view, conversation: { ...view.conversation, state: event.state } };
    case 'conversation.titled':
      return { ...view, conversation: { ...view.conversation, title: event.title } };
    case 'turn.added':
      return { ...view, turns: [...view.turns, event.turn] };
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
    case 'feedback.given':
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
