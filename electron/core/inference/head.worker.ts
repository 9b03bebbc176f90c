import { parentPort, workerData } from 'node:worker_threads';
import { type Example, trainHead, type TrainOptions } from './softmax-head.ts';

/** @file Trains one head beside the event loop and ends. */

const { examples, options } = workerData as {
  readonly examples: readonly Example[];
  readonly options: TrainOptions;
};
parentPort?.postMessage(trainHead(examples, options));
