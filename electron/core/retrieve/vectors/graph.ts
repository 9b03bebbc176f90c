import { createRequire } from 'node:module';
import type * as Hnswlib from 'hnswlib-node';
import { squaredLength } from './unit-vector.ts';

/**
 * @file The door to hnswlib. The library trusts its caller: it segfaults where it is searched after
 * a failed read, takes files of other dimensions, ranks NaN first and reads -1 as 4294967295. So
 * nothing else in the product calls it, and nothing goes through here unchecked.
 */

/** How the graph is built and walked; measured by `npm run bench -- search`. */
export const graphSettings = { m: 16, efConstruction: 100, ef: 128 } as const;

type Library = Pick<typeof Hnswlib, 'HierarchicalNSW'>;
type Native = InstanceType<Library['HierarchicalNSW']>;

export interface GraphLibrary {
  readonly module: Library;
  /** Index files of another version or machine are not read. */
  readonly name: string;
}

/** Rejects where the optional package is not installed or was not built for this machine. */
export async function loadGraphLibrary(): Promise<GraphLibrary> {
  const { default: module } = await import('hnswlib-node');
  const { version } = createRequire(import.meta.url)('hnswlib-node/package.json') as {
    readonly version: string;
  };
  return { module, name: `hnswlib-node ${version} ${process.arch}` };
}

export interface Graph {
  /** Rows in it, those too that the store has no more. */
  count(): number;
  rows(): number[];
  /** Adds a row, or moves it to another vector. Throws UnusableVector. */
  add(row: number, vector: Float32Array): void;
  /** Rows, nearest first: about `count` of them, fewer where the graph has not as many. */
  search(query: Float32Array, count: number): number[];
  /** Not while rows are added. */
  write(file: string): Promise<void>;
}

/** The library keeps labels in 32 bits. */
const largestRow = 2 ** 32 - 2;

export function createGraph(library: GraphLibrary, dimensions: number, capacity: number): Graph {
  const native = new library.module.HierarchicalNSW('ip', dimensions);
  const { m, efConstruction } = graphSettings;
  native.initIndex({ maxElements: Math.max(1, capacity), m, efConstruction, randomSeed: 100 });
  return guard(native, dimensions);
}

/**
 * Reads a file that was checked before (`openGraphFile`), always into a fresh object: one whose read
 * failed must never be used again. Rejects when it cannot be read or holds another number of rows.
 */
export async function readGraph(
  library: GraphLibrary,
  file: string,
  dimensions: number,
  count: number,
): Promise<Graph> {
  const native = new library.module.HierarchicalNSW('ip', dimensions);
  await native.readIndex(file);
  if (native.getCurrentCount() !== count)
    throw new Error(`the index file holds ${native.getCurrentCount()} rows instead of ${count}`);
  return guard(native, dimensions);
}

function guard(native: Native, dimensions: number): Graph {
  return {
    count: () => native.getCurrentCount(),
    rows: () => native.getIdsList(),
    add: (row, vector) => {
      squaredLength(vector, dimensions);
      if (!Number.isInteger(row) || row < 0 || row > largestRow)
        throw new RangeError(`The graph cannot name row ${row}.`);
      const count = native.getCurrentCount();
      // Its capacity is fixed, and adding one more throws.
      if (count >= native.getMaxElements()) native.resizeIndex(Math.ceil(count * 1.2) + 64);
      native.addPoint(Array.from(vector), row);
    },
    search: (query, count) => {
      squaredLength(query, dimensions);
      const wanted = Math.min(count, native.getCurrentCount());
      if (wanted < 1) return [];
      // With every search, because a loaded graph starts again at 10.
      native.setEf(Math.max(graphSettings.ef, wanted));
      return native.searchKnn(Array.from(query), wanted).neighbors;
    },
    write: async (file) => {
      await native.writeIndex(file);
    },
  };
}
