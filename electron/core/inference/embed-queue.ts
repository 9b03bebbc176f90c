/** @file The order in which waiting texts are embedded: live before background, in slices, abandoned ones never. */

export type Priority = 'live' | 'background';

/** A call of `embed`, some of whose texts may have been done already. */
export interface Job {
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  readonly priority: Priority;
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (reason: unknown) => void;
  settled: boolean;
  /** Run once when it is settled. */
  after?: () => void;
}

export interface Slice {
  readonly job: Job;
  readonly texts: readonly string[];
}

/** At most this many texts go to the worker at once, so a live turn never waits for a whole import. */
export const SLICE = 4;

export class EmbedQueue {
  readonly #waiting: Record<Priority, Job[]> = { live: [], background: [] };
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#waiting.live.length + this.#waiting.background.length;
  }

  /** False when the queue is full. Live work has a queue of its own: an import cannot shut it out. */
  add(job: Job): boolean {
    const waiting = this.#waiting[job.priority];
    if (waiting.length >= this.#limit) return false;
    waiting.push(job);
    return true;
  }

  /** A job whose slice came back and that has more texts goes first of its priority. */
  putBack(job: Job): void {
    this.#waiting[job.priority].unshift(job);
  }

  /** The next texts to embed; drops jobs that were abandoned in the meantime. */
  next(): Slice | undefined {
    for (const waiting of [this.#waiting.live, this.#waiting.background]) {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        if (job.settled) continue;
        const done = job.vectors.length;
        return { job, texts: job.texts.slice(done, done + SLICE) };
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

  clear(): Job[] {
    return [...this.#waiting.live.splice(0), ...this.#waiting.background.splice(0)];
  }
}
