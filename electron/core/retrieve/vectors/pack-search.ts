import { type Log, messageOf } from '#core/log.ts';
import type { PassageFilter, PassageRow } from '#core/ports.ts';
import { PackName } from '#domain/ids.ts';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import type { ModelRef } from '#domain/insight.ts';
import { breath, cosineAt, hitOf, nearestOfAll } from './nearest.ts';
import { createPackGraph, type PackGraph } from './pack-graph.ts';
import { createPackLens } from './pack-lens.ts';
import { createPackVectors, type VectorSource } from './pack-vectors.ts';
import { type SearchThread, ThreadDied } from './search-thread.ts';
import type { VectorHit } from './vector-index.ts';

/** @file One pack: what the store says, taken in; and searched where that is quickest. */

export interface PackPorts {
  readonly knowledge: VectorSource;
  readonly pack: string;
  readonly model: ModelRef;
  readonly dimensions: number;
  readonly folder?: string;
  readonly graphFrom: number;
  readonly thread: SearchThread;
  readonly buildUrl: URL;
  readonly log: Log;
  readonly onChange: () => void;
}

export interface PackSearch {
  search(query: Float32Array, k: number, filter: PassageFilter): Promise<VectorHit[]>;
  cosines(query: Float32Array, rows: readonly PassageRow[]): Promise<(number | undefined)[]>;
  /** @returns how many vectors there are */
  warm(): Promise<number>;
  status(): IndexStatus;
  /** Looks whether the store has changed since, and takes that in. Never rejects. */
  keepUp(): Promise<void>;
  /** The search thread lost what it had. */
  threadDied(): void;
  close(): Promise<void>;
}

/** Up to here everything is compared with the store at once, so that no search is behind it. */
const smallPack = 2_000;
/** Comparing all takes at most this share of the core's time: one part in… */
const restAfterComparing = { factor: 5, ms: 1_000 };
/** With more dead places than living ones the vectors are read anew. */
const mostDead = 0.5;

export function createPackSearch(ports: PackPorts): PackSearch {
  const { knowledge, pack, model, dimensions, graphFrom, thread, log, onChange } = ports;

  const open = () => {
    const vectors = createPackVectors(knowledge, pack, model.sha256, dimensions);
    const lens = createPackLens(knowledge, vectors);
    const graph = createPackGraph({ ...ports, vectors, model: model.sha256 });
    return { vectors, lens, graph };
  };
  let held = open();
  let taken = -1;
  let compared = -1;
  let restUntil = 0;
  let passages = 0;
  /** Refused vectors that the log knows of. */
  let told = 0;
  let closed = false;
  let loading: Promise<void> | undefined;
  let upkeep: Promise<void> | undefined;

  const isLarge = (): boolean => held.vectors.alive() >= graphFrom;
  const tend = (): Promise<void> => (isLarge() ? held.graph.tend() : Promise.resolve());

  const takeAll = async (vectors: typeof held.vectors): Promise<void> => {
    while (!closed && vectors.takePage()) await breath();
  };
  const tellRefused = (): void => {
    const { count, reason } = held.vectors.refused();
    if (count > told) log.warn('vectors cannot be used', { pack, count, reason });
    told = count;
  };
  const load = async (): Promise<void> => {
    taken = knowledge.revision(pack);
    passages = knowledge.count(pack);
    if (passages >= graphFrom) held.graph.prepare();
    await takeAll(held.vectors);
    passages = knowledge.count(pack);
    // Nothing can be missing, unless the store changed between two pages.
    if (knowledge.revision(pack) === taken) compared = taken;
    tellRefused();
    await tend();
    onChange();
  };
  /** Fresh memory without the dead places. */
  const compact = async (): Promise<void> => {
    const next = open();
    await takeAll(next.vectors);
    const before = held.graph;
    await before.close();
    held = next;
  };
  const compareAll = async (): Promise<void> => {
    const from = performance.now();
    const revision = knowledge.revision(pack);
    taken = revision;
    await held.vectors.compareAll();
    compared = revision;
    const { vectors } = held;
    if (vectors.matrix.count > smallPack && vectors.alive() < mostDead * vectors.matrix.count)
      await compact();
    passages = knowledge.count(pack);
    tellRefused();
    const ms = performance.now() - from;
    restUntil = performance.now() + Math.max(restAfterComparing.ms, restAfterComparing.factor * ms);
    void tend();
    onChange();
  };
  const startUpkeep = (): Promise<void> =>
    (upkeep ??= compareAll()
      .catch((error: unknown) => {
        if (!closed) log.error('vectors could not be read', { pack, reason: messageOf(error) });
      })
      .finally(() => {
        upkeep = undefined;
      }));

  /** Before a search: what was added is taken in, what is more than a few milliseconds goes on. */
  const refresh = async (): Promise<void> => {
    await (loading ??= load().catch((error: unknown) => {
      // The next one tries again.
      loading = undefined;
      throw error;
    }));
    const revision = knowledge.revision(pack);
    if (revision === compared) return;
    if (held.vectors.matrix.count <= smallPack) {
      await startUpkeep();
      // What was under way may have begun before the last change.
      if (knowledge.revision(pack) !== compared) await startUpkeep();
      return;
    }
    if (revision === taken) return;
    taken = revision;
    if (held.vectors.takePage()) void startUpkeep();
  };

  const exact = async (
    wide: Float64Array,
    k: number,
    filter: PassageFilter,
  ): Promise<VectorHit[]> => {
    const { vectors, lens } = held;
    const found = await nearestOfAll(vectors.matrix, wide, k, lens(filter), breath);
    return found.map((near) => hitOf(vectors.matrix, near));
  };

  return {
    search: async (query, k, filter) => {
      await refresh();
      const lens = held.lens(filter);
      if (lens.open === 0) return [];
      if (isLarge() && !thread.givenUp()) {
        try {
          return await held.graph.search(query, k, lens);
        } catch (error) {
          // The search thread died under it, or could not; every vector is here as well.
          if (!(error instanceof ThreadDied))
            log.error('the search thread failed', { pack, reason: messageOf(error) });
        }
      }
      return exact(Float64Array.from(query), k, filter);
    },
    cosines: async (query, rows) => {
      await refresh();
      const { vectors } = held;
      const wide = Float64Array.from(query);
      return rows.map((row) => {
        const position = vectors.position(row);
        if (position === undefined) return undefined;
        return hitOf(vectors.matrix, { position, cosine: cosineAt(vectors.matrix, position, wide) })
          .cosine;
      });
    },
    warm: async () => {
      await refresh();
      return held.vectors.alive();
    },
    status: () => statusOf(ports, held.vectors, held.graph, isLarge(), passages),
    keepUp: async () => {
      if (loading === undefined || closed) return;
      await loading;
      if (knowledge.revision(pack) === compared || performance.now() < restUntil) return;
      await startUpkeep();
    },
    threadDied: () => {
      void tend();
      onChange();
    },
    close: async () => {
      closed = true;
      await loading?.catch(() => undefined);
      await upkeep;
      await held.graph.close();
    },
  };
}

function statusOf(
  { pack, model, dimensions, knowledge }: PackPorts,
  vectors: ReturnType<typeof createPackVectors>,
  graph: PackGraph,
  isLarge: boolean,
  counted: number,
): IndexStatus {
  const passages = counted === 0 ? knowledge.count(pack) : counted;
  const { ready, building, problem } = graph.state();
  const refused = vectors.refused();
  const embedded = vectors.alive() + refused.count;
  const isEmbedding = counted > 0 && embedded < counted;
  const sentence = refused.count > 0 ? unusable(refused.count) : isLarge ? problem : undefined;
  return {
    pack: PackName.parse(pack),
    passages,
    method: isLarge && ready ? 'graph' : 'exact',
    state: isEmbedding ? 'embedding' : building !== undefined ? 'building' : 'ready',
    ...(isEmbedding
      ? { progress: embedded / counted }
      : building !== undefined && { progress: building }),
    model: `${model.name} ${model.version}`,
    dimensions,
    ...(sentence !== undefined && { problem: sentence }),
  };
}

const unusable = (count: number): string =>
  `${count === 1 ? '1 passage has a vector' : `${count} passages have vectors`} that cannot be used, so that only words find ${count === 1 ? 'it' : 'them'}; run earshot kb reindex to mend that.`;
