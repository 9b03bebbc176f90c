import type { KnowledgeRepository, PassageRow, PassageVector } from '#core/ports.ts';
import { append, bury, createMatrix, isDead, vectorAt, type Matrix } from './matrix.ts';
import { breath } from './nearest.ts';
import { toUnit, UnusableVector } from './unit-vector.ts';

/** @file A pack's vectors as the store has them, taken in page by page. */

export type VectorSource = Pick<
  KnowledgeRepository,
  'vectors' | 'barred' | 'citable' | 'count' | 'revision'
>;

export interface PackVectors {
  readonly matrix: Matrix;
  /** Where a row lies; undefined where it has no vector, or none any more. */
  position(row: PassageRow): number | undefined;
  alive(): number;
  /** Rows whose vectors cannot be used, and why the last of them. */
  refused(): { readonly count: number; readonly reason: string };
  /** Takes in rows behind the last one known: one page. @returns whether there may be more */
  takePage(): boolean;
  /** Compares every row with the store, in pages. @returns whether anything was different */
  compareAll(): Promise<boolean>;
}

/** The core's thread is kept for this long at a time. */
const pageMs = 6;
const smallestPage = 32;
const largestPage = 4096;
/** 2^32 - 1 is what the graph's library takes -1 for. */
const largestRow = 2 ** 32 - 2;

export function createPackVectors(
  source: VectorSource,
  pack: string,
  model: string,
  dimensions: number,
): PackVectors {
  const matrix = createMatrix(dimensions);
  const positions = new Map<PassageRow, number>();
  const refused = new Map<PassageRow, string>();
  let last: PassageRow = -1;
  let pageSize = 64;

  const place = (row: PassageRow, vector: Float32Array): void => {
    positions.set(row, append(matrix, row, vector));
  };
  const remove = (row: PassageRow, position: number): void => {
    bury(matrix, position);
    positions.delete(row);
  };
  /** @returns whether it was different from what is known */
  const take = ({ row, vector }: PassageVector): boolean => {
    const known = positions.get(row);
    let unit: Float32Array;
    try {
      if (!Number.isInteger(row) || row < 0 || row > largestRow)
        throw new UnusableVector(`There cannot be a passage ${row}.`);
      unit = toUnit(vector, dimensions);
    } catch (error) {
      if (!(error instanceof UnusableVector)) throw error;
      if (known !== undefined) remove(row, known);
      const isNews = refused.get(row) !== error.message;
      refused.set(row, error.message);
      return isNews;
    }
    refused.delete(row);
    if (known !== undefined && isSame(vectorAt(matrix, known), unit)) return false;
    if (known !== undefined) remove(row, known);
    place(row, unit);
    return true;
  };

  /** Reads and takes one page. */
  const page = (
    after: PassageRow,
  ): { readonly rows: readonly PassageVector[]; readonly news: boolean } => {
    const from = performance.now();
    const rows = source.vectors(pack, model, after, pageSize);
    let news = false;
    for (const one of rows) if (take(one)) news = true;
    last = Math.max(last, rows.at(-1)?.row ?? last);
    // A page takes as long as the disk and the machine let it; the next one is made to fit.
    const perRow = (performance.now() - from) / Math.max(1, rows.length);
    const fitting = Math.floor(pageMs / Math.max(perRow, 1e-4));
    if (rows.length > 0)
      pageSize = Math.max(smallestPage, Math.min(largestPage, 2 * pageSize, fitting));
    return { rows, news };
  };

  return {
    matrix,
    position: (row) => positions.get(row),
    alive: () => positions.size,
    refused: () => ({ count: refused.size, reason: [...refused.values()].at(-1) ?? '' }),
    takePage: () => {
      const wanted = pageSize;
      return page(last).rows.length === wanted;
    },
    compareAll: async () => {
      const known = matrix.count;
      const seen = new Set<PassageRow>();
      let different = false;
      let after: PassageRow = -1;
      for (;;) {
        const { rows, news } = page(after);
        const final = rows.at(-1);
        if (final === undefined) break;
        for (const { row } of rows) seen.add(row);
        different ||= news;
        after = final.row;
        await breath();
      }
      let looked = 0;
      for (const [row, position] of positions) {
        looked += 1;
        if (looked % 20_000 === 0) await breath();
        // What came while this went on was not looked for.
        if (position >= known || seen.has(row) || isDead(matrix, position)) continue;
        remove(row, position);
        different = true;
      }
      for (const row of refused.keys()) if (!seen.has(row)) refused.delete(row);
      return different;
    },
  };
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
