import type { ReactNode } from 'react';
import { percent } from '#renderer/ui/format.ts';

/** How far something is. `of` 0 is unknown: the bar then only says that it moves. */
export function ProgressBar(props: {
  label: string;
  done: number;
  of: number;
  /** The words beside the bar; also what a screen reader says. */
  text: string;
}): ReactNode {
  const share = props.of <= 0 ? undefined : Math.min(1, Math.max(0, props.done / props.of));
  return (
    <div>
      <div className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span>{props.text}</span>
        {share === undefined ? null : (
          <span className="text-subtle tabular-nums">{percent(share)}</span>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={props.label}
        aria-valuetext={props.text}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) })}
        className="mt-1 h-2 overflow-hidden rounded-full border border-edge/60 bg-sunken"
      >
        <div
          className={share === undefined ? 'h-full animate-pulse bg-accent/40' : 'h-full bg-accent'}
          style={{ width: share === undefined ? '100%' : `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
