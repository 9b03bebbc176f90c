import { memo, type ReactNode } from 'react';
import type { Evidence, Turn } from '#domain/conversation.ts';
import type { Insight } from '#domain/insight.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { clockTime, exactTime } from '#renderer/ui/format.ts';
import { MarkedText } from './MarkedText.tsx';
import { marksOf } from './marks.ts';
import { TurnChips } from './TurnChips.tsx';

export const speakerTitle = { customer: 'Customer', agent: 'Agent' } as const;

/** The element of a turn, so that a quote can jump to it. */
export const turnElementId = (turn: string): string => `turn-${turn}`;

const bars = { customer: 'border-customer', agent: 'border-agent' } as const;
const names = { customer: 'text-customer', agent: 'text-agent' } as const;

function TurnRowPlain(props: {
  turn: Turn;
  /** The same speaker goes on: no name again. */
  continued: boolean;
  superseded: boolean;
  insights: readonly Insight[];
  spotlight: readonly Evidence[];
  pointed: boolean;
}): ReactNode {
  const { turn } = props;
  return (
    <li
      id={turnElementId(turn.id)}
      tabIndex={-1}
      className={cx(
        'group scroll-my-10 border-l-[3px] py-1 ps-3 pe-2 outline-offset-[-2px]',
        bars[turn.speaker],
        props.continued ? 'mt-0.5' : 'mt-3 first:mt-0',
        props.pointed && 'rounded-e-md bg-accent-soft',
      )}
    >
      <div className={cx('flex items-baseline gap-2', props.continued && 'sr-only')}>
        <span className={cx('text-xs font-semibold', names[turn.speaker])}>
          {speakerTitle[turn.speaker]}
        </span>
        <time
          dateTime={new Date(turn.at).toISOString()}
          title={exactTime(turn.at)}
          className="text-xs text-subtle tabular-nums"
        >
          {clockTime(turn.at)}
        </time>
      </div>
      <p
        dir="auto"
        className={cx(
          'wrap-anywhere whitespace-pre-wrap',
          props.superseded && 'text-subtle line-through',
        )}
      >
        <MarkedText text={turn.text} marks={marksOf(turn.id, props.insights, props.spotlight)} />
      </p>
      {turn.speaker === 'customer' && props.insights.some(({ kind }) => kind !== 'entity') ? (
        <TurnChips insights={props.insights} />
      ) : null}
      {turn.redactions === 0 ? null : (
        <div className="mt-1">
          <Chip tone="warn" title="Card numbers and security codes are never stored.">
            {turn.redactions} removed before storing
          </Chip>
        </div>
      )}
    </li>
  );
}

export const TurnRow = memo(TurnRowPlain);
