import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { type ModelSession, openSession } from './model-session.ts';
import type { FromWorker, Output, Reply, Request, ToWorker, Unit } from './worker-messages.ts';

/** @file Hosts transformers.js in a worker thread, so that no inference runs on the core's event loop. */

if (parentPort === null) throw new Error('model.worker.ts runs in a worker thread only.');
const port = parentPort;
const sessions = new Map<string, ModelSession>();

const say = (message: FromWorker): void => {
  const outputs =
    message.type === 'reply' && message.reply.type === 'ran' ? message.reply.outputs : [];
  port.postMessage(
    message,
    outputs.flatMap((output) => (output instanceof Float32Array ? [output.buffer] : [])),
  );
};

async function load({ model, spec }: Extract<Request, { type: 'load' }>): Promise<Reply> {
  await unload(model);
  const from = performance.now();
  const before = process.memoryUsage.rss();
  sessions.set(model, await openSession(spec));
  return {
    type: 'loaded',
    ms: performance.now() - from,
    residentGrowth: process.memoryUsage.rss() - before,
  };
}

async function unload(model: string): Promise<Reply> {
  const session = sessions.get(model);
  sessions.delete(model);
  await session?.dispose();
  return { type: 'unloaded' };
}

async function run(model: string, units: readonly Unit[]): Promise<Reply> {
  const session = sessions.get(model);
  if (session === undefined) throw new Error('it is not loaded');
  const from = performance.now();
  const outputs: Output[] = [];
  for (const unit of units) outputs.push(await session.run(unit));
  return {
    type: 'ran',
    outputs,
    ms: performance.now() - from,
    heapBytes: getHeapStatistics().used_heap_size,
  };
}

const answer = (request: Request): Promise<Reply> => {
  if (request.type === 'load') return load(request);
  if (request.type === 'unload') return unload(request.model);
  return run(request.model, request.units);
};

// One after the other: loading sets where transformers.js looks, and a run must not be unloaded.
let before: Promise<void> = Promise.resolve();
port.on('message', ({ id, ...request }: ToWorker) => {
  before = before
    .then(() => answer(request))
    .catch((error: unknown): Reply => ({
      type: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }))
    .then((reply) => say({ type: 'reply', id, reply }));
});
say({ type: 'ready' });
