import type { ReactNode } from 'react';
import type { ConnectionState } from '#renderer/data/connection.ts';
import { Icon } from '#renderer/ui/icons.tsx';

/** Says that the core is away; what was typed stays, what was approved is safe. */
export function ConnectionBanner(props: { state: ConnectionState }): ReactNode {
  return (
    <div role="status">
      {props.state !== 'lost' ? null : (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-3 py-1.5 text-sm text-warn">
          <Icon name="refresh" className="animate-pulse" />
          <span>
            <span className="font-semibold">Reconnecting…</span> What you typed stays here; nothing
            that you approved is lost.
          </span>
        </p>
      )}
    </div>
  );
}
