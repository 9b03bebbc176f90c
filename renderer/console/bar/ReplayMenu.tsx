import { useId, useState, type ReactNode } from 'react';
import type { PackSummary } from '#renderer/data/api.ts';
import { soundFileTypes } from '#renderer/data/soundFile.ts';
import { Segments } from '#renderer/ui/Field.tsx';
import { Flyout } from '#renderer/ui/Flyout.tsx';
import { Icon } from '#renderer/ui/icons.tsx';

export type Speed = '1' | '8' | 'instant';

const speeds: readonly { readonly value: Speed; readonly title: string }[] = [
  { value: '1', title: '1×' },
  { value: '8', title: '8×' },
  { value: 'instant', title: 'At once' },
];

/** Recorded conversations of the packs, and transcript files. */
export function ReplayMenu(props: {
  packs: readonly PackSummary[];
  trigger: ReactNode;
  onPlay: (pack: string, name: string, speed: Speed) => void;
  onFiles: (files: readonly File[], speed: Speed) => void;
}): ReactNode {
  const fileId = useId();
  const [open, setOpen] = useState(false);
  const [speed, setSpeed] = useState<Speed>('8');
  return (
    <Flyout
      label="Replay a conversation"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={props.trigger}
    >
      <div className="border-b border-line p-3">
        <Segments label="Speed" value={speed} options={speeds} onChange={setSpeed} />
      </div>
      <div className="overflow-y-auto p-1">
        {props.packs.map((pack) => (
          <section key={pack.name} aria-label={pack.title}>
            <h2 className="px-2 pt-2 pb-1 text-xs font-semibold text-muted">{pack.title}</h2>
            {pack.replays.length === 0 ? (
              <p className="px-2 pb-1 text-sm text-subtle">No recordings.</p>
            ) : null}
            <ul>
              {pack.replays.map((replay) => (
                <li key={replay.name}>
                  <button
                    type="button"
                    onClick={() => {
                      setOpen(false);
                      props.onPlay(pack.name, replay.name, speed);
                    }}
                    className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-start text-sm hover:bg-hover"
                  >
                    <Icon name="replay" className="size-3.5 text-accent" />
                    <span className="min-w-0 flex-1">{replay.title}</span>
                    <span className="text-xs text-subtle tabular-nums">{replay.turns} turns</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="border-t border-line p-3 text-sm">
        <label htmlFor={fileId} className="mb-1 block font-medium">
          Open a transcript file or a recording
        </label>
        <input
          id={fileId}
          type="file"
          multiple
          accept={`.jsonl,.json,.txt,text/plain,${soundFileTypes}`}
          aria-describedby={`${fileId}-hint`}
          className="w-full text-xs text-muted file:me-2 file:min-h-7 file:rounded-md file:border file:border-solid file:border-edge/60 file:bg-surface file:px-2.5 file:text-sm file:text-ink"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length === 0) return;
            setOpen(false);
            props.onFiles(files, speed);
          }}
        />
        <p id={`${fileId}-hint`} className="mt-1 text-xs text-subtle">
          JSON lines or plain text; WAV, MP3, OGG or WebM. You can also drop a file anywhere in this
          window.
        </p>
      </div>
    </Flyout>
  );
}
