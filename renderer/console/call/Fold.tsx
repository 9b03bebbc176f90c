import { useState, type ReactNode } from 'react';
import { Icon, type IconName } from '#renderer/ui/icons.tsx';

/** A part of the call's panel that opens and closes; what is in it stays while it is closed. */
export function Fold(props: {
  title: string;
  icon: IconName;
  /** What to know without opening it. */
  aside?: ReactNode;
  open?: boolean;
  children: ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(props.open ?? false);
  return (
    <section aria-label={props.title} className="border-b border-line last:border-b-0">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-9 w-full items-center gap-1.5 px-3 text-start outline-offset-[-2px] hover:bg-hover"
        >
          <Icon name={props.icon} className="text-subtle" />
          <span className="text-xs font-semibold tracking-wide text-muted uppercase">
            {props.title}
          </span>
          <span className="ms-auto flex items-center gap-2 text-xs text-subtle tabular-nums">
            {props.aside}
          </span>
          <Icon
            name="chevron"
            className={`size-3.5 text-subtle transition-transform ${open ? 'rotate-180' : ''}`}
          />
        </button>
      </h2>
      <div hidden={!open}>{props.children}</div>
    </section>
  );
}
