import type { ReactNode } from 'react';
import { percent } from '#renderer/ui/format.ts';

/** A thin bar that fills. @param props.share 0 to 1 */
export function Progress(props: { label: string; share: number }): ReactNode {
  const share = Math.min(1, Math.max(0, props.share));
  return (
    <span
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={percent(share)}
      className="my-1 block h-1 w-full overflow-hidden rounded-full bg-hover"
    >
      <span
        className="block h-full rounded-full bg-accent transition-[width]"
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}
