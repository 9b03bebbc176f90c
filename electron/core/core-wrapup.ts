import { err, ok } from '#domain/result.ts';
import type { Action } from '#domain/action.ts';
import type { ConversationId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { WrapUp } from '#domain/wrapup.ts';
import type { Bus } from './bus.ts';
import type { Actions } from './core-actions.ts';
import type { Clock } from './ports.ts';
import { buildWrapUp } from './suggest/index.ts';
import type { Answer, CoreFailure } from './surface.ts';

/** The kind every pack has for writing the wrap-up to the CRM. */
const saveKind = 'save_wrap_up';

const sections = { issue: 'Issue', done: 'Done', promised: 'Promised', next: 'Next' } as const;

/** The note as the CRM keeps it. */
export const noteOf = (wrapUp: WrapUp, title: string | undefined): string => {
  const form = formLineOf(wrapUp);
  return [
    ...(title === undefined ? [] : [`Disposition: ${title}.`]),
    ...wrapUp.summary.map(({ section, text }) => `${sections[section]}: ${text}`),
    ...(form === '' ? [] : [`Form: ${form}`]),
  ].join('\n');
};

/** The filled form in one line: `Amount: $135.00; From: savings`. */
export const formLineOf = (wrapUp: WrapUp): string =>
  (wrapUp.form?.fields ?? [])
    .flatMap(({ title, display, value, state }) =>
      value === undefined || state === 'cleared' ? [] : [`${title}: ${display ?? value}`],
    )
    .join('; ');

export interface WrapUps {
  end(view: ConversationView): Promise<Answer<WrapUp>>;
  choose(view: ConversationView, disposition: string): Answer<WrapUp>;
  edit(view: ConversationView, line: number, text: string): Answer<WrapUp>;
  save(view: ConversationView): Answer<Action>;
  close(view: ConversationView): Answer<null>;
  /** An action was done after the end: the summary says so, unless the agent has written it. */
  refresh(view: ConversationView, kind: string): void;
}

const noWrapUp = err<CoreFailure>({
  code: 'INVALID',
  message: 'The conversation has no wrap-up yet.',
  mend: 'End the conversation first.',
});

export function createWrapUps(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly actions: Actions;
  readonly settings: () => Settings;
  readonly packOf: (view: ConversationView) => Pack;
  readonly viewOf: (conversation: ConversationId) => ConversationView | undefined;
  readonly redact: (text: string) => string;
}): WrapUps {
  const { bus } = parts;

  const change = (wrapUp: WrapUp): WrapUp => {
    bus.publish(
      { type: 'wrapup.changed', conversation: wrapUp.conversation, wrapUp },
      parts.settings().agent,
    );
    return wrapUp;
  };

  /** The saving itself is no part of what was done for the customer. */
  const build = (view: ConversationView, pack: Pack): WrapUp =>
    buildWrapUp({
      view: { ...view, actions: view.actions.filter(({ payload }) => payload.kind !== saveKind) },
      pack,
      now: parts.clock.now(),
    });

  const isOpen = (view: ConversationView): boolean => view.conversation.state !== 'closed';
  const closed = err<CoreFailure>({
    code: 'INVALID',
    message: 'The conversation is closed.',
    mend: 'Start a new one.',
  });

  return {
    end: async (view) => {
      if (view.wrapUp !== undefined && view.conversation.state !== 'live') return ok(view.wrapUp);
      if (!isOpen(view)) return closed;
      const pack = parts.packOf(view);
      const from = parts.clock.monotonic();
      bus.publish(
        { type: 'conversation.moved', conversation: view.conversation.id, state: 'wrapping' },
        parts.settings().agent,
      );
      // A card that nobody took is stale once the talk is over.
      for (const card of view.suggestions)
        if (card.state === 'proposed' || card.state === 'shown')
          bus.publish(
            {
              type: 'suggestion.moved',
              conversation: view.conversation.id,
              suggestion: card.id,
              state: 'expired',
              reason: 'The conversation ended.',
            },
            'earshot',
          );
      const now = parts.viewOf(view.conversation.id) ?? view;
      const wrapUp = build(now, pack);
      return ok(change({ ...wrapUp, ms: parts.clock.monotonic() - from }));
    },
    choose: (view, disposition) => {
      if (view.wrapUp === undefined) return noWrapUp;
      if (!isOpen(view)) return closed;
      const known = parts
        .packOf(view)
        .manifest.dispositions.some(({ name }) => name === disposition);
      if (!known)
        return err({
          code: 'INVALID',
          message: `There is no disposition "${disposition}".`,
          mend: 'Choose one of the list.',
        });
      return ok(change({ ...view.wrapUp, disposition, chosen: true }));
    },
    edit: (view, line, text) => {
      if (view.wrapUp === undefined) return noWrapUp;
      if (!isOpen(view)) return closed;
      const words = parts.redact(text).trim();
      const { summary } = view.wrapUp;
      if (summary[line] === undefined)
        return err({ code: 'NOT_FOUND', message: 'This line of the summary is gone.' });
      return ok(
        change({
          ...view.wrapUp,
          edited: true,
          // An emptied line is taken out.
          summary: summary.flatMap((each, index) =>
            index !== line ? [each] : words === '' ? [] : [{ ...each, text: words }],
          ),
        }),
      );
    },
    save: (view) => {
      const { wrapUp } = view;
      if (wrapUp === undefined) return noWrapUp;
      if (!isOpen(view)) return closed;
      const title = parts
        .packOf(view)
        .manifest.dispositions.find(({ name }) => name === wrapUp.disposition)?.title;
      const drafted = parts.actions.draft({
        view,
        kind: saveKind,
        input: { note: noteOf(wrapUp, title) },
        reasoning: 'The wrap-up of this conversation is written to the customer’s record.',
      });
      if (drafted.ok) change({ ...wrapUp, saved: drafted.value.id });
      return drafted;
    },
    refresh: (view, kind) => {
      const { wrapUp } = view;
      if (wrapUp === undefined || wrapUp.edited || kind === saveKind) return;
      if (view.conversation.state !== 'wrapping') return;
      const from = parts.clock.monotonic();
      const rebuilt = build(view, parts.packOf(view));
      change({
        ...rebuilt,
        ...(wrapUp.chosen && { disposition: wrapUp.disposition, chosen: true }),
        ...(wrapUp.saved !== undefined && { saved: wrapUp.saved }),
        ms: parts.clock.monotonic() - from,
      });
    },
    close: (view) => {
      if (view.conversation.state === 'closed') return ok(null);
      if (view.conversation.state === 'live')
        return err({
          code: 'INVALID',
          message: 'The conversation is still live.',
          mend: 'End it first; the wrap-up comes at once.',
        });
      bus.publish(
        { type: 'conversation.moved', conversation: view.conversation.id, state: 'closed' },
        parts.settings().agent,
      );
      return ok(null);
    },
  };
}
