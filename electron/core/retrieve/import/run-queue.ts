import type { SourceId } from '#domain/ids.ts';

/** A run that waits or is under way. */
export interface QueuedRun {
  readonly job: string;
  readonly source: SourceId;
  /** Only what changed, and without a word when that is nothing. */
  readonly quiet: boolean;
}

export interface Queued extends QueuedRun {
  readonly signal: AbortSignal;
}

/** Runs one after the other, in the order they came. */
export interface RunQueue {
  add(run: QueuedRun): void;
  /** Whether a run of this source has not begun yet. */
  waits(source: string): boolean;
  /** Ids of the jobs of a source that wait or run. */
  of(source: string): string[];
  /** Resolves when the job stands still; true when it had not begun. */
  cancel(job: string): Promise<boolean>;
  settled(): Promise<void>;
  /** Ends the one that runs; those that wait never begin. */
  close(): Promise<void>;
}

export function createQueue(
  run: (queued: Queued) => Promise<void>,
  onProblem: (thrown: unknown, queued: Queued) => void,
): RunQueue {
  let waiting: Queued[] = [];
  let current: { readonly queued: Queued; readonly over: Promise<void> } | undefined;
  const controllers = new WeakMap<Queued, AbortController>();
  let working: Promise<void> | undefined;
  let closed = false;

  const work = async (): Promise<void> => {
    for (let queued = waiting.shift(); queued !== undefined; queued = waiting.shift()) {
      const one = queued;
      const over = run(one).catch((thrown: unknown) => onProblem(thrown, one));
      current = { queued: one, over };
      await over;
      current = undefined;
    }
    working = undefined;
  };

  return {
    add: (wanted) => {
      if (closed) return;
      const controller = new AbortController();
      const queued: Queued = { ...wanted, signal: controller.signal };
      controllers.set(queued, controller);
      waiting.push(queued);
      working ??= Promise.resolve().then(work);
    },
    waits: (source) => waiting.some((queued) => queued.source === source),
    of: (source) =>
      [...waiting, ...(current === undefined ? [] : [current.queued])]
        .filter((queued) => queued.source === source)
        .map(({ job }) => job),
    cancel: async (job) => {
      const before = waiting.length;
      waiting = waiting.filter((queued) => queued.job !== job);
      if (current?.queued.job === job) {
        controllers.get(current.queued)?.abort(new Error('The import was cancelled.'));
        await current.over;
      }
      return waiting.length < before;
    },
    settled: async () => {
      while (working !== undefined) await working;
    },
    close: async () => {
      closed = true;
      waiting = [];
      if (current !== undefined)
        controllers.get(current.queued)?.abort(new Error('Earshot closes.'));
      await working;
    },
  };
}
