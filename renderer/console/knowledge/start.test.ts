import { expect, it } from 'vitest';
import type { ConversationView } from '#domain/view.ts';
import { cards, replyCard } from '#renderer/gallery/fixtures-cards.ts';
import { conversation, turns } from '#renderer/gallery/fixtures.ts';
import { startGroups } from './start.ts';
import { usedByCards, usedOnce } from './usedHere.ts';

const view: ConversationView = {
  conversation,
  turns,
  insights: {},
  suggestions: cards,
  actions: [],
  approvals: [],
  position: 1,
};

it('offers the customer’s last question, not the contact details said after it', () => {
  const [group] = startGroups(view, []);
  expect(group?.items).toEqual([{ kind: 'words', id: 'last words', text: turns[1]?.text }]);
});

it('offers what the cards cite once, and not again when it was used', () => {
  expect(startGroups(view, [])[1]?.items).toHaveLength(1);
  const used = startGroups(view, replyCard.citations);
  expect(used.map(({ title }) => title)).toContain('Used in this conversation');
  expect(used.map(({ title }) => title)).not.toContain('Cited by the cards now');
});

it('offers nothing without a conversation', () => {
  expect(startGroups(undefined, [])).toEqual([]);
});

it('counts cards that were taken as used, the last one first', () => {
  const [citation] = replyCard.citations;
  if (citation === undefined) throw new Error('The card cites.');
  const later = { ...citation, passage: 'later#1' as typeof citation.passage };
  const taken = usedByCards([
    { ...replyCard, state: 'accepted' },
    { ...replyCard, state: 'dismissed', citations: [{ ...citation, document: 'x' as never }] },
    { ...replyCard, state: 'edited', citations: [later] },
  ]);
  expect(taken).toEqual([later, citation]);
  expect(usedOnce([citation, later, citation])).toEqual([citation, later]);
});
