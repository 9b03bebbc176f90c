import type { SuggestionId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import { isDuplicate, type Candidate } from './candidate.ts';

/** A card that leaves the screen, and why, in one sentence. */
export interface Expiry {
  readonly suggestion: SuggestionId;
  readonly reason: string;
}

export const isOpen = (card: Suggestion): boolean =>
  card.state === 'proposed' || card.state === 'shown';

/** After so many further turns of the customer a card that nothing renewed is old. */
const oldAfter = { reply: 2, article: 3, step: 3, form: 4, action: 3 } as const;

const turnsSince = (view: ConversationView, card: Suggestion): number => {
  const from = view.turns.find((turn) => turn.id === card.turn)?.sequence ?? 0;
  return view.turns.filter((turn) => turn.speaker === 'customer' && turn.sequence > from).length;
};

/**
 * Which open cards the talk has left behind. A card that is proposed again stays. When the matter
 * changes everything goes at once but actions, which stay a little: the customer who asks "and
 * when do I get my money?" has not taken back the cancellation.
 */
export function staleCards(input: {
  readonly view: ConversationView;
  readonly pack: Pack;
  /** Everything that would be proposed now, shown or not. */
  readonly candidates: readonly Candidate[];
  /** What will be shown now. */
  readonly chosen: readonly Candidate[];
  readonly matter: string | undefined;
  readonly matterChanged: boolean;
  readonly matterTitle: string;
}): Expiry[] {
  const { view, pack, candidates, chosen, matter } = input;
  const reasonFor = (card: Suggestion): string | undefined => {
    const { body } = card;
    if (candidates.some((candidate) => isDuplicate(candidate, card))) return undefined;
    if (body.kind === 'action') {
      const rules = pack.manifest.next.filter((rule) => rule.action === body.actionKind);
      const onMatter = rules.some((rule) => matter !== undefined && rule.intents.includes(matter));
      if (onMatter) return 'What is known now no longer supports it.';
      return turnsSince(view, card) >= oldAfter.action
        ? `The talk moved on to: ${input.matterTitle}.`
        : undefined;
    }
    if (chosen.some((candidate) => candidate.body.kind === body.kind))
      return 'A newer card took its place.';
    if (input.matterChanged) return `The talk moved on to: ${input.matterTitle}.`;
    // A step that asks for something goes as soon as it was given.
    if (body.kind === 'step' && matter !== undefined && candidates.length > 0)
      return 'It is no longer the next step.';
    return turnsSince(view, card) >= oldAfter[body.kind] ? 'The talk moved on.' : undefined;
  };
  return view.suggestions.filter(isOpen).flatMap((card) => {
    const reason = reasonFor(card);
    return reason === undefined ? [] : [{ suggestion: card.id, reason }];
  });
}
