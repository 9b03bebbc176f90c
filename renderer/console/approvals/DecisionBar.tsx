import type { ReactNode } from 'react';

/**
 * The foot of a request: stays in sight at the bottom of its column while the request above it
 * scrolls. The column keeps what has the focus clear of it (`scroll-pb-*` in Workspace). In a window
 * too low for both it scrolls along.
 */
export function DecisionBar(props: { children: ReactNode }): ReactNode {
  return (
    <div className="space-y-1 rounded-b-md border-t border-line bg-surface px-3 py-2 tall:sticky tall:bottom-0">
      {props.children}
    </div>
  );
}
