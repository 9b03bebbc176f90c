import { messageOf } from '#core/log.ts';
import { type Graph, type GraphLibrary, graphSettings, readGraph } from './graph.ts';
import {
  type GraphContent,
  type GraphOwner,
  dropGraphFile,
  openGraphFile,
  sealGraphFile,
} from './graph-file.ts';
import {
  type Matrix,
  checksumOf,
  createMatrix,
  isDead,
  rowAt,
  vectorAt,
  viewChunk,
} from './matrix.ts';
import type {
  Found,
  LoadMessage,
  LoadOutcome,
  PrepareMessage,
  RowsMessage,
  SaveMessage,
  SearchMessage,
} from './messages.ts';
import { type Near, breath, cosineAt, createBest, hitOf, isOpen, nearestOfAll } from './nearest.ts';

/** @file What the search thread keeps: each pack's matrix, and its graph once there is one. */

export interface SearchShelf {
  rows(message: RowsMessage): void;
  search(message: SearchMessage): Promise<Found>;
  prepare(message: PrepareMessage): void;
  load(message: LoadMessage): Promise<LoadOutcome>;
  fold(pack: string): Promise<void>;
  save(message: SaveMessage): Promise<void>;
  forget(pack: string): void;
}

type ReadGraph = GraphContent & { readonly graph: Graph };

interface Kept {
  readonly matrix: Matrix;
  /** Where each row lies; the latest place, where its vector changed. */
  readonly positions: Map<number, number>;
  graph?: Graph;
  /** Positions whose vectors are in the graph. */
  inGraph: Set<number>;
  /** Positions that are not: they are compared one by one until they are. */
  waiting: number[];
}

/** Rows that are compared in the time of one step of a walk; measured. */
const rowsPerStep = 10;
/** What a lens bars often lies together, so a walk that found too little is tried again wider. */
const wider = 3;
/** Of the thread's time, between two looks for a search. */
const foldMs = 4;

export function createSearchShelf(library: () => Promise<GraphLibrary>): SearchShelf {
  const packs = new Map<string, Kept>();

  const find = (pack: string): Kept => {
    const kept = packs.get(pack);
    if (kept === undefined) throw new Error(`The search thread has no vectors of ${pack}.`);
    return kept;
  };
  const ownerOf = async (model: string, dimensions: number): Promise<GraphOwner> => ({
    library: (await library()).name,
    model,
    dimensions,
  });

  const prepared = new Map<string, ReturnType<typeof readFile>>();
  const readFile = async (
    wanted: Pick<PrepareMessage, 'paths' | 'model' | 'dimensions'>,
  ): Promise<ReadGraph | Extract<LoadOutcome, { readonly type: 'refused' }>> => {
    const { paths, model, dimensions } = wanted;
    let owner: GraphOwner;
    try {
      owner = await ownerOf(model, dimensions);
    } catch (error) {
      return { type: 'refused', why: 'library', reason: messageOf(error) };
    }
    const opened = await openGraphFile(paths, owner);
    if (!opened.ok) {
      if (!opened.missing) await dropGraphFile(paths);
      return { type: 'refused', why: opened.missing ? 'missing' : 'unfit', reason: opened.reason };
    }
    const { rows, sums } = opened;
    try {
      const graph = await readGraph(await library(), paths.index, dimensions, rows.length);
      return { graph, rows, sums };
    } catch (error) {
      await dropGraphFile(paths);
      return { type: 'refused', why: 'unfit', reason: messageOf(error) };
    }
  };

  return {
    rows: ({ pack, dimensions, chunks, count }) => {
      let kept = packs.get(pack);
      if (kept === undefined) {
        kept = {
          matrix: createMatrix(dimensions),
          positions: new Map(),
          inGraph: new Set(),
          waiting: [],
        };
        packs.set(pack, kept);
      }
      const { matrix, positions, waiting } = kept;
      for (const chunk of chunks) matrix.chunks.push(viewChunk(dimensions, chunk));
      const before = matrix.count;
      matrix.count = count;
      for (let position = before; position < count; position += 1) {
        positions.set(rowAt(matrix, position), position);
        waiting.push(position);
      }
    },
    async search({ pack, query, k, lens }) {
      const kept = find(pack);
      const { matrix } = kept;
      const wide = Float64Array.from(query);
      for (
        let steps = stepsOf(matrix, k, lens);
        kept.graph !== undefined && rowsPerStep * steps < lens.open;
        steps *= wider
      ) {
        const near = walk(kept, kept.graph, steps, query, wide, k, lens);
        if (near.length >= Math.min(k, lens.open))
          return { type: 'found', hits: near.map((each) => hitOf(matrix, each)) };
      }
      const near = await nearestOfAll(matrix, wide, k, lens, breath);
      return { type: 'found', hits: near.map((each) => hitOf(matrix, each)) };
    },
    prepare: (message) => {
      prepared.set(message.pack, readFile(message));
    },
    async load({ pack, paths, model }) {
      const { dimensions } = find(pack).matrix;
      const reading = prepared.get(pack) ?? readFile({ paths, model, dimensions });
      prepared.delete(pack);
      const read = await reading;
      if ('why' in read) return read;
      // Looked up again: the pack may have been forgotten and come back meanwhile.
      const kept = find(pack);
      const sums = new Map<number, number>();
      for (const [index, row] of read.rows.entries()) sums.set(row, read.sums[index] ?? 0);
      kept.graph = read.graph;
      kept.inGraph = new Set();
      kept.waiting = [];
      let alive = 0;
      for (let position = 0; position < kept.matrix.count; position += 1) {
        if (isDead(kept.matrix, position)) continue;
        alive += 1;
        const row = rowAt(kept.matrix, position);
        if (sums.get(row) === checksumOf(vectorAt(kept.matrix, position)))
          kept.inGraph.add(position);
        else kept.waiting.push(position);
      }
      const lacking = alive - kept.inGraph.size;
      return { type: 'loaded', lacking, gone: sums.size - kept.inGraph.size };
    },
    async fold(pack) {
      const kept = find(pack);
      const { graph, matrix } = kept;
      if (graph === undefined) return;
      while (kept.waiting.length > 0 && kept.graph === graph && packs.get(pack) === kept) {
        const until = performance.now() + foldMs;
        while (kept.waiting.length > 0 && performance.now() < until) {
          const position = kept.waiting.pop() ?? 0;
          if (isDead(matrix, position)) continue;
          graph.add(rowAt(matrix, position), vectorAt(matrix, position));
          kept.inGraph.add(position);
        }
        await breath();
      }
    },
    async save({ pack, paths, model }) {
      const { graph, matrix, inGraph, positions } = find(pack);
      if (graph === undefined) return;
      const rows = Uint32Array.from(graph.rows());
      // A row that is gone, or has another vector by now, gets a checksum that only chance can meet.
      const sums = rows.map((row) => {
        const position = positions.get(row);
        return position !== undefined && inGraph.has(position)
          ? checksumOf(vectorAt(matrix, position))
          : 0;
      });
      const owner = await ownerOf(model, matrix.dimensions);
      await sealGraphFile(paths, owner, { rows, sums }, graph.write);
    },
    forget: (pack) => {
      packs.delete(pack);
    },
  };
}

/**
 * How wide a walk is. It knows nothing of the lens: it goes as much wider as the lens is narrow, and
 * native code does that far quicker than it could ask back for each row.
 */
function stepsOf({ count }: Matrix, k: number, { open }: SearchMessage['lens']): number {
  return Math.max(graphSettings.ef, Math.ceil((4 * k * count) / Math.max(1, open)));
}

/** The graph's rows and those that wait for it, without what the lens bars. */
function walk(
  { matrix, positions, inGraph, waiting }: Kept,
  graph: Graph,
  steps: number,
  query: Float32Array,
  wide: Float64Array,
  k: number,
  lens: SearchMessage['lens'],
): Near[] {
  const best = createBest(k);
  for (const row of graph.search(query, steps)) {
    const position = positions.get(row);
    if (position === undefined || !inGraph.has(position) || !isOpen(matrix, position, lens))
      continue;
    best.offer(position, cosineAt(matrix, position, wide));
  }
  for (const position of waiting)
    if (isOpen(matrix, position, lens)) best.offer(position, cosineAt(matrix, position, wide));
  return best.list();
}
