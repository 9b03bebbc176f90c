import type { Output, Unit } from './worker-messages.ts';

/** @file The order in which waiting calls run: live before background, in slices, abandoned ones never. */

export type Priority = 'live' | 'background';

/** A call, some of whose units may have been done already. */
export interface Job {
  /** Key of the model. */
  readonly model: string;
  readonly units: readonly Unit[];
  readonly outputs: Output[];
  readonly priority: Priority;
  readonly resolve: (outputs: Output[]) => void;
  readonly reject: (reason: unknown) => void;
  settled: boolean;
  /** Run once when it is settled. */
  after?: () => void;
}

export interface Slice {
  readonly job: Job;
  readonly units: readonly Unit[];
}

/** At most this many units go to the worker at once, however fast the model is. */
export const MOST_UNITS = 16;

/** What a slice should cost, so that a live turn never waits for longer behind another call. */
export const SLICE_MS = 8;

/** How many of the units from `done` on fit a slice; at least one. */
export function sliceOf(
  units: readonly Unit[],
  done: number,
  msPerCharacter: number,
): readonly Unit[] {
  let cost = 0;
  let end = done;
  while (end < units.length && end - done < MOST_UNITS) {
    cost += charactersOf(units[end]) * msPerCharacter;
    if (end > done && cost > SLICE_MS) break;
    end += 1;
  }
  return units.slice(done, end);
}

/** What a unit is taken to cost: its characters, and a floor for the pass itself. */
export const charactersOf = (unit: Unit | undefined): number =>
  40 + (unit?.text.length ?? 0) + (unit?.pair?.length ?? 0);

export class CallQueue {
  readonly #waiting: Record<Priority, Job[]> = { live: [], background: [] };
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get lengths(): Readonly<Record<Priority, number>> {
    return { live: this.#waiting.live.length, background: this.#waiting.background.length };
  }

  /** False when the queue is full. Live work has a queue of its own: an import cannot shut it out. */
  add(job: Job): boolean {
    const waiting = this.#waiting[job.priority];
    if (waiting.length >= this.#limit) return false;
    waiting.push(job);
    return true;
  }

  /** A job whose slice came back and that has more units goes last of its priority: a long one lets others in. */
  putBack(job: Job): void {
    this.#waiting[job.priority].push(job);
  }

  /** The next units to run, of the models that are ready; drops jobs that were abandoned in the meantime. */
  next(
    ready: (model: string) => boolean,
    msPerCharacter: (model: string) => number,
  ): Slice | undefined {
    for (const waiting of [this.#waiting.live, this.#waiting.background]) {
      for (let at = 0; at < waiting.length;) {
        const job = waiting[at];
        if (job === undefined || job.settled) waiting.splice(at, 1);
        else if (!ready(job.model)) at += 1;
        else {
          waiting.splice(at, 1);
          return { job, units: sliceOf(job.units, job.outputs.length, msPerCharacter(job.model)) };
        }
      }
    }
    return undefined;
  }

  /** Removes an abandoned job at once, so that it does not count against the limit. */
  remove(job: Job): void {
    const waiting = this.#waiting[job.priority];
    const at = waiting.indexOf(job);
    if (at >= 0) waiting.splice(at, 1);
  }

  /** Takes out all jobs, or those of one model. */
  take(model?: string): Job[] {
    const taken: Job[] = [];
    for (const priority of ['live', 'background'] as const) {
      const waiting = this.#waiting[priority];
      taken.push(...waiting.filter((job) => model === undefined || job.model === model));
      this.#waiting[priority] = waiting.filter((job) => !taken.includes(job));
    }
    return taken;
  }

  /** Whether a job of the model waits. */
  waitsFor(model: string): boolean {
    return [...this.#waiting.live, ...this.#waiting.background].some((job) => job.model === model);
  }
}
