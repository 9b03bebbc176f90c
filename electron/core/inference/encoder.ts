import type { Clock, Encoder as EncoderPort, InferenceCall } from '#core/ports.ts';
import { createEngine } from './engine.ts';
import { findModel, type ModelRegistry } from './registry.ts';

/** @file Text to unit vectors, off the event loop: one encoder with an engine of its own. */

export interface EncoderStats {
  /** Texts embedded by the worker; empty and remembered ones not counted. */
  readonly embedded: number;
  readonly remembered: number;
  /** Calls waiting now, of all models. */
  readonly waiting: number;
  /** Calls refused because the queue was full. */
  readonly refused: number;
  readonly restarts: number;
  /** Milliseconds of the last slice, in the worker. */
  readonly lastMs: number;
}

export interface Encoder extends EncoderPort {
  /**
   * Vectors of unit length in the order of the texts, each the caller's own copy. An empty text
   * gives a zero vector; of a long one the beginning is read. Rejects with the signal's reason when
   * aborted, and as the engine says.
   */
  embed(texts: readonly string[], call?: InferenceCall): Promise<Float32Array[]>;
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

/** No timer is ever set: this encoder stays loaded until it is closed. */
const timeless: Pick<Clock, 'now' | 'after'> = {
  now: () => performance.now(),
  after: () => () => undefined,
};

/**
 * Checks the model's files, starts the worker and waits until the model is loaded.
 * Throws ModelError when the model is missing or damaged, InferenceError when the worker cannot start.
 */
export async function createEncoder(options: EncoderOptions): Promise<Encoder> {
  const { modelsDir, registry, name, cacheSize = 2_000, threads = 1, queueLimit = 256 } = options;
  const entry = findModel(registry, { task: 'embedding', name });
  const engine = createEngine({
    modelsDir,
    clock: timeless,
    idleMs: Infinity,
    threads,
    queueLimit,
    ...(options.workerUrl === undefined ? {} : { workerUrl: options.workerUrl }),
  });
  try {
    const encoder = await engine.encoder(entry, { cacheSize });
    await engine.load(entry);
    return {
      ...encoder,
      // Closed first, so that what waits is told that the engine went.
      close: async () => {
        await engine.close();
        await encoder.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
