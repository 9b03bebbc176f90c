import { Worker } from 'node:worker_threads';
import type { ModelRef } from '#domain/insight.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { VoiceErrorRates, VoiceThresholds } from '#domain/voice.ts';
import { InferenceError } from './inference-error.ts';
import { FRAMES_PER_SECOND, SAMPLE_RATE } from './log-mel.ts';
import { ModelError, type ModelEntry, verifyModel, weightsFile } from './registry.ts';
import { errorRatesFor, readSpeakerFolder } from './speaker-config.ts';
import type { SpeakerJob, SpeakerReply } from './speaker-messages.ts';

/** More does not make an embedding better, and a call can be long. */
const mostSeconds = 60;
const mostSamples = 5 * 60 * SAMPLE_RATE;

export interface SpeakerEmbedding {
  /** Unit length. */
  readonly embedding: Float32Array;
  /** Seconds of speech it was made from. */
  readonly seconds: number;
}

export type SpeakerFailure = Failure<'too_little_speech' | 'not_sound'>;

/** Turns a voice into numbers that can be compared. */
export interface SpeakerModel {
  readonly model: ModelRef;
  readonly leastSeconds: number;
  readonly thresholds: VoiceThresholds;
  /** As measured when the model was made, for so many seconds of speech. */
  errorRates(seconds: number): VoiceErrorRates;
  /**
   * @param samples 16 kHz mono, -1 to 1; what goes beyond five minutes is not looked at
   * Rejects with InferenceError when the model cannot be run.
   */
  embedSpeaker(samples: Float32Array): Promise<Result<SpeakerEmbedding, SpeakerFailure>>;
}

/** A number of seconds for a sentence, one digit behind the point. */
const spelled = (seconds: number): string => String(Math.floor(seconds * 10) / 10);

/**
 * Checks the model's files and opens it. Each embedding runs in a worker thread of its own (about
 * 0.4 s with the start): calls never wait for it, and no voice stays in memory.
 * Rejects with ModelError when a file is missing, damaged or says too little.
 */
export async function openSpeaker(
  entry: ModelEntry,
  options: { readonly modelsDir: string; readonly workerUrl?: URL },
): Promise<SpeakerModel> {
  if (entry.task !== 'speaker')
    throw new ModelError(`The model ${entry.name} is for ${entry.task}, not for speaker.`);
  await verifyModel(entry, options.modelsDir);
  const { root, folder, config } = await readSpeakerFolder(entry, options.modelsDir);
  const workerUrl = options.workerUrl ?? new URL('./speaker.worker.ts', import.meta.url);
  const errorRates = (seconds: number): VoiceErrorRates => {
    const found = errorRatesFor(config.measured, seconds);
    if (found === undefined)
      throw new ModelError(
        `The model ${entry.name} does not say how often it errs, so it is not used.`,
      );
    return found;
  };
  errorRates(config.least_seconds);
  return {
    model: { name: entry.name, version: entry.version, sha256: weightsFile(entry).sha256 },
    leastSeconds: config.least_seconds,
    thresholds: config.thresholds,
    errorRates,
    embedSpeaker: async (samples) => {
      const heard = samples.subarray(0, mostSamples);
      if (!heard.every(Number.isFinite))
        return err({
          code: 'not_sound',
          message: 'This is no sound: some of its samples are not numbers.',
          mend: 'Record it again.',
        });
      const reply = await inWorker(workerUrl, {
        ...{ root, folder },
        samples: Float32Array.from(heard),
        leastFrames: Math.ceil(config.least_seconds * FRAMES_PER_SECOND),
        mostFrames: mostSeconds * FRAMES_PER_SECOND,
      });
      const seconds = reply.type === 'failed' ? 0 : reply.frames / FRAMES_PER_SECOND;
      if (reply.type === 'too_little')
        return err({
          code: 'too_little_speech',
          message: `Only ${spelled(seconds)} of ${spelled(config.least_seconds)} seconds of speech were heard from the customer.`,
          mend: 'Let the customer say one or two sentences more and try again.',
        });
      if (reply.type === 'failed' || reply.embedding.length !== config.dimensions)
        throw new InferenceError(
          `The model ${entry.name} could not hear the voice (${reply.type === 'failed' ? reply.message : 'wrong dimensions'}).`,
        );
      return ok({ embedding: reply.embedding, seconds });
    },
  };
}

/** Cosine of two unit vectors, kept within -1 and 1. */
export const likeness = (one: Float32Array, other: Float32Array): number =>
  Math.max(
    -1,
    Math.min(
      1,
      one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0),
    ),
  );

const inWorker = (url: URL, workerData: SpeakerJob): Promise<SpeakerReply> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(url, {
      name: 'earshot-speaker',
      workerData,
      transferList: [workerData.samples.buffer as ArrayBuffer],
    });
    worker.once('message', (reply: SpeakerReply) => {
      resolve(reply);
    });
    worker.once('error', (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      reject(new InferenceError(`The voice could not be heard (${reason}).`));
    });
    worker.once('exit', () => {
      reject(new InferenceError('The voice could not be heard (its thread ended); try again.'));
    });
  });
