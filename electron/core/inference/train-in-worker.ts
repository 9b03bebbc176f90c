import { Worker } from 'node:worker_threads';
import { HeadReport } from './head-report.ts';
import type { TrainedHead, TrainOptions } from './head-training.ts';
import { type Example, Head } from './softmax-head.ts';

export interface WorkerOptions {
  /** Where the bundler put the worker. */
  readonly workerUrl?: URL;
  /** Ends the training; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * `trainHead` in a worker thread of its own, so that a call never waits for a training.
 * Rejects with what the training threw, or with the signal's reason once that is aborted.
 */
export async function trainHeadInWorker(
  examples: readonly Example[],
  options: TrainOptions = {},
  worker: WorkerOptions = {},
): Promise<TrainedHead> {
  const { head, report } = await inWorker({ examples, options, bare: false }, worker);
  return { head: Head.parse(head), report: HeadReport.parse(report) };
}

/** `trainBareHead` in a worker thread of its own. */
export async function trainBareHeadInWorker(
  examples: readonly Example[],
  options: TrainOptions = {},
  worker: WorkerOptions = {},
): Promise<Head> {
  const { head } = await inWorker({ examples, options, bare: true }, worker);
  return Head.parse(head);
}

const inWorker = (
  workerData: {
    readonly examples: readonly Example[];
    readonly options: TrainOptions;
    readonly bare: boolean;
  },
  { workerUrl = new URL('./head.worker.ts', import.meta.url), signal }: WorkerOptions,
): Promise<{ readonly head: unknown; readonly report?: unknown }> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(workerUrl, { workerData });
    const abandon = (): void => {
      reject(signal?.reason as Error);
      void worker.terminate();
    };
    signal?.addEventListener('abort', abandon, { once: true });
    worker.once('message', (message: { readonly head: unknown; readonly report?: unknown }) => {
      resolve(message);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal?.removeEventListener('abort', abandon);
      reject(new Error('The training ended without a result; start it again.'));
    });
  });
