import { useState, type ReactNode } from 'react';
import type { ImportJob } from '#domain/knowledge-import.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ago, fullTime } from '#renderer/ui/format.ts';
import { count } from '../amounts.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { isRunning, jobState, outcomeText, problemCount, progressText, spent } from './jobText.ts';
import { ProblemList } from './ProblemList.tsx';

export interface JobListProps {
  readonly jobs: readonly ImportJob[];
  readonly now: number;
  readonly offline: boolean;
  /** Jobs that something was asked of a moment ago. */
  readonly busy: ReadonlySet<string>;
  readonly onCancel: (job: ImportJob) => void;
  readonly onResume: (job: ImportJob) => void;
  /** Stands above the jobs: an upload on its way to become one. */
  readonly children?: ReactNode;
}

/** Ended ones that are shown before somebody asks for the rest. */
const few = 4;

function JobRow(props: JobListProps & { job: ImportJob }): ReactNode {
  const { busy, job, now, offline } = props;
  const state = jobState[job.state];
  const running = isRunning(job);
  const off = offline || busy.has(job.id);
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <p className="min-w-0 font-medium wrap-anywhere" dir="auto">
          {job.title}
        </p>
        <Chip tone={state.tone} label="State">
          {state.title}
        </Chip>
        {problemCount(job) === 0 ? null : (
          <Chip tone="warn">{count(problemCount(job))} not used</Chip>
        )}
        <span className="text-xs text-subtle" title={fullTime(job.startedAt)}>
          {job.endedAt === undefined
            ? `began ${ago(job.startedAt, now)}`
            : `${ago(job.endedAt, now)}, took ${spent(job.endedAt - job.startedAt)}`}
        </span>
      </div>
      {running ? (
        <div className="mt-1 flex flex-wrap items-end gap-3">
          <div className="min-w-48 flex-1">
            {job.state === 'waiting' ? (
              <p className="text-sm">{progressText(job)}</p>
            ) : (
              <ProgressBar
                label={`Importing ${job.title}`}
                done={job.done}
                of={job.total}
                text={progressText(job)}
              />
            )}
          </div>
          <Button disabled={off} onClick={() => props.onCancel(job)}>
            Cancel
          </Button>
        </div>
      ) : null}
      {job.state === 'waiting' ? null : (
        <p className="mt-0.5 text-sm text-muted tabular-nums">
          {outcomeText(job)}
          {job.state === 'cancelled' && job.total > job.done
            ? `; ${count(job.total - job.done)} left`
            : ''}
        </p>
      )}
      {job.failure === undefined ? null : (
        <p role="alert" className="text-sm text-bad">
          {job.failure}
        </p>
      )}
      <ProblemList problems={job.problems} more={job.moreProblems} />
      {job.state === 'cancelled' || job.state === 'failed' ? (
        <Button className="mt-1" icon="refresh" disabled={off} onClick={() => props.onResume(job)}>
          Go on where it stopped
        </Button>
      ) : null}
    </li>
  );
}

/** Imports, newest first: how far, what came of them, what could not be used. */
export function JobList(props: JobListProps): ReactNode {
  const [all, setAll] = useState(false);
  const ended = props.jobs.filter((job) => !isRunning(job));
  const shown = all ? props.jobs : [...props.jobs.filter(isRunning), ...ended.slice(0, few)];
  if (props.jobs.length === 0 && props.children === undefined)
    return <p className="text-sm text-subtle">Nothing has been imported yet.</p>;
  return (
    <>
      <ul aria-label="Imports" className="divide-y divide-line">
        {props.children}
        {shown.map((job) => (
          <JobRow key={job.id} {...props} job={job} />
        ))}
      </ul>
      {ended.length <= few ? null : (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? 'Show the newest only' : `Show all ${count(props.jobs.length)}`}
        </Button>
      )}
    </>
  );
}
