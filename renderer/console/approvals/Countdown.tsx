import type { ReactNode } from 'react';
import { Icon } from '#renderer/ui/icons.tsx';
import { fullTime, remaining } from '#renderer/ui/format.ts';
import { announcedTime } from './decision.ts';

/** Time left to decide. Silence is a no, and it says so. */
export function Countdown(props: { expiresAt: number; now: number }): ReactNode {
  const left = props.expiresAt - props.now;
  return (
    <p
      className={`flex items-center gap-1.5 text-xs ${left < 60_000 ? 'text-warn' : 'text-subtle'}`}
    >
      <Icon name="clock" className="size-3.5" />
      <span title={fullTime(props.expiresAt)}>
        {left <= 0 ? (
          'Expired: that is a no'
        ) : (
          <>
            <span className="tabular-nums">{remaining(left)}</span> left, then it is a no
          </>
        )}
      </span>
      <span className="sr-only" aria-live="polite">
        {announcedTime(left)}
      </span>
    </p>
  );
}
