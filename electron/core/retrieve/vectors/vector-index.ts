import type { IndexStatus } from '#domain/knowledge-import.ts';
import type { PassageFilter, PassageRow } from '#core/ports.ts';

export interface VectorHit {
  readonly row: PassageRow;
  /** -1 to 1. */
  readonly cosine: number;
}

/**
 * Nearest passages by vector. What it holds is a cache of the store: it looks at the store's
 * revision itself and takes in what changed, so that nobody has to tell it.
 */
export interface VectorIndex {
  /** Best first, at most k; only rows that the filter lets through. */
  search(query: Float32Array, k: number, filter: PassageFilter): Promise<VectorHit[]>;
  /** In the order of the rows; undefined where a row has no vector. */
  cosines(
    query: Float32Array,
    pack: string,
    rows: readonly PassageRow[],
  ): Promise<(number | undefined)[]>;
  /** Loads a pack's vectors, so that the first search need not. Returns how many there are. */
  warm(pack: string): Promise<number>;
  status(pack: string): IndexStatus;
  /** Called after every change of a status. Returns the way to stop it. */
  onStatus(listener: (status: IndexStatus) => void): () => void;
  close(): Promise<void>;
}
