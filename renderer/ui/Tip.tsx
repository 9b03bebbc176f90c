import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';

/** Words beside a focusable thing, on hover and on focus. */
export function Tip(props: { content: ReactNode; children: ReactNode }): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{props.children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm text-ink shadow-float"
        >
          {props.content}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

export function TipProvider(props: { children: ReactNode }): ReactNode {
  return (
    <Tooltip.Provider delayDuration={250} skipDelayDuration={150}>
      {props.children}
    </Tooltip.Provider>
  );
}
