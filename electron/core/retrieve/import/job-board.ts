import type { ImportJob, ImportProblem } from '#domain/knowledge-import.ts';
import { type Log, messageOf } from '#core/log.ts';
import type { Clock, KnowledgeSourceRepository } from '#core/ports.ts';
import type { RunTally } from './source-run.ts';

/** Problems that are listed; the rest is counted. */
export const listedProblems = 200;
/** Jobs that are shown. */
const shownJobs = 50;
/** So often at most a job that goes on is stored and told. */
const everyMs = 250;

/** The jobs as they are shown and stored. */
export interface JobBoard {
  /** Newest first. */
  list(): ImportJob[];
  get(id: string): ImportJob | undefined;
  /** Shows and stores a job at once. */
  put(job: ImportJob): ImportJob;
  /** Counts what a run tells, and shows it a few times a second. */
  tally(id: string, onPassages: (passages: number) => void): RunTally;
  onChange(listener: (jobs: ImportJob[]) => void): () => void;
  close(): void;
}

type Counts = 'total' | 'done' | 'imported' | 'unchanged' | 'withdrawn' | 'passages';

export function createJobBoard(parts: {
  readonly sources: Pick<KnowledgeSourceRepository, 'jobs' | 'putJob'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}): JobBoard {
  const { sources, clock, log } = parts;
  const jobs = new Map(sources.jobs(shownJobs).map((job) => [job.id, job]));
  const listeners = new Set<(jobs: ImportJob[]) => void>();
  const unsaved = new Set<string>();
  let cancelTimer: (() => void) | undefined;

  const list = (): ImportJob[] =>
    [...jobs.values()]
      .sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1))
      .slice(0, shownJobs);

  const flush = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    for (const id of unsaved) {
      const job = jobs.get(id);
      try {
        if (job !== undefined) sources.putJob(job);
      } catch (thrown) {
        // On a full disk the window still sees how it went; a restart sees the last that was saved.
        log.error('An import could not be noted.', { job: id, reason: messageOf(thrown) });
      }
    }
    unsaved.clear();
    if (listeners.size === 0) return;
    const all = list();
    for (const listener of listeners) listener(all);
  };

  const change = (job: ImportJob): void => {
    jobs.set(job.id, job);
    unsaved.add(job.id);
  };

  return {
    list,
    get: (id) => jobs.get(id),
    put: (job) => {
      change(job);
      flush();
      return job;
    },
    tally: (id, onPassages) => {
      const later = (change_: (job: ImportJob) => ImportJob): void => {
        const job = jobs.get(id);
        if (job === undefined) return;
        change(change_(job));
        cancelTimer ??= clock.after(everyMs, () => {
          cancelTimer = undefined;
          flush();
        });
      };
      const add = (what: Counts, count: number): void =>
        later((job) => ({ ...job, [what]: job[what] + count }));
      return {
        found: (count) => add('total', count),
        done: () => add('done', 1),
        imported: (passages, unembedded) => {
          later((job) => ({
            ...job,
            imported: job.imported + 1,
            passages: job.passages + passages,
          }));
          onPassages(unembedded);
        },
        unchanged: () => add('unchanged', 1),
        withdrawn: (count) => add('withdrawn', count),
        problem: (problem) => later((job) => withProblem(job, problem)),
      };
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      flush();
      listeners.clear();
    },
  };
}

const withProblem = (job: ImportJob, problem: ImportProblem): ImportJob =>
  job.problems.length < listedProblems
    ? { ...job, problems: [...job.problems, problem] }
    : { ...job, moreProblems: job.moreProblems + 1 };
