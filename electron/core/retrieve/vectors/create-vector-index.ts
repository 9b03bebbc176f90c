import type { Log } from '#core/log.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import { createPackSearch, type PackSearch } from './pack-search.ts';
import type { VectorSource } from './pack-vectors.ts';
import { createSearchThread } from './search-thread.ts';
import { squaredLength, toUnit } from './unit-vector.ts';
import type { VectorIndex } from './vector-index.ts';

/**
 * From this many vectors on a pack is searched in a thread by a graph. Measured by
 * `npm run bench -- search`, which prints both curves.
 */
export const defaultGraphFrom = 10_000;

/** How often the store is asked whether it changed, beside every search. */
const lookMs = 2_000;

export interface VectorIndexOptions {
  readonly knowledge: VectorSource;
  readonly model: ModelRef;
  readonly dimensions: number;
  /** Where index files are kept; without one every vector is compared. */
  readonly folder?: string;
  readonly log: Log;
  readonly graphFrom?: number;
  /** Where the bundler put the threads. */
  readonly threads?: { readonly search: URL; readonly build: URL };
}

/**
 * Nearest passages by vector over the store's vectors of one model: by comparing all of a small
 * pack, by a graph in a thread of its own for a large one.
 * `search` and `cosines` reject with UnusableVector for a query of another length or with values
 * that are not finite; to a query of zeros nothing is near.
 */
export function createVectorIndex(options: VectorIndexOptions): VectorIndex {
  const { knowledge, model, dimensions, folder, log } = options;
  const urls = options.threads ?? {
    search: new URL('./search.worker.ts', import.meta.url),
    build: new URL('./build.worker.ts', import.meta.url),
  };
  const packs = new Map<string, PackSearch>();
  const listeners = new Set<(status: IndexStatus) => void>();
  let closed = false;

  const thread = createSearchThread(urls.search, (reason) => {
    log.error('the search thread ended', { reason });
    for (const pack of packs.values()) pack.threadDied();
  });
  const open = (pack: string): PackSearch => {
    if (closed) throw new Error('The vector index is closed.');
    const known = packs.get(pack);
    if (known !== undefined) return known;
    const opened = createPackSearch({
      knowledge,
      pack,
      model,
      dimensions,
      ...(folder !== undefined && { folder }),
      graphFrom: options.graphFrom ?? defaultGraphFrom,
      thread,
      buildUrl: urls.build,
      log,
      onChange: () => {
        if (!closed) for (const listener of listeners) listener(opened.status());
      },
    });
    packs.set(pack, opened);
    return opened;
  };

  const look = setInterval(() => {
    for (const pack of packs.values()) void pack.keepUp();
  }, lookMs);
  look.unref();

  return {
    search: async (query, k, filter) => {
      const isNothing = squaredLength(query, dimensions) < 1e-30;
      if (isNothing || k < 1) return [];
      return open(filter.pack).search(toUnit(query, dimensions), Math.floor(k), filter);
    },
    cosines: async (query, pack, rows) => {
      const isNothing = squaredLength(query, dimensions) < 1e-30;
      return open(pack).cosines(isNothing ? query : toUnit(query, dimensions), rows);
    },
    warm: (pack) => open(pack).warm(),
    status: (pack) => open(pack).status(),
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearInterval(look);
      await Promise.all([...packs.values()].map((pack) => pack.close()));
      await thread.stop();
    },
  };
}
