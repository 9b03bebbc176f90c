/** Times an encoder folder under transformers.js, one thread. Usage: node scripts/train/speed.mjs <folder>... (Node 24). */
import { statSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { env, pipeline } from '@xenova/transformers';

const turn =
  'hello my internet has been down since this morning and I need a technician to come and look at the router today please'; // 24 words
const runs = 2000;

function bytesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

for (const folder of process.argv.slice(2)) {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(resolve(folder));
  const started = performance.now();
  const embed = await pipeline('feature-extraction', basename(folder), {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const loaded = performance.now() - started;
  const tokens = embed.tokenizer(turn).input_ids.dims[1];
  for (let i = 0; i < 200; i += 1) await embed(turn, { pooling: 'mean', normalize: true });
  const times = [];
  for (let i = 0; i < runs; i += 1) {
    const from = performance.now();
    await embed(turn, { pooling: 'mean', normalize: true });
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const figures = {
    what: `one ${tokens}-token turn, tokenising included, one thread, Node ${process.version}`,
    p50: Number(at(times, 0.5).toFixed(3)),
    p99: Number(at(times, 0.99).toFixed(3)),
    unit: 'ms',
    n: runs,
    load: Math.round(loaded),
    bytes: bytesOf(folder),
  };
  console.log(
    `${basename(folder)}: p50 ${figures.p50} ms, p99 ${figures.p99} ms per ${tokens}-token turn (n=${runs}), load ${figures.load} ms, ${(figures.bytes / 1e6).toFixed(1)} MB`,
  );
  const target = process.env.EARSHOT_TRAIN_CACHE ?? '.cache/train';
  mkdirSync(join(target, 'figures'), { recursive: true });
  writeFileSync(
    join(target, 'figures', `${basename(folder)}.speed.json`),
    `${JSON.stringify(figures, null, 2)}\n`,
  );
}
