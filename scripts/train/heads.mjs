/**
 * Measures the product's own head (electron/core/inference/softmax-head.ts) over the shipped encoder:
 * few examples per intent, with and without out-of-scope examples. Usage: node scripts/train/heads.mjs (Node 24).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEncoder } from '../../electron/core/inference/encoder.ts';
import { readRegistry } from '../../electron/core/inference/registry.ts';
import { trainHead } from '../../electron/core/inference/head-training.ts';
import { decide, OUT_OF_SCOPE, scoreHead } from '../../electron/core/inference/softmax-head.ts';

const data = process.env.EARSHOT_DATA ?? resolve('../shared/data');
const modelsDir = resolve('models');
const seed = 20261122;

/** Rows of a CSV whose quoted fields have no line breaks. */
function rows(file) {
  const [head, ...lines] = readFileSync(join(data, file), 'utf8').trim().split(/\r?\n/);
  const cells = (line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
    );
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i], cell])));
}

let state = seed;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;

function few(all, count, intents) {
  return intents.flatMap((intent) => {
    const own = all.filter((row) => row.intent === intent);
    for (let i = own.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [own[i], own[j]] = [own[j], own[i]];
    }
    return own.slice(0, count);
  });
}

const registry = await readRegistry(modelsDir);
const encoder = await createEncoder({ modelsDir, registry, cacheSize: 20_000 });
const examplesOf = async (some) => {
  const vectors = await encoder.embed(
    some.map(({ text }) => text),
    { priority: 'background' },
  );
  return some.map(({ text, intent }, i) => ({ text, vector: vectors[i], label: intent }));
};
const figures = [];
function say(set, metric, value, n) {
  figures.push({ set, metric, value: Number(value.toFixed(4)), n });
  console.log(`head: ${set}, ${metric}: ${value.toFixed(4)} (n=${n})`);
}

function report(set, head, inside, outside, took) {
  const answers = inside.map((one) => ({ label: one.label, ranked: scoreHead(head, one) }));
  const right = answers.filter(({ label, ranked }) => ranked[0].label === label);
  const answered = answers.filter(({ ranked }) => decide(head, ranked) !== undefined);
  const sure = answered.filter(({ label, ranked }) => ranked[0].label === label);
  const rejected = outside.filter((one) => decide(head, scoreHead(head, one)) === undefined);
  const confidence =
    answers.reduce((sum, { ranked }) => sum + ranked[0].confidence, 0) / answers.length;
  say(set, 'accuracy, threshold aside', right.length / inside.length, inside.length);
  say(set, 'cross-validated accuracy the head reports', head.measured.accuracy, head.measured.n);
  say(set, 'mean confidence', confidence, inside.length);
  say(set, 'share answered', answered.length / inside.length, inside.length);
  say(set, 'accuracy of the answered', sure.length / Math.max(1, answered.length), answered.length);
  if (outside.length > 0)
    say(
      set,
      'share of out-of-scope texts rejected',
      rejected.length / outside.length,
      outside.length,
    );
  say(set, 'milliseconds to train', took, 1);
}

function timed(run) {
  const from = performance.now();
  const result = run();
  return [result, performance.now() - from];
}

const banking = rows('banking77/train.csv');
const bankingIntents = [...new Set(banking.map(({ intent }) => intent))].sort();
const fifty = await examplesOf(few(banking, 10, bankingIntents.slice(0, 50)));
const [head50, took50] = timed(() => trainHead(fifty, { seed }).head);
report(
  'banking77 dev, 50 intents, 10 examples each',
  head50,
  await examplesOf(
    rows('banking77/dev.csv').filter(({ intent }) => head50.labels.includes(intent)),
  ),
  [],
  took50,
);

const clinc = rows('clinc150/train.csv');
const care = [
  ...new Set(clinc.filter(({ domain }) => domain === 'banking').map(({ intent }) => intent)),
].sort();
const fifteen = await examplesOf(few(clinc, 15, care));
const inside = await examplesOf(
  rows('clinc150/val.csv').filter(({ intent }) => care.includes(intent)),
);
const outside = await examplesOf(rows('clinc150/oos_val.csv').filter(({ text }) => text));
const [head15, took15] = timed(() => trainHead(fifteen, { seed }).head);
report('clinc150 val, 15 banking intents, 15 examples each', head15, inside, outside, took15);
const strangers = await examplesOf(
  rows('clinc150/oos_train.csv')
    .slice(0, 40)
    .map(({ text }) => ({ text, intent: OUT_OF_SCOPE })),
);
const [headOut, tookOut] = timed(() => trainHead([...fifteen, ...strangers], { seed }).head);
report('clinc150 val, the same with 40 out-of-scope examples', headOut, inside, outside, tookOut);
await encoder.close();
const target = join(process.env.EARSHOT_TRAIN_CACHE ?? '.cache/train', 'figures');
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'heads.json'), `${JSON.stringify(figures, null, 2)}\n`);
