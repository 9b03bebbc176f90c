import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PassageFilter } from '../../electron/core/ports.ts';
import {
  createVectorIndex,
  defaultGraphFrom,
} from '../../electron/core/retrieve/vectors/create-vector-index.ts';
import type { ClusteredVectors } from './clustered-vectors.ts';
import { benchModel, benchPack } from './large-pack.ts';
import { type Line, percentileOf } from './report.ts';

/** @file Where a graph begins to pay: both ways over packs of growing size. */

const sizes = [1_000, 2_500, 5_000, 10_000, 20_000];
const queries = 200;
const depth = 50;
const filter: PassageFilter = { pack: benchPack, today: '2026-11-22', audience: 'agent' };
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

export async function exactAgainstGraph(
  dimensions: number,
  vectors: ClusteredVectors,
): Promise<Line[]> {
  const all = Array.from({ length: Math.max(...sizes) }, (_, row) => ({
    row,
    vector: vectors.passage(row),
  }));
  const lines: Line[] = [];
  for (const size of sizes) {
    const knowledge = {
      vectors: (_pack: string, _model: string, after: number, limit: number) =>
        all.slice(after + 1, Math.min(size, after + 1 + limit)),
      barred: () => [],
      citable: () => [],
      count: () => size,
      revision: () => 1,
    };
    const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-curve-'));
    for (const [name, graphFrom] of [
      ['exact', size + 1],
      ['by graph', 1],
    ] as const) {
      const index = createVectorIndex({
        knowledge,
        model: benchModel,
        dimensions,
        log,
        graphFrom,
        folder,
      });
      await index.warm(benchPack);
      while (graphFrom === 1 && index.status(benchPack).method !== 'graph')
        await new Promise((resolve) => setTimeout(resolve, 20));
      const times: number[] = [];
      for (let number = 0; number < queries; number += 1) {
        const query = vectors.question(number);
        const from = performance.now();
        await index.search(query, depth, filter);
        times.push(performance.now() - from);
      }
      lines.push({
        what: `vector search, ${size} passages, ${name}`,
        n: queries,
        unit: 'ms',
        p50: percentileOf(times, 0.5),
        p99: percentileOf(times, 0.99),
        budget: {},
        ...(size === defaultGraphFrom && { note: 'from here on by graph' }),
      });
      await index.close();
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}
