import type { ReactNode } from 'react';

export type Part = 'help' | 'talk' | 'call' | 'customer' | 'form';

export interface PartTitle {
  readonly part: Part;
  readonly title: string;
  /** How many things in it want attention. */
  readonly count?: number;
}

/** In a narrow window one part shows at a time; this chooses it. */
export function PartSwitch(props: {
  parts: readonly PartTitle[];
  current: Part;
  onChoose: (part: Part) => void;
}): ReactNode {
  return (
    <div
      role="group"
      aria-label="Show"
      className="flex border-y border-line bg-surface @3xl/console:hidden"
    >
      {props.parts.map(({ part, title, count }) => (
        <button
          key={part}
          type="button"
          aria-pressed={props.current === part}
          onClick={() => props.onChoose(part)}
          className="flex min-h-9 flex-1 items-center justify-center gap-1 border-b-2 border-transparent text-sm text-muted outline-offset-[-3px] aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {title}
          {count === undefined || count === 0 ? null : (
            <span className="rounded-full bg-accent-soft px-1.5 text-2xs font-semibold text-accent tabular-nums">
              {count}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
