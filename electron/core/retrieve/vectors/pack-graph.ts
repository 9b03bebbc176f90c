import { type Log, messageOf } from '#core/log.ts';
import { type BuildOutcome, type GraphBuild, startGraphBuild } from './graph-build.ts';
import { type GraphPaths, graphPaths } from './graph-file.ts';
import type { LoadOutcome, SentLens } from './messages.ts';
import type { PackVectors } from './pack-vectors.ts';
import { type SearchThread, ThreadDied } from './search-thread.ts';
import type { VectorHit } from './vector-index.ts';

/** @file One large pack in the search thread, and the care for its graph. */

export interface GraphState {
  readonly ready: boolean;
  /** 0 to 1 while one is built. */
  readonly building?: number;
  readonly problem?: string;
}

export interface PackGraph {
  /** Rejects with ThreadDied when the thread did, and with what the search threw. */
  search(query: Float32Array, k: number, lens: SentLens): Promise<VectorHit[]>;
  /** The vectors are about to be read: the graph's file is read beside them. */
  prepare(): void;
  /**
   * Loads the graph's file, builds a graph where that cannot be used, and takes changes in.
   * Resolves when the file was looked at; the rest goes on. Never rejects.
   */
  tend(): Promise<void>;
  state(): GraphState;
  close(): Promise<void>;
}

/** With more changes than this share of the rows a graph is built anew. */
const rebuildShare = 0.2;
/** The file is written again when this many rows changed, or this share of them. */
const saveFrom = { rows: 256, share: 0.02 };
const mostFailedBuilds = 2;

const noLibrary =
  'The package hnswlib-node cannot be loaded on this machine, so every vector is compared, which takes longer; install Earshot again to mend it.';
const noFolder = 'There is no folder to keep an index in, so every vector is compared.';
const noBuild = (reason: string): string =>
  `The index could not be built (${reason}), so every vector is compared; free some disk space and start Earshot again.`;
const noThread =
  'The search thread ended several times, so every vector is compared; start Earshot again.';

/** Where the graph stands beside the rows. */
interface Standing {
  /** Of the search thread that has the graph. */
  readonly generation: number;
  /** Rows of the graph that the store has no more, when it was loaded. */
  readonly gone: number;
  readonly deadAtLoad: number;
  /** Rows that the graph did not have yet. */
  lacking: number;
  /** Places in use when `lacking` was counted. */
  counted: number;
  /** Changes that the file does not have. */
  unsaved: number;
}

export function createPackGraph(ports: {
  readonly pack: string;
  readonly vectors: PackVectors;
  readonly model: string;
  readonly folder?: string;
  readonly thread: SearchThread;
  readonly buildUrl: URL;
  readonly log: Log;
  readonly onChange: () => void;
}): PackGraph {
  const { pack, vectors, model, thread, log, onChange } = ports;
  const { matrix } = vectors;
  const paths = ports.folder === undefined ? undefined : graphPaths(ports.folder, pack, model);
  let problem = paths === undefined ? noFolder : undefined;
  let standing: Standing | undefined;
  let build: { readonly run: GraphBuild; share: number } | undefined;
  let failedBuilds = 0;
  let closed = false;
  let sent = { generation: 0, chunks: 0, count: 0 };
  let tending: Promise<void> | undefined;
  let again = false;

  const sendRows = (): void => {
    const generation = thread.generation();
    if (sent.generation !== generation) sent = { generation, chunks: 0, count: 0 };
    if (sent.count === matrix.count) return;
    const chunks = matrix.chunks.slice(sent.chunks).map(({ buffer }) => buffer);
    const { dimensions, count } = matrix;
    thread.tell({ type: 'rows', pack, dimensions, chunks, count });
    sent = { generation, chunks: matrix.chunks.length, count };
  };
  const dead = (): number => matrix.count - vectors.alive();
  const isReady = (): boolean => standing?.generation === thread.generation();
  const fail = (sentence: string, reason: string): void => {
    problem = sentence;
    log.warn('a pack is searched without an index', { pack, reason });
    onChange();
  };

  const load = async (from: GraphPaths): Promise<LoadOutcome> => {
    sendRows();
    const generation = thread.generation();
    const counted = matrix.count;
    const deadAtLoad = dead();
    const reply = await thread.ask({ type: 'load', pack, paths: from, model });
    if (reply.type === 'loaded') {
      const { lacking, gone } = reply;
      standing = { generation, gone, deadAtLoad, lacking, counted, unsaved: lacking + gone };
      onChange();
      return reply;
    }
    if (reply.type === 'refused') return reply;
    throw new Error(reply.type === 'failed' ? reply.message : reply.type);
  };

  const buildAnew = async (into: GraphPaths, reason: string): Promise<void> => {
    log.info('an index is built', { pack, reason, rows: vectors.alive() });
    const run = startGraphBuild(ports.buildUrl, matrix, { paths: into, model }, (share) => {
      if (build !== undefined) build.share = share;
      onChange();
    });
    build = { run, share: 0 };
    onChange();
    const outcome: BuildOutcome = await run.outcome;
    build = undefined;
    if (closed || outcome.type === 'cancelled') return;
    if (outcome.type === 'failed') {
      failedBuilds += 1;
      if (outcome.why === 'library') return fail(noLibrary, outcome.message);
      if (failedBuilds >= mostFailedBuilds) return fail(noBuild(outcome.message), outcome.message);
      log.warn('an index could not be built', { pack, reason: outcome.message });
      return;
    }
    const loaded = await load(into);
    if (loaded.type !== 'refused') {
      failedBuilds = 0;
      return;
    }
    failedBuilds += 1;
    if (failedBuilds >= mostFailedBuilds) fail(noBuild(loaded.reason), loaded.reason);
  };

  /** Takes changes into the graph. @returns why it should rather be built anew */
  const takeIn = async (graph: Standing, file: GraphPaths): Promise<string | undefined> => {
    sendRows();
    const added = matrix.count - graph.counted;
    const lacking = graph.lacking + added;
    const most = rebuildShare * vectors.alive();
    if (lacking > most) return 'too many passages are new';
    if (graph.gone + dead() - graph.deadAtLoad > most) return 'too many passages are gone';
    if (lacking === 0) return undefined;
    graph.counted = matrix.count;
    graph.unsaved += added;
    await thread.ask({ type: 'fold', pack });
    graph.lacking = 0;
    if (graph.unsaved < Math.max(saveFrom.rows, saveFrom.share * vectors.alive())) return undefined;
    const saved = await thread.ask({ type: 'save', pack, paths: file, model });
    if (saved.type === 'failed')
      log.warn('an index could not be written', { pack, reason: saved.message });
    graph.unsaved = 0;
    return undefined;
  };

  const step = async (file: GraphPaths, looked: () => void): Promise<void> => {
    let reason: string | undefined;
    if (standing === undefined || !isReady()) {
      const outcome = await load(file);
      if (outcome.type === 'refused') {
        if (outcome.why === 'library') return fail(noLibrary, outcome.reason);
        if (outcome.why === 'unfit')
          log.warn('an index was dropped', { pack, reason: outcome.reason });
        reason = outcome.reason;
      }
    }
    looked();
    if (reason === undefined && standing !== undefined) reason = await takeIn(standing, file);
    if (reason !== undefined) {
      again = true;
      await buildAnew(file, reason);
    }
  };

  const tend = async (file: GraphPaths, looked: () => void): Promise<void> => {
    do {
      again = false;
      try {
        await step(file, looked);
      } catch (error) {
        if (closed) return;
        standing = undefined;
        // The thread comes back with the next question; what it was doing is done again.
        again = error instanceof ThreadDied && !thread.givenUp();
        if (!again) fail(thread.givenUp() ? noThread : noBuild(messageOf(error)), messageOf(error));
      }
    } while (again && !closed && problem === undefined);
  };

  return {
    search: async (query, k, lens) => {
      sendRows();
      const reply = await thread.ask({ type: 'search', pack, query, k, lens });
      if (reply.type === 'found') return [...reply.hits];
      throw new Error(reply.type === 'failed' ? reply.message : reply.type);
    },
    prepare: () => {
      if (paths === undefined || problem !== undefined || thread.givenUp()) return;
      thread.tell({ type: 'prepare', pack, paths, model, dimensions: matrix.dimensions });
    },
    tend: () => {
      if (closed || paths === undefined || problem !== undefined) return Promise.resolve();
      again = true;
      if (tending !== undefined) return Promise.resolve();
      return new Promise((resolve) => {
        tending = tend(paths, resolve).finally(() => {
          tending = undefined;
          resolve();
          onChange();
        });
      });
    },
    state: () => ({
      ready: isReady() && problem === undefined,
      ...(build !== undefined && { building: build.share }),
      ...(problem !== undefined && { problem }),
    }),
    close: async () => {
      closed = true;
      build?.run.cancel();
      await build?.run.outcome;
      if (!thread.givenUp() && sent.generation === thread.generation())
        thread.tell({ type: 'forget', pack });
    },
  };
}
