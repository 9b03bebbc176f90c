import { parentPort, workerData } from 'node:worker_threads';
import { env, LogLevel, PreTrainedModel, Tensor } from '@xenova/transformers';
import { BANDS, speechFeatures } from './log-mel.ts';
import type { SpeakerJob, SpeakerReply } from './speaker-messages.ts';

/** @file Makes one embedding of a voice beside the event loop and ends; nothing of it stays in memory. */

env.allowRemoteModels = false;
env.allowLocalModels = true;
env.useBrowserCache = false;
env.useFSCache = false;
// The model is none of the library's own kinds, which it would warn of every time.
env.logLevel = LogLevel.ERROR;

/** What is used of a model of transformers.js. */
interface Loaded {
  (inputs: { readonly features: Tensor }): Promise<Readonly<Record<'embedding', Tensor>>>;
  dispose(): Promise<unknown>;
}

async function answer(job: SpeakerJob): Promise<SpeakerReply> {
  const { frames, features } = speechFeatures(job.samples);
  if (frames < job.leastFrames) return { type: 'too_little', frames };
  const used = Math.min(frames, job.mostFrames);
  env.localModelPath = job.root;
  const load = PreTrainedModel.from_pretrained.bind(PreTrainedModel) as unknown as (
    folder: string,
    options: object,
  ) => Promise<Loaded>;
  const model = await load(job.folder, {
    dtype: 'fp32',
    device: 'cpu',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  try {
    const { embedding } = await model({
      features: new Tensor('float32', features.subarray(0, used * BANDS), [1, used, BANDS]),
    });
    return { type: 'embedded', frames: used, embedding: Float32Array.from(embedding.data) };
  } finally {
    // A thread that ends inside native code takes the whole process with it.
    await model.dispose();
  }
}

answer(workerData as SpeakerJob)
  .catch((error: unknown): SpeakerReply => ({
    type: 'failed',
    message: error instanceof Error ? error.message : String(error),
  }))
  .then((reply) => parentPort?.postMessage(reply))
  .catch((error: unknown) => {
    throw error;
  });
