import { useCallback, useMemo, useState } from 'react';
import type { Action, ActionInput } from '#domain/action.ts';
import type { DismissReason } from '#domain/feedback.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { useClip } from '#renderer/data/useClip.ts';
import { cardText, cardTitle } from './cards/cardText.ts';
import type { Source } from './cards/sources.ts';
import { rememberUsed } from './knowledge/usedHere.ts';
import type { Decision } from './form/FieldRow.tsx';

export interface CommandOptions {
  readonly conversation: string;
  /** Takes a reply into the reply box; absent where there is none, then it is copied. */
  readonly insert?: ((text: string) => void) | undefined;
  readonly onForm: () => void;
  readonly onSource: (source: Source) => void;
}

/** Everything an agent can do in a conversation, each failure reported where it can be read. */
export function useCommands({ conversation, insert, onForm, onSource }: CommandOptions) {
  const { api, attempt, notify } = useEarshot();
  const [copied, setCopied] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  const clip = useClip();

  const cards = useMemo(
    () => ({
      accept: (card: Suggestion, text?: string) =>
        void attempt(async () => {
          await api.suggestions.accept({
            conversation,
            suggestion: card.id,
            ...(text === undefined ? {} : { text }),
          });
          const words = text ?? cardText(card);
          const { kind } = card.body;
          const [source] = card.citations;
          if (kind === 'action') return;
          if (kind === 'form') return onForm();
          // Words the agent made their own are for the customer, whatever card they came from.
          if (text === undefined && kind === 'step')
            return notify({ tone: 'good', message: `Marked done: ${cardTitle(card)}` });
          if (text === undefined && kind === 'article' && source !== undefined)
            return onSource(source);
          if (insert !== undefined) return insert(words);
          if (await clip(words))
            notify({ tone: 'good', message: 'Copied. Paste it where you answer the customer.' });
        }),
      copy: (card: Suggestion) =>
        void clip(cardText(card)).then((done) => {
          if (!done) return;
          setCopied(card.id);
          rememberUsed(conversation, card.citations);
          setTimeout(() => setCopied(undefined), 2000);
          void attempt(() => api.suggestions.copied({ conversation, suggestion: card.id }));
        }),
      dismiss: (card: Suggestion, reason: DismissReason) =>
        void attempt(() => api.suggestions.dismiss({ conversation, suggestion: card.id, reason })),
    }),
    [api, attempt, clip, conversation, insert, notify, onForm, onSource],
  );

  const suggest = useCallback(() => {
    setAsking(true);
    void attempt(() => api.suggestions.now({ conversation })).then((found) => {
      setAsking(false);
      if (found !== undefined && found.cards.length === 0)
        notify({
          tone: 'info',
          message: found.silence?.text ?? 'There is nothing to suggest right now.',
        });
    });
  }, [api, attempt, conversation, notify]);

  const onAction = useCallback(
    (action: Action, run: () => Promise<unknown>) => {
      setBusy((all) => new Set([...all, action.id]));
      void attempt(run).then(() =>
        setBusy((all) => new Set([...all].filter((id) => id !== action.id))),
      );
    },
    [attempt],
  );

  const approvals = useMemo(
    () => ({
      onApprove: (action: Action) =>
        onAction(action, () =>
          api.actions.approve({ action: action.id, payloadHash: action.payloadHash }),
        ),
      onReject: (action: Action) =>
        onAction(action, () => api.actions.reject({ action: action.id, reason: '' })),
      onEdit: (action: Action, input: ActionInput) =>
        onAction(action, () => api.actions.edit({ action: action.id, input })),
      onUndo: (action: Action) => onAction(action, () => api.actions.undo({ action: action.id })),
      onRetry: (action: Action) => onAction(action, () => api.actions.retry({ action: action.id })),
      ...(insert === undefined ? {} : { onTell: insert }),
    }),
    [api, insert, onAction],
  );

  const wrapUp = useMemo(
    () => ({
      onEditLine: (line: number, text: string) =>
        void attempt(() => api.wrapUp.edit({ conversation, line, text })),
      onChoose: (disposition: string) =>
        void attempt(() => api.wrapUp.choose({ conversation, disposition })),
      onSave: () => void attempt(() => api.wrapUp.save({ conversation })),
      onClose: () => void attempt(() => api.wrapUp.close({ conversation })),
    }),
    [api, attempt, conversation],
  );

  return {
    cards,
    approvals,
    wrapUp,
    suggest,
    copied,
    asking,
    busy,
    decide: (field: string, decision: Decision) =>
      void attempt(() => api.forms.decide({ conversation, field, decision })),
    chooseCustomer: (customer: string) =>
      void attempt(() => api.conversations.chooseCustomer({ conversation, customer })),
    end: () => void attempt(() => api.conversations.end({ conversation })),
    stopReplay: () => void attempt(() => api.recordings.stop({ conversation })),
  };
}
