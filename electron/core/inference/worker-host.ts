import { Worker } from 'node:worker_threads';
import type { FromWorker, Reply, Request, ToWorker } from './worker-messages.ts';

/** @file Keeps one worker alive: starts it at the first request, and again after it died. */

export interface WorkerHost {
  /** Rejects with WorkerDied when the worker dies meanwhile, or when it cannot start. */
  request(request: Request): Promise<Reply>;
  /** How often the worker died; what it had loaded is gone each time. */
  deaths(): number;
  stop(): Promise<void>;
}

/** The worker ended under a request; the message is its reason, without a full stop. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  /** True when it never came up: another try of the same will not help. */
  readonly atStart: boolean;

  constructor(reason: string, atStart: boolean) {
    super(reason);
    this.atStart = atStart;
  }
}

interface Pending {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: Error) => void;
}

/** Loading a large model is the longest thing that a worker does in one piece. */
const longestSliceMs = 10_000;

const unrefDelay = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });

/** @param onDeath told before the requests that were under way are rejected */
export function createWorkerHost(url: URL, onDeath: () => void): WorkerHost {
  let stopped = false;
  let deaths = 0;
  let lastId = 0;
  let current: Promise<Worker> | undefined;
  const pending = new Map<number, Pending>();
  /** Resolves once, when nothing is under way any more; looked at only after `stop`. */
  let idle = Promise.withResolvers<undefined>();

  const launch = (): Promise<Worker> => {
    const worker = new Worker(url, { name: 'earshot-models' });
    return new Promise<Worker>((resolve, reject) => {
      let reason = 'it ended without saying why';
      let up = false;
      worker.on('error', (error) => {
        reason = error instanceof Error ? error.message : String(error);
      });
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') {
          up = true;
          resolve(worker);
          return;
        }
        const waiting = pending.get(message.id);
        pending.delete(message.id);
        waiting?.resolve(message.reply);
        if (pending.size === 0) idle.resolve(undefined);
      });
      worker.on('exit', () => {
        current = undefined;
        const ended = new WorkerDied(stopped ? 'it was closed' : reason, !up);
        reject(ended);
        if (up && !stopped) {
          deaths += 1;
          onDeath();
        }
        const lost = [...pending.values()];
        pending.clear();
        for (const { reject: fail } of lost) fail(ended);
        idle.resolve(undefined);
      });
    });
  };

  return {
    deaths: () => deaths,
    request: async (request) => {
      if (stopped) throw new WorkerDied('it was closed', false);
      const worker = await (current ??= launch());
      if (stopped) throw new WorkerDied('it was closed', false);
      return new Promise((resolve, reject) => {
        lastId += 1;
        if (pending.size === 0) idle = Promise.withResolvers();
        pending.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, ...request } satisfies ToWorker);
      });
    },
    stop: async () => {
      stopped = true;
      const worker = await current?.catch(() => undefined);
      // A thread that ends inside native code takes the whole process with it, so the slice that is
      // under way is let through; slices are short.
      if (pending.size > 0) await Promise.race([idle.promise, unrefDelay(longestSliceMs)]);
      await worker?.terminate();
    },
  };
}
