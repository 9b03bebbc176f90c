import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

/** @file Keeps one worker alive: starts it, restarts it when it dies, gives up when it cannot start. */

export interface WorkerHost {
  /** Embeds texts in the worker; one call at a time. Rejects when the worker dies meanwhile. */
  run(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>>;
  restarts(): number;
  stop(): Promise<void>;
}

/** Dying this often without an answer in between means that a restart will not help. */
const MOST_DEATHS = 3;

interface Pending {
  readonly id: number;
  readonly resolve: (vectors: Float32Array<ArrayBuffer>) => void;
  readonly reject: (reason: Error) => void;
}

/** Resolves once the worker has loaded its model; rejects with a one-sentence reason when it cannot. */
export async function startWorker(url: URL, setup: WorkerSetup): Promise<WorkerHost> {
  let stopped = false;
  let started = false;
  let restarts = 0;
  let deaths = 0;
  let lastId = 0;
  let pending: Pending | undefined;
  let current: Promise<Worker>;

  const launch = (): Promise<Worker> => {
    const worker = new Worker(url, {
      workerData: setup,
      name: 'earshot-encoder',
    });
    return new Promise<Worker>((resolve, reject) => {
      let reason = 'it ended without saying why';
      worker.on('error', (error) => {
        reason = error instanceof Error ? error.message : String(error);
      });
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') return resolve(worker);
        if (pending?.id !== message.id) return;
        const { resolve: done, reject: failed } = pending;
        pending = undefined;
        deaths = 0;
        if (message.type === 'embedded') done(message.vectors);
        else failed(new Error(`The encoder could not embed the text: ${message.message}.`));
      });
      worker.on('exit', () => {
        reject(new Error(`The encoder's worker could not start: ${reason}.`));
        if (stopped || !started) return;
        deaths += 1;
        const died = pending;
        pending = undefined;
        if (deaths < MOST_DEATHS) {
          restarts += 1;
          current = launch();
        } else {
          current = Promise.reject(
            new Error(
              `The encoder's worker died ${deaths} times in a row (${reason}); restart Earshot.`,
            ),
          );
        }
        // Nobody may be waiting for it now; the next call will see the failure.
        current.catch(() => undefined);
        died?.reject(new Error(`The encoder's worker died (${reason}); try again.`));
      });
    });
  };

  current = launch();
  try {
    await current;
  } catch (error) {
    stopped = true;
    throw error;
  }
  started = true;

  return {
    restarts: () => restarts,
    run: async (texts) => {
      const worker = await current;
      if (stopped) throw new Error('The encoder was closed.');
      return new Promise((resolve, reject) => {
        lastId += 1;
        pending = { id: lastId, resolve, reject };
        worker.postMessage({ id: lastId, texts } satisfies ToWorker);
      });
    },
    stop: async () => {
      stopped = true;
      const died = pending;
      pending = undefined;
      died?.reject(new Error('The encoder was closed.'));
      const worker = await current.catch(() => undefined);
      await worker?.terminate();
    },
  };
}
