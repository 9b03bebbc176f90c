import type { ConversationId } from '#domain/ids.ts';
import { conversationOf } from '#domain/events.ts';
import { type ConversationView, foldEvent } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import type { EventLog } from './ports.ts';

/** Views kept in memory; an older conversation is folded again from the log when asked for. */
const kept = 64;

export interface Views {
  get(conversation: ConversationId): ConversationView | undefined;
}

/** The current fold of each conversation, moved on by the bus. */
export function createViews(bus: Bus, log: EventLog): Views {
  const views = new Map<string, ConversationView>();

  const keep = (view: ConversationView): ConversationView => {
    views.delete(view.conversation.id);
    views.set(view.conversation.id, view);
    if (views.size > kept) {
      const [oldest] = views.keys();
      if (oldest !== undefined) views.delete(oldest);
    }
    return view;
  };

  bus.onAny((recorded) => {
    const id = conversationOf(recorded.event);
    if (id === undefined) return;
    const known = views.get(id);
    if (known === undefined && recorded.event.type !== 'conversation.started') return;
    const next = foldEvent(known, recorded);
    if (next !== undefined) keep(next);
  });

  return {
    get: (conversation) => {
      const known = views.get(conversation);
      if (known !== undefined) return keep(known);
      const folded = log
        .read(conversation)
        .reduce<ConversationView | undefined>(foldEvent, undefined);
      return folded === undefined ? undefined : keep(folded);
    },
  };
}
