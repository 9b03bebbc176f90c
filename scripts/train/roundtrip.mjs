/**
 * Times the product's encoder: a turn from the caller to the worker and back, alone and during an import.
 * Usage: node scripts/train/roundtrip.mjs (Node 24).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEncoder } from '../../electron/core/inference/encoder.ts';
import { readRegistry } from '../../electron/core/inference/registry.ts';

const turn =
  'hello my internet has been down since this morning and I need a technician to come and look at the router today please'; // 23 words
const runs = 2000;
const modelsDir = resolve('models');
const started = performance.now();
const encoder = await createEncoder({
  modelsDir,
  registry: await readRegistry(modelsDir),
  cacheSize: 0,
});
const figures = [
  {
    what: 'from nothing to the first answer',
    metric: 'time',
    value: performance.now() - started,
    unit: 'ms',
    n: 1,
  },
];

async function timeTurns(what) {
  const times = [];
  for (let i = 0; i < runs; i += 1) {
    const from = performance.now();
    await encoder.embed([`${turn} ${i % 10}`]);
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  for (const [metric, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ])
    figures.push({ what, metric, value: times[Math.floor(runs * share)], unit: 'ms', n: runs });
}

await encoder.embed(Array.from({ length: 300 }, (_, i) => `${turn} ${i}`));
await timeTurns('24-word turn to the worker and back, tokenising included');
const texts = 3000;
const from = performance.now();
await encoder.embed(
  Array.from({ length: texts }, (_, i) => `${turn} ${i}`),
  { priority: 'background' },
);
figures.push({
  what: 'one 24-word text of an import',
  metric: 'mean',
  value: (performance.now() - from) / texts,
  unit: 'ms',
  n: texts,
});
const stop = new AbortController();
const importing = encoder
  .embed(
    Array.from({ length: 200_000 }, (_, i) => `${turn} ${i}`),
    { priority: 'background', signal: stop.signal },
  )
  .catch(() => undefined);
await timeTurns('the same turn while an import runs');
stop.abort();
await importing;
await encoder.close();

for (const figure of figures) {
  figure.value = Number(figure.value.toFixed(3));
  console.log(
    `encoder: ${figure.what}, ${figure.metric} ${figure.value} ${figure.unit} (n=${figure.n})`,
  );
}
const target = join(process.env.EARSHOT_TRAIN_CACHE ?? '.cache/train', 'figures');
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'roundtrip.json'), `${JSON.stringify(figures, null, 2)}\n`);
