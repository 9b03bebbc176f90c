import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '#renderer/ui/icons.tsx';
import { callTime } from './callText.ts';

/** How long the call runs; read from the call's own clock once a second. */
function Elapsed(props: { read: () => number }): ReactNode {
  const { read } = props;
  const [ms, setMs] = useState(read);
  useEffect(() => {
    setMs(read());
    const timer = setInterval(() => setMs(read()), 1000);
    return () => clearInterval(timer);
  }, [read]);
  return (
    <span className="text-xs text-muted tabular-nums @xl/console:text-sm">{callTime(ms)}</span>
  );
}

export type IndicatorState = 'starting' | 'running' | 'paused' | 'ending';

const titles: Readonly<Record<IndicatorState, string>> = {
  starting: 'Starting',
  running: 'Listening',
  paused: 'Paused',
  ending: 'Finishing',
};

/** That this call is listened to: never out of sight while it is. */
export function Indicator(props: { state: IndicatorState; elapsed?: () => number }): ReactNode {
  const { state } = props;
  return (
    <span className="flex shrink-0 items-center gap-2.5">
      {state === 'paused' ? (
        <Icon name="pause" className="size-5 text-warn" />
      ) : (
        <span
          // It does not pulse: an endless animation costs 6 % of a core in a silent call.
          className={`size-2.5 rounded-full bg-bad ${state === 'running' ? '' : 'opacity-50'}`}
        />
      )}
      <span className="flex flex-col leading-tight @xl/console:flex-row @xl/console:items-baseline @xl/console:gap-2">
        <span
          role="status"
          className={
            state === 'paused' ? 'text-lg font-semibold text-warn' : 'text-sm font-semibold'
          }
        >
          {titles[state]}
        </span>
        {props.elapsed === undefined ? null : <Elapsed read={props.elapsed} />}
      </span>
    </span>
  );
}
