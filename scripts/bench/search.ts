import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../electron/core/log.ts';
import type { Encoder, KnowledgeRepository, PassageFilter } from '../../electron/core/ports.ts';
import {
  createRetriever,
  createVectorIndex,
  type VectorIndex,
} from '../../electron/core/retrieve/index.ts';
import { systemClock } from '../../electron/core/system-ports.ts';
import { type ClusteredVectors, clusteredVectors } from './clustered-vectors.ts';
import { benchModel, benchPack, withLargePack } from './large-pack.ts';
import { cpuMs, type LoopWaits, watchLoop } from './loop-watch.ts';
import { createWriter, functionWords } from './made-up-text.ts';
import { type Line, percentileOf } from './report.ts';
import { exactAgainstGraph } from './search-curves.ts';

const dimensions = 256;
const passages = Number(process.env['EARSHOT_BENCH_PASSAGES'] ?? 100_000);
const queries = 500;
/** Exact search of a large pack takes a while, so the filters are asked less often. */
const filteredQueries = 100;
const nearest = 10;
/** Ranks that the retriever takes of each part. */
const depth = 50;
const everybody: PassageFilter = { pack: benchPack, today: '2026-11-22', audience: 'agent' };

const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message, fields) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (message, fields) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

/** A pack of a hundred thousand passages: build, load, recall and search, and what the event loop felt. */
export async function searchLargePack(): Promise<Line[]> {
  const vectors = clusteredVectors(dimensions, passages);
  const curves = await exactAgainstGraph(dimensions, vectors);
  const lines = await withLargePack(passages, vectors, async ({ knowledge }, folder) => {
    const open = (graphFrom?: number): VectorIndex =>
      createVectorIndex({
        knowledge,
        model: benchModel,
        dimensions,
        folder: join(folder, 'index'),
        log: quiet,
        ...(graphFrom !== undefined && { graphFrom }),
      });
    return [
      ...(await measureBuild(open(1))),
      ...(await measureLoad(open(1), join(folder, 'index'))),
      ...(await measureSearch(open(1), knowledge, vectors)),
    ];
  });
  return [...curves, ...lines];
}

/** No index file yet: vectors are read, then a graph is built while exact search answers. */
async function measureBuild(index: VectorIndex): Promise<Line[]> {
  const loop = await watchLoop();
  const from = performance.now();
  await index.warm(benchPack);
  const read = performance.now() - from;
  await graphReady(index);
  const built = performance.now() - from - read;
  const waits = await loop();
  await index.close();
  return [
    value('vectors read from the store', passages, 'ms', read),
    value('index built and loaded, in its thread', passages, 's', built / 1000),
    blocked('built', waits),
  ];
}

async function measureLoad(index: VectorIndex, folder: string): Promise<Line[]> {
  const before = process.memoryUsage().rss;
  const loop = await watchLoop();
  const from = performance.now();
  const used = cpuMs();
  await index.warm(benchPack);
  await graphReady(index);
  const ms = performance.now() - from;
  const work = cpuMs() - used;
  const waits = await loop();
  const grown = (process.memoryUsage().rss - before) / 1e6;
  await index.close();
  const bytes = readdirSync(folder).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  );
  return [
    value('vectors and index loaded', passages, 'ms', ms, 1000),
    value("of it the core's own processor time", passages, 'ms', work),
    blocked('loaded', waits),
    value('growth of the process at that load', passages, 'MB', grown),
    value('index files', passages, 'MB', bytes / 1e6),
  ];
}

async function measureSearch(
  index: VectorIndex,
  knowledge: KnowledgeRepository,
  vectors: ClusteredVectors,
): Promise<Line[]> {
  await index.warm(benchPack);
  await graphReady(index);
  const exact = createVectorIndex({
    knowledge,
    model: benchModel,
    dimensions,
    log: quiet,
    graphFrom: passages + 1,
  });
  await exact.warm(benchPack);
  const asked = Array.from({ length: queries }, (_, number) => vectors.question(number));
  const lines: Line[] = [];
  const filters: readonly (readonly [string, PassageFilter])[] = [
    ['', everybody],
    [', for customers (9 in 10)', { ...everybody, audience: 'customer' }],
    [', 20 of 500 subjects', { ...everybody, subjects: subjects(20) }],
    [', 100 of 500 subjects', { ...everybody, subjects: subjects(100) }],
    [', 250 of 500 subjects', { ...everybody, subjects: subjects(250) }],
  ];
  for (const [name, filter] of filters) {
    const times: number[] = [];
    let missed = 0;
    await index.search(asked[0] as Float32Array, depth, filter);
    const some = filter === everybody ? asked : asked.slice(0, filteredQueries);
    for (const query of some) {
      const from = performance.now();
      const found = await index.search(query, depth, filter);
      times.push(performance.now() - from);
      const rows = new Set(found.slice(0, nearest).map(({ row }) => row));
      for (const { row } of await exact.search(query, nearest, filter))
        if (!rows.has(row)) missed += 1;
    }
    const share = (100 * missed) / (nearest * some.length);
    lines.push(spread(`vector search${name}`, times, {}));
    lines.push(value(`of the ${nearest} nearest missed${name}`, some.length, '%', share, 2));
  }
  await exact.close();
  lines.push(...(await measureHybrid(index, knowledge, asked)));
  await index.close();
  return lines;
}

/** Through the real retriever: a turn of two to eight words, its vector, both parts fused. */
async function measureHybrid(
  index: VectorIndex,
  knowledge: KnowledgeRepository,
  asked: readonly Float32Array[],
): Promise<Line[]> {
  const encoder: Encoder = {
    model: benchModel,
    dimensions,
    embed: (texts) => Promise.resolve(texts.map((_, at) => asked[at] as Float32Array)),
    close: () => Promise.resolve(),
  };
  const retriever = createRetriever({ knowledge, vectors: index, encoder, clock: systemClock });
  const write = createWriter(77, functionWords);
  const turn = (number: number): string => write(2 + (number % 7));
  const search = (text: string, vector: Float32Array) =>
    retriever.search({ pack: benchPack, text, turns: [], k: nearest, vector });
  for (const vector of asked.slice(0, 20)) await search(turn(1), vector);
  const hybrid: number[] = [];
  const work: number[] = [];
  const words: number[] = [];
  const loop = await watchLoop();
  for (const [number, vector] of asked.entries()) {
    const text = turn(number);
    const from = performance.now();
    const used = cpuMs();
    await search(text, vector);
    hybrid.push(performance.now() - from);
    work.push(cpuMs() - used);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const waits = await loop();
  for (const number of asked.keys()) {
    const text = turn(number);
    const from = performance.now();
    knowledge.matchText(text, everybody, depth);
    words.push(performance.now() - from);
  }
  return [
    spread('of it the words alone', words, {}),
    spread('hybrid search through the retriever', hybrid, { p50: 5, p99: 20 }),
    spread("of it the core's own processor time", work, {}),
    blocked('searched', waits),
  ];
}

const subjects = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => `subject ${number * 2}`);

async function graphReady(index: VectorIndex): Promise<void> {
  for (;;) {
    const { method, state, problem } = index.status(benchPack);
    if (problem !== undefined) throw new Error(problem);
    if (method === 'graph' && state === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const blocked = (doing: string, { longest, idle, ownWork }: LoopWaits): Line => ({
  ...value(`longest block of the event loop while it is ${doing}`, passages, 'ms', longest, 50),
  note: `${ownWork.toFixed(1)} ms by processor time; an idle thread waited ${idle.toFixed(1)} ms meanwhile`,
});

const value = (
  what: string,
  n: number,
  unit: Line['unit'],
  measured: number,
  most?: number,
): Line => ({ what, n, unit, value: measured, budget: most === undefined ? {} : { value: most } });

const spread = (what: string, times: readonly number[], budget: Line['budget']): Line => ({
  what,
  n: times.length,
  unit: 'ms',
  p50: percentileOf(times, 0.5),
  p99: percentileOf(times, 0.99),
  budget,
});
