/** Times the sentiment model under transformers.js, one thread. Usage: node scripts/train/sentiment_speed.mjs [folder] (Node 24). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { env, pipeline } from '@xenova/transformers';

const turn =
  'hello my internet has been down since this morning and I need a technician to come and look at the router today please';
const runs = 2000;
const folder = resolve(process.argv[2] ?? 'models/weights/earshot-sentiment');
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);
const started = performance.now();
const classify = await pipeline('text-classification', basename(folder), {
  dtype: 'q8',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
});
const load = performance.now() - started;
const tokens = classify.tokenizer(turn).input_ids.dims[1];
for (let i = 0; i < 200; i += 1) await classify(turn, { top_k: 3 });
const times = [];
for (let i = 0; i < runs; i += 1) {
  const from = performance.now();
  await classify(turn, { top_k: 3 });
  times.push(performance.now() - from);
}
times.sort((a, b) => a - b);
const what = `one ${tokens}-token turn, tokenising included, one thread, Node ${process.version}`;
const rows = [
  { what, metric: 'p50', value: times[runs / 2], unit: 'ms', n: runs },
  { what, metric: 'p99', value: times[Math.floor(runs * 0.99)], unit: 'ms', n: runs },
  { what: 'load', metric: 'time', value: load, unit: 'ms', n: 1 },
].map((row) => ({ ...row, value: Number(row.value.toFixed(3)) }));
for (const row of rows)
  console.log(`earshot-sentiment: ${row.what}, ${row.metric} ${row.value} ms (n=${row.n})`);
const figures = join(process.env.EARSHOT_TRAIN_CACHE ?? '.cache/train', 'figures');
mkdirSync(figures, { recursive: true });
writeFileSync(join(figures, 'earshot-sentiment.speed.json'), `${JSON.stringify(rows, null, 2)}\n`);
