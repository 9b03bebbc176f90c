import type { ReactNode } from 'react';
import type { FileRun } from '#renderer/data/fileRun.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { percent } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icons.tsx';
import { Progress } from './Progress.tsx';

const words: Readonly<Record<FileRun['state'], string>> = {
  running: 'Writing down',
  done: 'Written down:',
  failed: 'Could not be written down to the end:',
  cancelled: 'Stopped:',
};

/** A recording that is being written down, whichever conversation is on screen. */
export function FileStrip(props: {
  run: FileRun;
  /** Its conversation is on screen. */
  here: boolean;
  onCancel: () => void;
  onOpen: () => void;
  onClear: () => void;
}): ReactNode {
  const { run } = props;
  const running = run.state === 'running';
  return (
    <section
      aria-label="Recording"
      className={cx(
        'border-b px-3 py-1.5 text-sm',
        run.state === 'failed' ? 'border-bad/50 bg-bad-soft' : 'border-line bg-surface',
      )}
    >
      <div className="flex min-h-7 items-center gap-2">
        <Icon name={run.state === 'failed' ? 'alert' : 'sound'} className="text-subtle" />
        <p className="min-w-0 flex-1 truncate" role="status">
          {words[run.state]} <bdi className="font-medium">{run.name}</bdi>
        </p>
        {running ? <span className="text-muted tabular-nums">{percent(run.progress)}</span> : null}
        {props.here ? null : (
          <Button look="quiet" className="text-accent" onClick={props.onOpen}>
            Open
          </Button>
        )}
        {running ? (
          <Button onClick={props.onCancel}>Cancel</Button>
        ) : (
          <IconButton icon="close" label="Close this notice" onClick={props.onClear} />
        )}
      </div>
      {running ? <Progress label={`Writing down ${run.name}`} share={run.progress} /> : null}
      {(run.failure === undefined ? (run.problems ?? []) : [run.failure]).map((problem) => (
        <p key={problem.message} className="pb-1">
          <span className={run.failure === undefined ? 'font-medium' : 'font-medium text-bad'}>
            {problem.message}
          </span>{' '}
          {problem.mend}
        </p>
      ))}
    </section>
  );
}
