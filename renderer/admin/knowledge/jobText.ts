import type { ImportJob, ImportState } from '#domain/knowledge-import.ts';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { duration } from '#renderer/ui/format.ts';
import { count, counted } from '../amounts.ts';

/** @file How an import reads on screen. */

export const jobState: Readonly<
  Record<ImportState, { readonly title: string; readonly tone: Tone }>
> = {
  waiting: { title: 'Waiting', tone: 'neutral' },
  reading: { title: 'Under way', tone: 'accent' },
  done: { title: 'Done', tone: 'good' },
  cancelled: { title: 'Cancelled', tone: 'neutral' },
  failed: { title: 'Stopped', tone: 'bad' },
};

export const isRunning = ({ state }: ImportJob): boolean =>
  state === 'waiting' || state === 'reading';

export const problemCount = ({ moreProblems, problems }: ImportJob): number =>
  problems.length + moreProblems;

/** Beside the bar: how far it is. */
export function progressText(job: ImportJob): string {
  if (job.state === 'waiting') return 'Waits for the import before it';
  if (job.total === 0) return 'Looking at what there is…';
  return `${count(job.done)} of ${counted(job.total, 'file or entry', 'files and entries')}`;
}

/** What came of it: only what there is to say. */
export function outcomeText(job: ImportJob): string {
  const parts = [
    `${counted(job.imported, 'article')} new or changed`,
    ...(job.unchanged > 0 ? [`${count(job.unchanged)} as before`] : []),
    ...(job.withdrawn > 0 ? [`${count(job.withdrawn)} withdrawn`] : []),
    counted(job.passages, 'passage'),
  ];
  return parts.join(', ');
}

/** 740 ms, 12.0 s, 4 min, 2 h 5 min: how long an import took. */
export function spent(ms: number): string {
  if (ms < 100_000) return duration(ms);
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Changes when the lists of articles and sources have to be read again; not with every file. */
export const listsRevision = (jobs: readonly ImportJob[]): string =>
  jobs.map((job) => `${job.id} ${job.state} ${Math.floor(job.imported / 100)}`).join(';');
