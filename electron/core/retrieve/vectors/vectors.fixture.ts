import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log, LogFields } from '#core/log.ts';
import type { PassageFilter, PassageVector } from '#core/ports.ts';
import { createSeededRandom } from '#core/replay-ports.ts';
import { createVectorIndex, type VectorIndexOptions } from './create-vector-index.ts';
import type { VectorSource } from './pack-vectors.ts';
import type { VectorIndex } from './vector-index.ts';

/** @file Vectors, a store that is an array, and an index over it that is closed after the test. */

export const dimensions = 16;
export const model = { name: 'test', version: '1', sha256: 'ab'.repeat(32) };
export const pack = 'shop';
export const everybody: PassageFilter = { pack, today: '2026-11-22', audience: 'agent' };

export function randomVectors(count: number, seed = 1, length = dimensions): Float32Array[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length }, () => random.next() - 0.5);
    const size = Math.hypot(...vector);
    return vector.map((value) => value / size);
  });
}

/** The rows of exact search, written down as plainly as can be. */
export function plainNearest(
  rows: readonly PassageVector[],
  query: Float32Array,
  k: number,
): number[] {
  const cosine = (vector: Float32Array): number =>
    vector.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0);
  return rows
    .map(({ row, vector }) => ({ row, cosine: cosine(vector) }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, k)
    .map(({ row }) => row);
}

/** Where a store does not matter: rows in an array, changed by `change`. */
export function createArraySource(first: readonly PassageVector[]) {
  let rows = [...first];
  let revision = 1;
  const source: VectorSource = {
    vectors: (_pack, _model, after, limit) => rows.filter(({ row }) => row > after).slice(0, limit),
    barred: () => [],
    citable: () => rows.map(({ row }) => row),
    count: () => rows.length,
    revision: () => revision,
  };
  return {
    source,
    rows: () => rows,
    change: (next: readonly PassageVector[]) => {
      rows = next.toSorted((a, b) => a.row - b.row);
      revision += 1;
    },
  };
}

export const asRows = (vectors: readonly Float32Array[], from = 0): PassageVector[] =>
  vectors.map((vector, index) => ({ row: from + index, vector }));

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-vectors-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Said {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

export function createTestLog(): { readonly log: Log; readonly said: Said[] } {
  const said: Said[] = [];
  const at =
    (level: Said['level']) =>
    (message: string, fields: LogFields = {}): void => {
      said.push({ level, message, fields });
    };
  return {
    said,
    log: { debug: () => undefined, info: at('info'), warn: at('warn'), error: at('error') },
  };
}

/** Graphs from the first row on, unless the options say otherwise. */
export function openIndex(
  knowledge: VectorSource,
  options: Partial<VectorIndexOptions> = {},
): { readonly index: VectorIndex; readonly said: Said[] } {
  const { log, said } = createTestLog();
  const index = createVectorIndex({
    knowledge,
    model,
    dimensions,
    log,
    graphFrom: 1,
    ...options,
  });
  onTestFinished(() => index.close());
  return { index, said };
}

/** Waits until a condition holds; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

export const graphReady = (index: VectorIndex): Promise<void> =>
  until(() => {
    const { method, state } = index.status(pack);
    return method === 'graph' && state === 'ready';
  });

export const rowsOf = (hits: readonly { readonly row: number }[]): number[] =>
  hits.map(({ row }) => row);
