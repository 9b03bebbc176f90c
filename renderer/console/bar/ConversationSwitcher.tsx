import { useState, type ReactNode } from 'react';
import type { ConversationState } from '#domain/conversation.ts';
import type { ConversationSummary } from '#renderer/data/api.ts';
import { Chip, type Tone } from '#renderer/ui/Chip.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Flyout } from '#renderer/ui/Flyout.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { Empty, Loading } from '#renderer/ui/Panel.tsx';

export const stateTitle: Readonly<Record<ConversationState, string>> = {
  live: 'Live',
  wrapping: 'Wrap-up',
  closed: 'Closed',
};

export const stateTone: Readonly<Record<ConversationState, Tone>> = {
  live: 'good',
  wrapping: 'warn',
  closed: 'neutral',
};

/** All conversations of this machine, newest first; the current one names the button. */
export function ConversationSwitcher(props: {
  conversations: readonly ConversationSummary[] | undefined;
  current: string | undefined;
  currentTitle: string | undefined;
  onChoose: (id: string) => void;
  onOpen: () => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  const shown = props.conversations?.filter(({ title }) =>
    title.toLocaleLowerCase().includes(wanted),
  );
  return (
    <Flyout
      label="Conversations"
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) props.onOpen();
      }}
      trigger={
        <button
          type="button"
          className="flex min-h-8 min-w-0 flex-1 items-center gap-1.5 rounded-md px-2 text-start font-semibold hover:bg-hover"
        >
          <span className="sr-only">Conversation: </span>
          <span className="truncate" dir="auto">
            {props.currentTitle ?? 'Choose a conversation'}
          </span>
          <Icon name="chevron" className="size-3.5 text-subtle" />
        </button>
      }
    >
      <div className="border-b border-line p-2">
        <TextField
          label="Filter conversations"
          quietLabel
          type="search"
          placeholder="Filter"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {shown === undefined ? (
        <Loading label="Reading the conversations" />
      ) : shown.length === 0 ? (
        <Empty icon="chat" title={wanted === '' ? 'No conversations yet' : 'None by that name'} />
      ) : (
        <ul className="overflow-y-auto p-1">
          {shown.map((conversation) => (
            <li key={conversation.id}>
              <button
                type="button"
                aria-current={conversation.id === props.current ? 'true' : undefined}
                onClick={() => {
                  setOpen(false);
                  props.onChoose(conversation.id);
                }}
                className="w-full rounded-md px-2 py-1.5 text-start hover:bg-hover aria-[current]:bg-accent-soft"
              >
                <span className="block truncate text-sm font-medium" dir="auto">
                  {conversation.title}
                </span>
                <span className="flex items-center gap-2 text-xs text-subtle">
                  <Chip tone={stateTone[conversation.state]}>{stateTitle[conversation.state]}</Chip>
                  {conversation.pack}
                  <span className="ml-auto tabular-nums">{fullTime(conversation.startedAt)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Flyout>
  );
}
