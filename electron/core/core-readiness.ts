import { join } from 'node:path';
import type { Pack } from '#domain/pack.ts';
import { createModelUnderstanding, type Understanding } from './core-understanding.ts';
import { type Models, openModels } from './core-models.ts';
import type { Prepared } from './core-prepared.ts';
import { createPackPreparation } from './core-pack-preparation.ts';
import type { OpenableModel } from './inference/installed.ts';
import type { IntentsInUse } from './learn/index.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, Ids, KnowledgeRepository } from './ports.ts';
import {
  createEmbedder,
  createRetriever,
  createSplitter,
  createVectorIndex,
  type Retriever,
  type VectorIndex,
} from './retrieve/index.ts';
import { createSuggest, type Suggest } from './suggest/index.ts';

export interface Ready {
  readonly models: Models;
  readonly understanding: Understanding;
  readonly retriever: Retriever;
  readonly vectors: VectorIndex;
  readonly suggest: Suggest;
  /** Resolves when a pack's articles are indexed and its intents trained. */
  prepared(pack: string): Promise<void>;
}

/** A failed start costs a second of work: not one for every turn that is said meanwhile. */
const retryAfterMs = 10_000;
/** Longest that a turn may still be read with models that were replaced. */
const drainMs = 5_000;

export interface Readiness {
  /**
   * Loads on the first call, gives the same afterwards; a failure is tried again after a while. With a
   * pack it waits for that one too; without, the pack in use is prepared and others follow behind it.
   */
  get(pack?: string): Promise<Ready>;
  /** Resolves when all packs are prepared. */
  all(): Promise<void>;
  /** The models alone, as soon as they are open; loads as `get` does. */
  models(): Promise<Models>;
  /** What is loaded now, without loading. */
  now(): Ready | undefined;
  /**
   * 0 to 1 while another encoder makes the vectors of a pack and the former one answers; undefined
   * otherwise.
   */
  changing(pack: string): number | undefined;
  /** Called after every change of what `changing` or an index's status says. Returns the way to stop it. */
  onIndex(listener: () => void): () => void;
  /**
   * Loads anew, with the models chosen by then, while what is loaded goes on answering. Rejects when
   * the new ones cannot be loaded: the old ones stay.
   */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Models, intents and index come up behind the window: an agent can type before they are there,
 * and the first cards come when they are.
 */
export function createReadiness(parts: {
  readonly chosen: (task: string) => Promise<OpenableModel | undefined>;
  readonly packs: readonly Pack[];
  /** The pack that is prepared first: the one in use. */
  readonly first: () => string;
  readonly intents: { inUse(pack: string): Promise<IntentsInUse> };
  readonly knowledge: KnowledgeRepository;
  readonly prepared?: Prepared;
  /** Where index files lie. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Readiness {
  let loading: Promise<Ready> | undefined;
  let opening: Promise<Models> | undefined;
  let loaded: Ready | undefined;
  let failedAt: number | undefined;
  const abort = new AbortController();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let changing: ((pack: string) => number | undefined) | undefined;

  /** What was imported gets its vectors from the new encoder before the former one is let go. */
  const embedAll = async (models: Models): Promise<void> => {
    const splitter = createSplitter();
    const embedder = createEmbedder({
      ...parts,
      encoder: async () => models.encoder,
      splitter,
      // The former encoder answers with them until all of the new ones are there.
      keepOthers: true,
    });
    changing = (pack) => embedder.progress(pack);
    const stop = embedder.onChange(tell);
    const giveUp = (): void => void embedder.close();
    abort.signal.addEventListener('abort', giveUp, { once: true });
    try {
      for (const pack of parts.packs) embedder.wake(pack.manifest.name);
      await embedder.settled();
      const [problem] = parts.packs.flatMap(
        ({ manifest }) => embedder.problem(manifest.name) ?? [],
      );
      if (problem !== undefined) throw new Error(problem);
    } finally {
      abort.signal.removeEventListener('abort', giveUp);
      stop();
      changing = undefined;
      await embedder.close();
      tell();
    }
  };

  const load = async (instead: boolean): Promise<Ready> => {
    const from = performance.now();
    const former = opening;
    opening = openModels(parts);
    let vectors: VectorIndex | undefined;
    let models: Models | undefined;
    try {
      models = await opening;
      const { encoder } = models;
      vectors = createVectorIndex({
        knowledge: parts.knowledge,
        model: encoder.model,
        dimensions: encoder.dimensions,
        folder: join(parts.dataFolder, 'index'),
        log: parts.log,
      });
      vectors.onStatus(tell);
      const retriever = createRetriever({
        knowledge: parts.knowledge,
        vectors,
        encoder,
        clock: parts.clock,
        ...(models.reranker !== undefined && { reranker: models.reranker }),
        onProblem: (thrown) =>
          parts.log.warn('The re-ranker did not answer; the order of search stands.', {
            reason: messageOf(thrown),
          }),
      });
      const understanding = createModelUnderstanding({ ...parts, models });
      const chosen = parts.first();
      const preparation = createPackPreparation({
        ...parts,
        encoder,
        retriever,
        understanding,
        signal: abort.signal,
        retryAfterMs,
      });
      const works = parts.packs
        .map(({ manifest }) => manifest.name)
        .toSorted((one, other) => Number(other === chosen) - Number(one === chosen))
        .map((name) => preparation.prepared(name));
      await (instead ? Promise.all(works) : works[0]);
      if (instead) await embedAll(models);
      const ready: Ready = {
        models,
        understanding,
        retriever,
        vectors,
        prepared: preparation.prepared,
        suggest: createSuggest({
          ids: parts.ids,
          clock: parts.clock,
          articles: retriever,
          log: parts.log,
          ...(models.generator !== undefined && { generator: models.generator }),
        }),
      };
      parts.log.info('Models, intents and index are ready.', {
        pack: chosen,
        ms: Math.round(performance.now() - from),
      });
      loaded = ready;
      tell();
      return ready;
    } catch (thrown) {
      // The former ones go on answering.
      if (instead) opening = former;
      await vectors?.close();
      await models?.close();
      throw thrown;
    }
  };

  const base = (): Promise<Ready> => {
    if (failedAt !== undefined && performance.now() - failedAt > retryAfterMs) {
      loading = undefined;
      failedAt = undefined;
    }
    loading ??= load(false).catch((thrown: unknown) => {
      failedAt = performance.now();
      parts.log.error('Models or index could not be loaded.', { reason: messageOf(thrown) });
      throw thrown;
    });
    return loading;
  };

  return {
    get: async (pack) => {
      const ready = await base();
      if (pack !== undefined) await ready.prepared(pack);
      return ready;
    },
    all: async () => {
      const ready = await base();
      await Promise.all(parts.packs.map(({ manifest }) => ready.prepared(manifest.name)));
    },
    models: () => {
      const all = base();
      // Who waits for the models does not wait for the index; a failure of that is told elsewhere.
      all.catch(() => undefined);
      return opening ?? all.then(({ models }) => models);
    },
    now: () => loaded,
    changing: (pack) => changing?.(pack),
    onIndex: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew: async () => {
      const before = await loading?.catch(() => undefined);
      const next = load(true);
      await next;
      loading = next;
      failedAt = undefined;
      // Turns that were being read with the old models are let through.
      if (before !== undefined)
        parts.clock.after(drainMs, () => {
          void before.models.close();
          void before.vectors.close();
        });
    },
    close: async () => {
      abort.abort();
      const ready = await loading?.catch(() => undefined);
      if (ready === undefined) return;
      await Promise.allSettled(parts.packs.map(({ manifest }) => ready.prepared(manifest.name)));
      await ready.vectors.close();
      await ready.models.close();
    },
  };
}
