import type { ReactNode } from 'react';
import type { Conversation } from '#domain/conversation.ts';
import type { UrgencyReason } from '#domain/insight.ts';
import type { SentimentTrend as Trend } from '#domain/trend.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { stateTitle, stateTone } from './bar/ConversationSwitcher.tsx';
import { SentimentTrend } from './SentimentTrend.tsx';

const channels: Readonly<Record<Conversation['channel'], string>> = {
  practice: 'Practice',
  recorded: 'Recorded',
  call: 'Call',
  chat: 'Chat',
  email: 'E-mail',
};

/** Where the talk stands, and the way to end it. */
export function ConversationBar(props: {
  conversation: Conversation;
  offline: boolean;
  /** A recording plays into it. */
  playing: boolean;
  /** The call's own strip ends it. */
  captured?: boolean;
  /** In a call: whether one types beside what is heard. */
  typing?: boolean;
  onTyping?: (typing: boolean) => void;
  /** How the customer sounds over the talk. */
  trend?: Trend;
  /** What makes it urgent, as the newest turn that is urgent says. */
  urgency?: readonly UrgencyReason[];
  onEnd: () => void;
  onStopReplay: () => void;
}): ReactNode {
  const { conversation, offline, trend, urgency } = props;
  return (
    <div className="flex min-h-9 items-center gap-2 border-b border-line px-3">
      <Chip tone={stateTone[conversation.state]} label="State">
        {stateTitle[conversation.state]}
      </Chip>
      <span
        className="truncate text-xs text-subtle"
        title={`Started ${fullTime(conversation.startedAt)}`}
      >
        {channels[conversation.channel]}, {conversation.pack}
      </span>
      {trend === undefined ? null : (
        <SentimentTrend
          points={trend.points.map(({ smoothed, turn }) => ({ turn, score: smoothed }))}
          direction={trend.direction}
          {...(urgency === undefined ? {} : { urgency })}
        />
      )}
      <div className="ml-auto flex gap-1">
        {conversation.state === 'live' ? (
          <>
            {props.playing ? (
              <Button
                look="quiet"
                icon="end"
                title="Stop replay"
                disabled={offline}
                onClick={props.onStopReplay}
              >
                <span className="sr-only @3xl/console:not-sr-only">Stop replay</span>
              </Button>
            ) : null}
            {props.onTyping === undefined ? null : (
              <IconButton
                icon="keyboard"
                label="Type beside what is heard"
                aria-pressed={props.typing ?? false}
                className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
                onClick={() => props.onTyping?.(!(props.typing ?? false))}
              />
            )}
            {props.captured === true ? null : (
              <Button disabled={offline} onClick={props.onEnd}>
                End conversation
              </Button>
            )}
          </>
        ) : null}
      </div>
    </div>
  );
}
