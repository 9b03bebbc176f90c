import type { Action } from '#domain/action.ts';
import type { DomainEvent } from '#domain/events.ts';
import type { DismissReason, Feedback } from '#domain/feedback.ts';
import type { Form } from '#domain/form.ts';
import type { SuggestionId } from '#domain/ids.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import { type Suggestion, suggestionNext, type SuggestionState } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import type { Actions } from './core-actions.ts';
import type { Clock } from './ports.ts';
import { decideFormField } from './suggest/forms.ts';
import type { Answer, CoreFailure, FieldVerdict } from './surface.ts';

/** What an agent does with a card or a form field. */
export interface Cards {
  show(view: ConversationView, id: SuggestionId): Answer<null>;
  accept(
    view: ConversationView,
    id: SuggestionId,
    text?: string,
  ): Answer<{ readonly action?: Action }>;
  copy(view: ConversationView, id: SuggestionId): Answer<null>;
  dismiss(view: ConversationView, id: SuggestionId, reason: DismissReason): Answer<null>;
  decideField(view: ConversationView, field: string, decision: FieldVerdict): Answer<Form>;
}

const gone = err<CoreFailure>({
  code: 'NOT_FOUND',
  message: 'This card is not there any more.',
  mend: 'Press "suggest now" for what fits now.',
});

/** Insertions, deletions and replacements between two texts over the longer length (Levenshtein). */
export function editShare(before: string, after: string): number {
  const longest = Math.max(before.length, after.length);
  if (longest === 0) return 0;
  let row = Array.from({ length: after.length + 1 }, (_, index) => index);
  for (let i = 1; i <= before.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= after.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (before[i - 1] === after[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return (row[after.length] ?? 0) / longest;
}

const wordsOf = (card: Suggestion): string | undefined =>
  card.body.kind === 'reply' || card.body.kind === 'step' ? card.body.text : undefined;

export function createCards(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly actions: Actions;
  readonly settings: () => Settings;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly redact: (text: string) => string;
}): Cards {
  const { bus } = parts;
  const publish = (event: DomainEvent): void => {
    bus.publish(event, parts.settings().agent);
  };
  const find = (view: ConversationView, id: SuggestionId): Suggestion | undefined =>
    view.suggestions.find((card) => card.id === id);

  const move = (
    card: Suggestion,
    state: SuggestionState,
    told: { readonly text?: string; readonly reason?: string } = {},
  ): void =>
    publish({
      type: 'suggestion.moved',
      conversation: card.conversation,
      suggestion: card.id,
      state,
      ...told,
    });

  const feedback = (
    card: Suggestion,
    given: Pick<Feedback, 'verdict' | 'reason' | 'editDistance'>,
  ): void =>
    publish({
      type: 'feedback.given',
      conversation: card.conversation,
      feedback: {
        ...given,
        suggestion: card.id,
        conversation: card.conversation,
        at: parts.clock.now(),
      },
    });

  return {
    show: (view, id) => {
      const card = find(view, id);
      if (card === undefined) return gone;
      // A card that went meanwhile was seen too late; that is not the window's fault.
      if (card.state === 'proposed') move(card, 'shown');
      return ok(null);
    },
    accept: (view, id, text) => {
      const card = find(view, id);
      if (card === undefined) return gone;
      const { body } = card;
      const again = card.state === 'accepted' || card.state === 'edited';
      if (!again && !suggestionNext[card.state].includes('accepted'))
        return err({
          code: 'STALE',
          message: `This card is ${card.state}; the talk has moved on.`,
          mend: 'Press "suggest now" for what fits now.',
        });
      let action: Action | undefined;
      if (body.kind === 'action') {
        const drafted = parts.actions.draft({ view, kind: body.actionKind, suggestion: card });
        if (!drafted.ok) return drafted;
        action = drafted.value;
      }
      if (!again)
        bus.transact(() => {
          const before = wordsOf(card);
          const after = text === undefined ? undefined : parts.redact(text);
          const edited = before !== undefined && after !== undefined && after !== before;
          move(card, edited ? 'edited' : 'accepted', edited ? { text: after } : {});
          feedback(card, {
            verdict: edited ? 'edited' : 'accepted',
            ...(before !== undefined &&
              after !== undefined && { editDistance: editShare(before, after) }),
          });
        }, 'normal');
      return ok(action === undefined ? {} : { action });
    },
    copy: (view, id) => {
      const card = find(view, id);
      if (card === undefined) return gone;
      feedback(card, { verdict: 'copied' });
      return ok(null);
    },
    dismiss: (view, id, reason) => {
      const card = find(view, id);
      if (card === undefined) return gone;
      if (card.state === 'dismissed') return ok(null);
      if (!suggestionNext[card.state].includes('dismissed'))
        return err({ code: 'STALE', message: `This card is ${card.state} already.` });
      bus.transact(() => {
        move(card, 'dismissed', { reason });
        feedback(card, { verdict: 'dismissed', reason });
      }, 'normal');
      return ok(null);
    },
    decideField: (view, field, decision) => {
      if (view.form === undefined)
        return err({ code: 'NOT_FOUND', message: 'This conversation has no form yet.' });
      if (!view.form.fields.some(({ name }) => name === field))
        return err({ code: 'NOT_FOUND', message: `The form has no field "${field}".` });
      const form = decideFormField(
        view.form,
        field,
        decision.verdict === 'edit'
          ? { verdict: 'edit', value: parts.redact(decision.value) }
          : decision,
      );
      publish({ type: 'form.changed', conversation: view.conversation.id, form });
      return ok(form);
    },
  };
}
