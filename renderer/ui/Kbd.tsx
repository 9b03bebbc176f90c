import type { ReactNode } from 'react';

/** A key to press. */
export function Kbd(props: { children: ReactNode }): ReactNode {
  return (
    <kbd className="inline-grid min-w-[1.125rem] place-items-center rounded-sm border border-line bg-sunken px-1 font-mono text-2xs text-muted">
      {props.children}
    </kbd>
  );
}
