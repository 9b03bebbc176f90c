import { registerHooks } from 'node:module';
import { workerData } from 'node:worker_threads';

/** @file The search or build thread on a machine where hnswlib-node was not built. */

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'hnswlib-node') throw new Error('Cannot find package hnswlib-node');
    return next(specifier, context);
  },
});
// Only a build is given an order at its start.
await import(
  workerData === null || workerData === undefined ? './search.worker.ts' : './build.worker.ts'
);
