import { useEffect, useRef } from 'react';
import type { Suggestion } from '#domain/suggestion.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { isRefusal } from '#renderer/data/failure.ts';

/** Tells the core which cards really reached the screen, once each. */
export function useShown(conversation: string, cards: readonly Suggestion[]): void {
  const { api, state } = useEarshot();
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (state !== 'connected') return;
    for (const card of cards) {
      if (card.state !== 'proposed' || told.current.has(card.id)) continue;
      told.current.add(card.id);
      api.suggestions.shown({ conversation, suggestion: card.id }).catch((error: unknown) => {
        // A refusal means that the card moved on meanwhile; otherwise it is told again later.
        if (!isRefusal(error)) told.current.delete(card.id);
      });
    }
  }, [api, cards, conversation, state]);
}
