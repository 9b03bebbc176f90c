import { basename, dirname } from 'node:path';
import type { Encoder as EncoderPort } from '#core/ports.ts';
import { EmbedQueue, type Job, type Priority } from './embed-queue.ts';
import {
  findModel,
  ModelError,
  type ModelRegistry,
  pathOfFile,
  verifyModel,
  weightsFile,
} from './registry.ts';
import { VectorCache } from './vector-cache.ts';
import { startWorker } from './worker-host.ts';

/** @file Text to unit vectors, off the event loop. */

export interface EncoderStats {
  /** Texts embedded by the worker; empty and remembered ones not counted. */
  readonly embedded: number;
  readonly remembered: number;
  /** Calls waiting now. */
  readonly waiting: number;
  /** Calls refused because the queue was full. */
  readonly refused: number;
  readonly restarts: number;
  /** Milliseconds of the last slice, from hand-over to answer. */
  readonly lastMs: number;
}

export interface Encoder extends EncoderPort {
  /**
   * Vectors of unit length in the order of the texts, each the caller's own copy. An empty text
   * gives a zero vector; a long one is cut (see LONGEST). Rejects with the signal's reason when
   * aborted, with EncoderError when the queue is full, the worker died or the encoder is closed.
   */
  embed(
    texts: readonly string[],
    options?: { readonly priority?: Priority; readonly signal?: AbortSignal },
  ): Promise<Float32Array[]>;
  stats(): EncoderStats;
}

export interface EncoderOptions {
  readonly modelsDir: string;
  readonly registry: ModelRegistry;
  /** Default: the registry's default model for embedding. */
  readonly name?: string;
  /** Of the inference session; one is fastest for a single turn. */
  readonly threads?: number;
  /** Most calls that wait per priority. */
  readonly queueLimit?: number;
  /** How many texts are remembered; 0 turns it off. */
  readonly cacheSize?: number;
  /** Where the bundler put the worker. */
  readonly workerUrl?: URL;
}

/** An expected failure of the encoder. The message is one sentence for a person. */
export class EncoderError extends Error {
  override readonly name = 'EncoderError';
}

/**
 * Characters of a text that are read; the model reads its first 256 tokens of them. Tokenising the
 * rest of a 10,000-word text would cost milliseconds and change nothing.
 */
export const LONGEST = 4_000;

/**
 * Checks the model's files, starts the worker and waits until the model is loaded.
 * Throws ModelError when the model is missing or damaged, EncoderError when the worker cannot start.
 */
export async function createEncoder(options: EncoderOptions): Promise<Encoder> {
  const entry = findModel(options.registry, {
    task: 'embedding',
    name: options.name,
  });
  const { dimensions } = entry;
  if (dimensions === undefined)
    throw new ModelError(`The model ${entry.name} does not list its dimensions in the registry.`);
  await verifyModel(entry, options.modelsDir);
  const weights = weightsFile(entry);
  const folder = dirname(dirname(pathOfFile(options.modelsDir, weights.path)));
  const host = await startWorker(
    options.workerUrl ?? new URL('./encoder.worker.ts', import.meta.url),
    {
      modelsRoot: dirname(folder),
      folder: basename(folder),
      threads: options.threads ?? 1,
      dimensions,
    },
  ).catch((error: unknown) => {
    throw asEncoderError(error);
  });

  const queue = new EmbedQueue(options.queueLimit ?? 256);
  const cache = new VectorCache(options.cacheSize ?? 2_000);
  const counts = { embedded: 0, remembered: 0, refused: 0, lastMs: 0 };
  let running: Job | undefined;
  let closed = false;

  const settle = (job: Job, finish: () => void): void => {
    if (job.settled) return;
    job.settled = true;
    job.after?.();
    finish();
  };

  const pump = async (): Promise<void> => {
    for (let slice = queue.next(); slice !== undefined; slice = queue.next()) {
      const { job, texts } = slice;
      running = job;
      const from = performance.now();
      try {
        const flat = await host.run(texts);
        counts.lastMs = performance.now() - from;
        counts.embedded += texts.length;
        texts.forEach((text, i) => {
          const vector = flat.slice(i * dimensions, (i + 1) * dimensions);
          cache.put(text, vector);
          job.vectors.push(vector);
        });
        if (job.vectors.length === job.texts.length) settle(job, () => job.resolve(job.vectors));
        else if (!job.settled) queue.putBack(job);
      } catch (error) {
        settle(job, () => job.reject(asEncoderError(error)));
      }
      running = undefined;
    }
  };

  const compute = (texts: readonly string[], priority: Priority, signal: AbortSignal | undefined) =>
    new Promise<Float32Array[]>((resolve, reject) => {
      const job: Job = {
        texts,
        vectors: [],
        priority,
        resolve,
        reject,
        settled: false,
      };
      if (!queue.add(job)) {
        counts.refused += 1;
        reject(
          new EncoderError(
            'The encoder is busy: too many texts are waiting; try again in a moment.',
          ),
        );
        return;
      }
      const abandon = (): void => {
        queue.remove(job);
        settle(job, () => job.reject(signal?.reason));
      };
      signal?.addEventListener('abort', abandon, { once: true });
      job.after = () => signal?.removeEventListener('abort', abandon);
      if (running === undefined) void pump();
    });

  return {
    model: { name: entry.name, version: entry.version, sha256: weights.sha256 },
    dimensions,
    embed: async (texts, { priority = 'live', signal } = {}) => {
      if (closed) throw new EncoderError('The encoder was closed.');
      signal?.throwIfAborted();
      const cut = texts.map((text) => text.slice(0, LONGEST).trim());
      const missing = [...new Set(cut)].filter((text) => text !== '' && !cache.has(text));
      counts.remembered += cut.length - missing.length;
      // Taken before waiting: what is remembered now may be forgotten by then.
      const known = new Map(cut.map((text) => [text, cache.get(text)]));
      if (missing.length > 0)
        (await compute(missing, priority, signal)).forEach((vector, i) =>
          known.set(missing[i] ?? '', vector),
        );
      return cut.map((text) => known.get(text)?.slice() ?? new Float32Array(dimensions));
    },
    stats: () => ({
      ...counts,
      waiting: queue.length,
      restarts: host.restarts(),
    }),
    close: async () => {
      if (closed) return;
      closed = true;
      for (const job of queue.clear())
        settle(job, () => job.reject(new EncoderError('The encoder was closed.')));
      await host.stop();
    },
  };
}

function asEncoderError(error: unknown): EncoderError {
  if (error instanceof EncoderError) return error;
  return new EncoderError(error instanceof Error ? error.message : String(error));
}
