import { Worker } from 'node:worker_threads';
import type { GraphPaths } from './graph-file.ts';
import type { Matrix } from './matrix.ts';
import type { BuildOrder, FromBuildThread } from './messages.ts';

export type BuildOutcome =
  Extract<FromBuildThread, { readonly type: 'built' | 'failed' }> | { readonly type: 'cancelled' };

export interface GraphBuild {
  /** Never rejects. */
  readonly outcome: Promise<BuildOutcome>;
  /** Ends it before its next row; nothing of it is used. */
  cancel(): void;
}

/**
 * Builds a graph of what the matrix holds now in a thread of its own, straight from the shared
 * vectors, and writes its files.
 * @param onProgress 0 to 1
 */
export function startGraphBuild(
  url: URL,
  matrix: Matrix,
  order: { readonly paths: GraphPaths; readonly model: string },
  onProgress: (share: number) => void,
): GraphBuild {
  const cancel = new SharedArrayBuffer(4);
  const workerData: BuildOrder = {
    ...order,
    dimensions: matrix.dimensions,
    chunks: matrix.chunks.map(({ buffer }) => buffer),
    count: matrix.count,
    cancel,
  };
  const worker = new Worker(url, { name: 'earshot-index-build', workerData });
  worker.unref();
  const outcome = new Promise<BuildOutcome>((resolve) => {
    let message = 'The build ended without a result.';
    let last: BuildOutcome | undefined;
    worker.on('error', (error) => {
      message = error instanceof Error ? error.message : String(error);
    });
    worker.on('message', (said: FromBuildThread) => {
      if (said.type === 'progress') onProgress(said.share);
      else last = said;
    });
    worker.on('exit', () => {
      const isCancelled = Atomics.load(new Int32Array(cancel), 0) !== 0;
      resolve(
        last ?? (isCancelled ? { type: 'cancelled' } : { type: 'failed', why: 'other', message }),
      );
    });
  });
  return {
    outcome,
    cancel: () => {
      Atomics.store(new Int32Array(cancel), 0, 1);
    },
  };
}
