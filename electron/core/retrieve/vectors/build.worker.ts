import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#core/log.ts';
import { sealGraphFile } from './graph-file.ts';
import { type GraphLibrary, createGraph, loadGraphLibrary } from './graph.ts';
import { checksumOf, isDead, rowAt, vectorAt, viewChunk } from './matrix.ts';
import type { BuildOrder, FromBuildThread } from './messages.ts';
import { strideOf } from './stride.ts';

/** @file Builds one graph from vectors in shared memory, writes its files and ends. */

const { dimensions, chunks, count, paths, model, cancel } = workerData as BuildOrder;
const cancelled = new Int32Array(cancel);
const matrix = { dimensions, chunks: chunks.map((each) => viewChunk(dimensions, each)), count };
const tell = (message: FromBuildThread): void => parentPort?.postMessage(message);

async function build(library: GraphLibrary): Promise<void> {
  const graph = createGraph(library, dimensions, count);
  const rows: number[] = [];
  const sums: number[] = [];
  const step = Math.ceil(count / 100);
  const stride = strideOf(count);
  for (let index = 0; index < count; index += 1) {
    // Asked for between two rows: a thread must not be ended inside native code.
    if (Atomics.load(cancelled, 0) !== 0) return;
    // Passages of one article lie side by side. Taken in that order, the graph's first, longest
    // links would all lie inside the first articles.
    const position = (index * stride) % count;
    if (!isDead(matrix, position)) {
      const vector = vectorAt(matrix, position);
      graph.add(rowAt(matrix, position), vector);
      rows.push(rowAt(matrix, position));
      sums.push(checksumOf(vector));
    }
    if (index % step === 0) tell({ type: 'progress', share: index / count });
  }
  const content = { rows: Uint32Array.from(rows), sums: Uint32Array.from(sums) };
  const owner = { library: library.name, model, dimensions };
  const bytes = await sealGraphFile(paths, owner, content, graph.write);
  tell({ type: 'built', rows: rows.length, bytes });
}

let library: GraphLibrary | undefined;
try {
  library = await loadGraphLibrary();
} catch (error) {
  tell({ type: 'failed', why: 'library', message: messageOf(error) });
}
try {
  if (library !== undefined) await build(library);
} catch (error) {
  tell({ type: 'failed', why: 'other', message: messageOf(error) });
}
