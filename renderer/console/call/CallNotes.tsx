import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Progress } from './Progress.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import type { CallNote, NoteRemedy } from './callText.ts';

const looks = {
  info: 'bg-sunken text-muted',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const;

const remedies: Readonly<Record<NoteRemedy, string>> = {
  sound: 'Change source',
  share: 'Share again',
  'go on': 'Go on',
};

/** What is wrong with the sound and what to do, one line each; told to screen readers politely. */
export function CallNotes(props: {
  notes: readonly CallNote[];
  /** Of loading the model, 0 to 1. */
  progress?: number | undefined;
  onRemedy: (remedy: NoteRemedy) => void;
}): ReactNode {
  return (
    <div role="status" aria-label="State of the sound">
      {props.notes.length === 0 ? null : (
        <ul className="space-y-px">
          {props.notes.map((note) => {
            const { remedy } = note;
            return (
              <li
                key={note.key}
                className={cx('flex items-start gap-2 px-3 py-1.5 text-sm', looks[note.tone])}
              >
                <Icon name={note.tone === 'info' ? 'clock' : 'alert'} className="mt-0.5" />
                <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
                  <p className="min-w-0 flex-1 basis-52">
                    <span className="font-semibold">{note.message}</span>{' '}
                    <span className="text-ink">{note.mend}</span>
                    {note.key === 'recogniser loading' && props.progress !== undefined ? (
                      <Progress label="Speech model" share={props.progress} />
                    ) : null}
                  </p>
                  {remedy === undefined ? null : (
                    <Button className="text-ink" onClick={() => props.onRemedy(remedy)}>
                      {remedies[remedy]}
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
