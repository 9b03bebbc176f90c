import { openCards, type ConversationView } from '#domain/view.ts';
import type { Citation } from '#domain/knowledge.ts';
import { usedOnce } from './usedHere.ts';
import type { Group } from './answer.ts';

/** How many of each kind are offered before anything is typed. */
const few = 5;
/** Among so many last turns of the customer a question is preferred. */
const recent = 4;
/** A turn longer than this is no handy question. */
const longestQuestion = 240;

/**
 * What is offered before anything is typed: the customer's last question, what the cards cite now, what
 * was used in this conversation.
 */
export function startGroups(
  view: ConversationView | undefined,
  used: readonly Citation[],
): readonly Group[] {
  if (view === undefined) return [];
  const said = view.turns.filter(({ speaker }) => speaker === 'customer').slice(-recent);
  const last = (said.findLast(({ text }) => text.includes('?')) ?? said.at(-1))?.text.trim() ?? '';
  const cited = usedOnce(openCards(view).flatMap(({ citations }) => citations));
  const cards = cited.filter(({ passage }) => !used.some((other) => other.passage === passage));
  const asItem = (citation: Citation) =>
    ({ kind: 'cited', id: citation.passage, citation }) as const;
  const groups: Group[] = [
    {
      title: 'In the customer’s words',
      items:
        last === ''
          ? []
          : [{ kind: 'words', id: 'last words', text: last.slice(0, longestQuestion) }],
    },
    { title: 'Used in this conversation', items: used.slice(0, few).map(asItem) },
    { title: 'Cited by the cards now', items: cards.slice(0, few).map(asItem) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
