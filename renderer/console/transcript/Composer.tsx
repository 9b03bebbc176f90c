import { type KeyboardEvent, type ReactNode } from 'react';
import type { Speaker } from '#domain/conversation.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { TextArea } from '#renderer/ui/Field.tsx';

const speakers = ['customer', 'agent'] as const;
const paneTitle = { customer: 'As the customer', agent: 'As the agent' } as const;
const dots = { customer: 'bg-customer', agent: 'bg-agent' } as const;

export interface ComposerProps {
  /** Which side shows where there is room for one. */
  readonly pane: Speaker;
  readonly onPane: (pane: Speaker) => void;
  readonly drafts: Readonly<Record<Speaker, string>>;
  readonly onDraft: (speaker: Speaker, text: string) => void;
  readonly onSend: (speaker: Speaker) => void;
  /** Being sent, or no connection: the words stay, sending waits. */
  readonly busy: Readonly<Record<Speaker, boolean>>;
  readonly offline: boolean;
}

function Pane(props: ComposerProps & { speaker: Speaker; hiddenWhenNarrow: boolean }): ReactNode {
  const { speaker } = props;
  const blocked = props.offline || props.busy[speaker] || props.drafts[speaker].trim() === '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!blocked) props.onSend(speaker);
  };
  return (
    <form
      aria-label={paneTitle[speaker]}
      className={cx('min-w-0 flex-1', props.hiddenWhenNarrow && 'hidden @lg:block')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) props.onSend(speaker);
      }}
    >
      <div
        className="mb-1 hidden items-center gap-1.5 text-xs font-medium text-muted @lg:flex"
        aria-hidden="true"
      >
        <span className={cx('size-2 rounded-full', dots[speaker])} />
        {paneTitle[speaker]}
      </div>
      <div className="flex items-end gap-1.5">
        <TextArea
          label={paneTitle[speaker]}
          quietLabel
          className="min-w-0 flex-1"
          rows={2}
          maxLength={100_000}
          placeholder={speaker === 'customer' ? 'What the customer says' : 'What you answer'}
          value={props.drafts[speaker]}
          onChange={(event) => props.onDraft(speaker, event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button
          type="submit"
          look="primary"
          icon="send"
          disabled={blocked}
          className="shrink-0 px-1.5"
          aria-label={`Send ${paneTitle[speaker].toLowerCase()}`}
        />
      </div>
    </form>
  );
}

/** The practice channel: type for both sides. Enter sends, Shift+Enter makes a new line. */
export function Composer(props: ComposerProps): ReactNode {
  const { pane } = props;
  return (
    <div className="@container border-t border-line bg-surface px-3 pt-2 pb-3">
      <div
        role="group"
        aria-label="Who is speaking"
        className="mb-1.5 flex gap-0.5 rounded-md bg-sunken p-0.5 @lg:hidden"
      >
        {speakers.map((speaker) => (
          <button
            key={speaker}
            type="button"
            aria-pressed={pane === speaker}
            onClick={() => props.onPane(speaker)}
            className="flex min-h-6 flex-1 items-center justify-center gap-1.5 rounded-sm text-sm text-muted aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-raised"
          >
            <span className={cx('size-2 rounded-full', dots[speaker])} />
            {paneTitle[speaker]}
          </button>
        ))}
      </div>
      <div className="flex gap-3">
        {speakers.map((speaker) => (
          <Pane key={speaker} {...props} speaker={speaker} hiddenWhenNarrow={pane !== speaker} />
        ))}
      </div>
    </div>
  );
}
