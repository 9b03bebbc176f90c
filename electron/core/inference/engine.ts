import type { Clock, Encoder as EncoderPort, TextClassifier, TokenTagger } from '#core/ports.ts';
import type { InferenceCall, Reranker, TextGenerator, ZeroShotClassifier } from '#core/ports.ts';
import { CallQueue, charactersOf, type Job } from './call-queue.ts';
import type { Encoder } from './encoder.ts';
import { type EngineStats, statsOfSlot } from './engine-stats.ts';
import { InferenceError } from './inference-error.ts';
import { readModelSpec } from './model-folder.ts';
import { classifierOver, encoderOver, type ModelRun, taggerOver } from './model-ports.ts';
import { createModelSlots, keyOf, sentencePart, type Slot } from './model-slots.ts';
import { nliOver, type NliOptions } from './nli.ts';
import { generatorOver, rerankerOver } from './reranking.ts';
import { ModelError, type ModelEntry, weightsFile } from './registry.ts';
import { createWorkerHost, WorkerDied } from './worker-host.ts';
import type { ModelTask, Output, Unit } from './worker-messages.ts';

/** @file Several models in one worker thread behind one bounded queue. */

/**
 * Each handle is made from the model's folder without loading the weights: that happens at the first
 * call, or by `load`. Handles of one model share it. All of them reject with ModelError when the
 * model is missing or damaged, and with InferenceError when the queue is full, the worker died, or the
 * model or the engine was closed; the other models stay in use.
 */
export interface Engine {
  encoder(entry: ModelEntry, options?: { readonly cacheSize?: number }): Promise<Encoder>;
  classifier(entry: ModelEntry): Promise<TextClassifier>;
  tagger(entry: ModelEntry): Promise<TokenTagger>;
  nli(
    entry: ModelEntry,
    options?: NliOptions,
  ): Promise<ZeroShotClassifier & Pick<EncoderPort, 'close'>>;
  reranker(entry: ModelEntry): Promise<Reranker & Pick<EncoderPort, 'close'>>;
  /** Its turns take seconds: give it an engine of its own, or others wait. */
  generator(entry: ModelEntry): Promise<TextGenerator & Pick<EncoderPort, 'close'>>;
  /** Verifies the files and loads the model now, so that the first turn need not wait. */
  load(entry: ModelEntry): Promise<void>;
  /** Puts the model away and forgets that it failed: for a model that was installed again. */
  unload(entry: ModelEntry): Promise<void>;
  stats(): EngineStats;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Where the paths of an entry begin. */
  readonly modelsDir: string | ((entry: ModelEntry) => string);
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Milliseconds without a call after which a model is put away; 15 minutes. Infinity: never. */
  readonly idleMs?: number;
  /** Of each session; one is fastest for a single turn. */
  readonly threads?: number;
  /** Most calls that wait per priority. */
  readonly queueLimit?: number;
  /** Where the bundler put the worker. */
  readonly workerUrl?: URL;
}

/** A mean that forgets. */
const lately = (mean: number | undefined, value: number): number =>
  mean === undefined ? value : mean + 0.2 * (value - mean);

/** Nothing is started or read before the first handle is asked for. */
export function createEngine(options: EngineOptions): Engine {
  const { clock, threads = 1, idleMs = 15 * 60_000 } = options;
  const queue = new CallQueue(options.queueLimit ?? 256);
  const host = createWorkerHost(
    options.workerUrl ?? new URL('./model.worker.ts', import.meta.url),
    () => slots.emptied(),
  );
  let running: Job | undefined;
  let closed = false;
  let refused = 0;
  let workerHeapBytes = 0;
  const slots = createModelSlots({
    host,
    clock,
    idleMs: Number.isFinite(idleMs) ? idleMs : undefined,
    isBusy: ({ key }) => running?.model === key || queue.waitsFor(key),
  });

  const settle = (job: Job, finish: () => void): void => {
    if (job.settled) return;
    job.settled = true;
    job.after?.();
    finish();
  };

  const rejectAll = (jobs: readonly Job[], reason: unknown): void => {
    for (const job of jobs) settle(job, () => job.reject(reason));
  };

  const runSlice = async (slot: Slot, job: Job, units: readonly Unit[]): Promise<void> => {
    try {
      const reply = await host.request({ type: 'run', model: slot.key, units });
      slot.deathsInRow = 0;
      slots.used(slot);
      if (reply.type !== 'ran') {
        const reason = reply.type === 'failed' ? reply.message : reply.type;
        throw new InferenceError(
          `The model ${slot.entry.name} could not read the text (${sentencePart(reason)}).`,
        );
      }
      workerHeapBytes = reply.heapBytes;
      slot.lastMs = reply.ms;
      slot.msPerUnit = lately(slot.msPerUnit, reply.ms / units.length);
      slot.units += units.length;
      const characters = units.reduce((sum, unit) => sum + charactersOf(unit), 0);
      slot.msPerCharacter = lately(slot.msPerCharacter, reply.ms / characters);
      job.outputs.push(...reply.outputs);
      if (job.outputs.length === job.units.length) {
        slot.calls += 1;
        settle(job, () => job.resolve(job.outputs));
      } else if (!job.settled) queue.putBack(job);
    } catch (error) {
      settle(job, () =>
        job.reject(error instanceof WorkerDied && !closed ? slots.died(slot, error) : error),
      );
    }
  };

  const isIn = (model: string): boolean => slots.all.get(model)?.state === 'in';
  const pump = async (): Promise<void> => {
    if (running !== undefined || closed) return;
    const costOf = (model: string): number => slots.all.get(model)?.msPerCharacter ?? 0;
    for (
      let slice = queue.next(isIn, costOf);
      slice !== undefined;
      slice = queue.next(isIn, costOf)
    ) {
      running = slice.job;
      const slot = slots.all.get(slice.job.model);
      if (slot !== undefined) await runSlice(slot, slice.job, slice.units);
      running = undefined;
    }
    // What waits now waits for its model: never loaded, put away, or gone with the worker.
    for (const slot of slots.all.values())
      if (slot.state === 'out' && queue.waitsFor(slot.key)) bring(slot);
  };

  const bring = (slot: Slot): void => {
    slots.load(slot).then(pump, (error: unknown) => {
      rejectAll(queue.take(slot.key), error);
    });
  };

  const runOn =
    (slot: Slot): ModelRun =>
    (units, { priority = 'live', signal }: InferenceCall = {}) =>
      new Promise<Output[]>((resolve, reject) => {
        if (closed) throw new InferenceError('The inference engine was closed.');
        signal?.throwIfAborted();
        const job: Job = {
          model: slot.key,
          units,
          outputs: [],
          priority,
          resolve,
          reject,
          settled: false,
        };
        if (!queue.add(job)) {
          refused += 1;
          throw new InferenceError(
            'Inference is busy: too many texts are waiting; try again in a moment.',
          );
        }
        const abandon = (): void => {
          queue.remove(job);
          settle(job, () => job.reject(signal?.reason));
        };
        signal?.addEventListener('abort', abandon, { once: true });
        job.after = () => signal?.removeEventListener('abort', abandon);
        void pump();
      });

  const slotOf = async (entry: ModelEntry, task: ModelTask): Promise<Slot> => {
    if (closed) throw new InferenceError('The inference engine was closed.');
    const { modelsDir: where } = options;
    const modelsDir = typeof where === 'string' ? where : where(entry);
    const known = slots.all.get(keyOf(entry));
    const spec = await readModelSpec(entry, { task, modelsDir, threads });
    if (known !== undefined && known.spec.task !== task)
      throw new ModelError(`The model ${entry.name} is in use for ${known.spec.task} already.`);
    return slots.put(entry, spec, modelsDir);
  };

  const putAway = async (slot: Slot): Promise<void> => {
    rejectAll(queue.take(slot.key), new InferenceError(`The model ${slot.entry.name} was closed.`));
    await slots.unload(slot);
  };

  const wanted = (entry: ModelEntry, task: string): void => {
    if (entry.task !== task)
      throw new ModelError(`The model ${entry.name} is for ${entry.task}, not for ${task}.`);
  };

  const handle = async (entry: ModelEntry, task: ModelTask) => {
    const slot = await slotOf(entry, task);
    return {
      model: { name: entry.name, version: entry.version, sha256: weightsFile(entry).sha256 },
      spec: slot.spec,
      run: runOn(slot),
      close: () => putAway(slot),
      msPerUnit: () => slot.msPerUnit,
      slot,
    };
  };

  return {
    encoder: async (entry, { cacheSize = 2_000 } = {}) => {
      wanted(entry, 'embedding');
      const made = await handle(entry, 'embedding');
      return encoderOver({
        ...made,
        cacheSize,
        stats: () => ({
          waiting: queue.lengths.live + queue.lengths.background,
          refused,
          restarts: host.deaths(),
          lastMs: made.slot.lastMs,
        }),
      });
    },
    classifier: async (entry) => classifierOver(await handle(entry, 'classification')),
    tagger: async (entry) => {
      wanted(entry, 'entities');
      return taggerOver(await handle(entry, 'tagging'));
    },
    nli: async (entry, nliOptions) => {
      wanted(entry, 'zero-shot');
      const made = await handle(entry, 'inference');
      return nliOver(made, nliOptions);
    },
    reranker: async (entry) => {
      wanted(entry, 'reranking');
      return rerankerOver(await handle(entry, 'reranking'));
    },
    generator: async (entry) => {
      wanted(entry, 'text-generation');
      return generatorOver(await handle(entry, 'generation'));
    },
    load: async (entry) => {
      const slot = slots.all.get(keyOf(entry));
      if (slot === undefined)
        throw new InferenceError(`The model ${entry.name} is loaded only after it was opened.`);
      await slots.load(slot);
    },
    unload: async (entry) => {
      const slot = slots.all.get(keyOf(entry));
      if (slot !== undefined) await slots.unload(slot);
    },
    stats: () => ({
      models: [...slots.all.values()].map(statsOfSlot),
      waiting: queue.lengths,
      refused,
      restarts: host.deaths(),
      memory: { residentBytes: process.memoryUsage.rss(), workerHeapBytes },
    }),
    close: async () => {
      if (closed) return;
      closed = true;
      const gone = new InferenceError('The inference engine was closed.');
      rejectAll([...queue.take(), ...(running === undefined ? [] : [running])], gone);
      slots.emptied();
      await host.stop();
    },
  };
}
