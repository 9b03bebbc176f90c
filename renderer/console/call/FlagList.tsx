import type { ReactNode } from 'react';
import type { Flag } from '#domain/call.ts';
import type { Turn } from '#domain/conversation.ts';
import { clockTime } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { useSpotlight } from '../spotlight.tsx';
import { Fold } from './Fold.tsx';

/** The moments the agent flagged, newest last; each leads to what was being said. */
export function FlagList(props: {
  flags: readonly Flag[];
  turns: readonly Turn[];
  superseded: Readonly<Record<string, string>>;
  open?: boolean;
}): ReactNode {
  const { jump } = useSpotlight();
  const { flags } = props;
  return (
    <Fold
      title="Flags"
      icon="flag"
      aside={flags.length === 0 ? undefined : flags.length}
      {...(props.open === undefined ? {} : { open: props.open })}
    >
      {flags.length === 0 ? (
        <p className="px-3 pb-2 text-sm text-subtle">
          Nothing is flagged. Press f, or Ctrl+Shift+F while you type, to come back to a moment
          later.
        </p>
      ) : (
        <ul className="pb-2">
          {flags.map((flag) => {
            const id =
              flag.turn === undefined ? undefined : (props.superseded[flag.turn] ?? flag.turn);
            const said = props.turns.find((turn) => turn.id === id);
            return (
              <li key={flag.id}>
                <button
                  type="button"
                  disabled={id === undefined}
                  onClick={() => (id === undefined ? undefined : jump(id))}
                  className="flex w-full items-start gap-2 px-3 py-1 text-start text-sm enabled:hover:bg-hover"
                >
                  <Icon name="flag" className="mt-0.5 size-3.5 text-warn" />
                  <span className="min-w-0 flex-1">
                    {flag.note === '' ? null : (
                      <span className="block" dir="auto">
                        {flag.note}
                      </span>
                    )}
                    <span className="line-clamp-2 text-subtle italic" dir="auto">
                      {said === undefined ? 'Before anything was said' : `“${said.text}”`}
                    </span>
                  </span>
                  <span className="text-xs text-subtle tabular-nums">{clockTime(flag.at)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Fold>
  );
}
