import { parentPort, workerData } from 'node:worker_threads';
import { trainBareHead, trainHead, type TrainOptions } from './head-training.ts';
import type { Example } from './softmax-head.ts';

/** @file Trains one head beside the event loop and ends. */

const { examples, options, bare } = workerData as {
  readonly examples: readonly Example[];
  readonly options: TrainOptions;
  readonly bare: boolean;
};
parentPort?.postMessage(
  bare ? { head: trainBareHead(examples, options) } : trainHead(examples, options),
);
