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
const figuresOf = {
  what: `one ${tokens}-token turn, tokenising included, one thread, Node ${process.version}`,
  p50: Number(times[runs / 2].toFixed(3)),
  p99: Number(times[Math.floor(runs * 0.99)].toFixed(3)),
  unit: 'ms',
  n: runs,
  load: Math.round(load),
};
console.log(
  `earshot-sentiment: ${figuresOf.what}: p50 ${figuresOf.p50} ms, p99 ${figuresOf.p99} ms (n=${runs}), load ${figuresOf.load} ms`,
);
const figures = join(process.env.EARSHOT_TRAIN_CACHE ?? '.cache/train', 'figures');
mkdirSync(figures, { recursive: true });
writeFileSync(
  join(figures, 'earshot-sentiment.speed.json'),
  `${JSON.stringify(figuresOf, null, 2)}\n`,
);
