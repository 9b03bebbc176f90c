import type { ReactNode } from 'react';
import type { PackSummary } from '#renderer/data/api.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Field.tsx';
import { Icon, Mark } from '#renderer/ui/icons.tsx';
import { Loading } from '#renderer/ui/Panel.tsx';
import type { Speed } from './bar/ReplayMenu.tsx';

/** What there is to do before a conversation is chosen. */
export function Welcome(props: {
  packs: readonly PackSummary[] | undefined;
  pack: string;
  offline: boolean;
  onPack: (pack: string) => void;
  onStart: () => void;
  onCall: () => void;
  onPlay: (pack: string, name: string, speed: Speed) => void;
}): ReactNode {
  const { packs } = props;
  const pack = packs?.find(({ name }) => name === props.pack);
  return (
    <main className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto px-4 py-10">
      <Mark className="size-12" />
      <h1 className="mt-4 text-xl font-semibold">Ready to listen</h1>
      <p className="mt-1 max-w-md text-center text-muted">
        Earshot follows a conversation beside you and shows the answer, the next step and the form
        while it is needed. Everything stays on this machine until you approve it.
      </p>
      {packs === undefined ? (
        <div className="mt-6 w-72">
          <Loading label="Starting" />
        </div>
      ) : (
        <div className="mt-6 w-full max-w-md space-y-4">
          <Choice
            label="Line of business"
            value={props.pack}
            disabled={props.offline}
            options={packs.map(({ name, title }) => ({ value: name, title }))}
            onChange={props.onPack}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              look="primary"
              icon="phone"
              className="min-h-9 flex-1 basis-40"
              disabled={props.offline}
              onClick={props.onCall}
            >
              Listen to a call
            </Button>
            <Button
              icon="add"
              className="min-h-9 flex-1 basis-40"
              disabled={props.offline}
              onClick={props.onStart}
            >
              Start a practice conversation
            </Button>
          </div>
          {pack === undefined || pack.replays.length === 0 ? null : (
            <section
              aria-label="Recorded conversations"
              className="rounded-lg border border-line bg-surface"
            >
              <h2 className="px-3 pt-2 pb-1 text-xs font-semibold text-muted">
                Or replay a recorded one
              </h2>
              <ul className="p-1">
                {pack.replays.slice(0, 6).map((replay) => (
                  <li key={replay.name}>
                    <button
                      type="button"
                      disabled={props.offline}
                      onClick={() => props.onPlay(pack.name, replay.name, '8')}
                      className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-start hover:bg-hover disabled:opacity-50"
                    >
                      <Icon name="replay" className="size-3.5 text-accent" />
                      <span className="min-w-0 flex-1">{replay.title}</span>
                      <span className="text-xs text-subtle tabular-nums">{replay.turns} turns</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p className="text-center text-sm text-subtle">
            Or drop a transcript or a recording of a call anywhere in this window.
          </p>
        </div>
      )}
    </main>
  );
}
