import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Citation } from '#domain/knowledge.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';

/** @file Passages that were used in a conversation: of cards that were taken, and copied by hand. */

/** Copied cards are no event: the window remembers them. Articles' words, never a customer's. */
const keyOf = (conversation: string): string => `earshot.used.${conversation}`;
const most = 50;
const listeners = new Set<() => void>();
const nothing = '[]';

const read = (conversation: string): string =>
  sessionStorage.getItem(keyOf(conversation)) ?? nothing;

/** Each passage once, the one used last first. */
export const usedOnce = (citations: readonly Citation[]): readonly Citation[] => {
  const seen = new Set<string>();
  return citations.filter(({ passage }) => !seen.has(passage) && seen.add(passage));
};

/** Passages cited by cards that the agent used. */
export const usedByCards = (cards: readonly Suggestion[]): readonly Citation[] =>
  cards
    .filter(({ state }) => state === 'accepted' || state === 'edited')
    .toReversed()
    .flatMap(({ citations }) => citations);

/** Notes that a card with these passages was copied. */
export function rememberUsed(conversation: string, citations: readonly Citation[]): void {
  if (citations.length === 0) return;
  const before = JSON.parse(read(conversation)) as Citation[];
  const next = usedOnce([...citations, ...before]).slice(0, most);
  sessionStorage.setItem(keyOf(conversation), JSON.stringify(next));
  for (const listener of [...listeners]) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What was used in this conversation, newest first. */
export function useUsed(view: ConversationView | undefined): readonly Citation[] {
  const conversation = view?.conversation.id;
  const kept = useSyncExternalStore(
    subscribe,
    useCallback(() => (conversation === undefined ? nothing : read(conversation)), [conversation]),
    () => nothing,
  );
  const cards = view?.suggestions;
  const taken = view?.used;
  return useMemo(
    () =>
      usedOnce([
        ...(taken ?? []).toReversed(),
        ...(JSON.parse(kept) as Citation[]),
        ...usedByCards(cards ?? []),
      ]),
    [cards, kept, taken],
  );
}
