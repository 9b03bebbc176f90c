import type { ReactNode } from 'react';
import type { Speaker } from '#domain/conversation.ts';
import type { PartialWords } from '#renderer/data/conversation.ts';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { speakerTitle } from './TurnRow.tsx';

/** What is being said now: dim until it is final, hidden while it is of a card. */
export function PartialRow(props: { speaker: Speaker; partial: PartialWords }): ReactNode {
  const { partial, speaker } = props;
  return (
    <li
      className={cx(
        'mt-3 border-l-[3px] border-dashed py-1 ps-3',
        speaker === 'customer' ? 'border-customer' : 'border-agent',
      )}
    >
      <span className="text-xs font-semibold text-subtle">{speakerTitle[speaker]}, speaking</span>
      {partial.text === '' ? null : (
        <p dir="auto" className="wrap-anywhere text-subtle italic">
          {partial.text}
        </p>
      )}
      {partial.holding ? (
        <p className="mt-0.5 flex w-fit items-center gap-1.5 rounded-sm bg-warn-soft px-1.5 text-sm font-medium text-warn">
          <Icon name="pause" className="size-3.5" />
          Card details: not written down
        </p>
      ) : null}
    </li>
  );
}
