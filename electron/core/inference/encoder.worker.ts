import { parentPort, workerData } from 'node:worker_threads';
import { env, pipeline } from '@xenova/transformers';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-messages.ts';

/** @file Hosts transformers.js in a worker thread, so that no inference runs on the core's event loop. */

if (parentPort === null) throw new Error('encoder.worker.ts runs in a worker thread only.');
const port = parentPort;
const setup = workerData as WorkerSetup;

env.allowRemoteModels = false;
env.allowLocalModels = true;
env.useBrowserCache = false;
env.useFSCache = false;
env.localModelPath = setup.modelsRoot;

const say = (message: FromWorker, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

const extract = await pipeline('feature-extraction', setup.folder, {
  dtype: 'q8',
  device: 'cpu',
  session_options: { intraOpNumThreads: setup.threads, interOpNumThreads: 1 },
});

async function embed(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
  const vectors = new Float32Array(texts.length * setup.dimensions);
  for (const [place, text] of texts.entries()) {
    // One text per run. In a batch the activations are quantised together and padded to the longest,
    // so a vector would depend on its neighbours and a replay would not repeat.
    const { data } = await extract(text, { pooling: 'mean', normalize: true });
    if (data.length !== setup.dimensions)
      throw new Error(`it gave ${data.length} dimensions where ${setup.dimensions} are listed`);
    vectors.set(data as Float32Array, place * setup.dimensions);
  }
  return vectors;
}

port.on('message', ({ id, texts }: ToWorker) => {
  embed(texts).then(
    (vectors) => say({ type: 'embedded', id, vectors }, [vectors.buffer]),
    (error: unknown) =>
      say({
        type: 'failed',
        id,
        message: error instanceof Error ? error.message : String(error),
      }),
  );
});

// The first run allocates; take that out of the first customer's turn.
await embed(['hello']);
say({ type: 'ready' });
