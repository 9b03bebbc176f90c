import { Worker } from 'node:worker_threads';
import { type Example, Head, type TrainOptions } from './softmax-head.ts';

/**
 * `trainHead` in a worker thread of its own, so that a call never waits for a training.
 * Rejects with what the training threw.
 */
export const trainHeadInWorker = (
  examples: readonly Example[],
  options: TrainOptions = {},
  workerUrl: URL = new URL('./head.worker.ts', import.meta.url),
): Promise<Head> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: { examples, options } });
    worker.once('message', (head: unknown) => {
      resolve(Head.parse(head));
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(new Error('The training ended without a result; start it again.')),
    );
  });
