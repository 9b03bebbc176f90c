/**
 * The tagger as the product runs it (transformers.js, one thread): how often its spans are those that Python
 * read from the same file, and how long a turn takes. Usage: node scripts/train/entity_node.mjs <folder> (Node 24).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AutoModelForTokenClassification, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { decodeTags } from '../../electron/core/inference/bio.ts';
import { placeTokens } from '../../electron/core/inference/token-align.ts';
import { caseTypes } from '../../electron/core/inference/token-case.ts';

const folder = resolve(process.argv[2] ?? 'models/weights/earshot-entities');
const cache = process.env.EARSHOT_TRAIN_CACHE ?? '.cache/train';
const turn =
  'hello this is maria lopez my internet has been down since march fourth and i live at twelve oak street in denver'; // 22 words
const runs = 2000;

env.allowRemoteModels = false;
env.localModelPath = dirname(folder);
const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
const model = await AutoModelForTokenClassification.from_pretrained(basename(folder), {
  dtype: 'q8',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
});
const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
const labels = Object.values(config.id2label);
const inner = tokenizer._tokenizer;
const pieces = {
  normalize: (text) => inner.normalizer(text),
  tokenize: (text) => inner.tokenize(text, { add_special_tokens: false }),
  unknown: '[UNK]',
  prefix: '##',
};
const vocabulary = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')).model.vocab;

function softmax(row) {
  const top = Math.max(...row);
  const powers = row.map((value) => Math.exp(value - top));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

async function tag(text) {
  const placed = placeTokens(text, pieces);
  if (placed.length === 0) return [];
  const ids = [
    vocabulary['[CLS]'],
    ...placed.map(({ token }) => vocabulary[token]),
    vocabulary['[SEP]'],
  ];
  const types = [0, ...caseTypes(text, placed), 0];
  const tensor = (values) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, ids.length]);
  const { logits } = await model({
    input_ids: tensor(ids),
    attention_mask: tensor(ids.map(() => 1)),
    token_type_ids: tensor(types),
  });
  const words = [];
  placed.forEach(({ start, end, first }, at) => {
    const from = (at + 1) * labels.length;
    if (first)
      words.push({
        start,
        end,
        probabilities: softmax(logits.data.slice(from, from + labels.length)),
      });
    else words.at(-1).end = Math.max(words.at(-1).end, end);
  });
  return decodeTags(labels, words);
}

const expected = JSON.parse(readFileSync(join(cache, 'entities', 'expected.json'), 'utf8'));
let same = 0;
for (const { text, spans } of expected) {
  const found = (await tag(text)).map(({ start, end, label }) => [start, end, label]);
  if (JSON.stringify(found) === JSON.stringify(spans)) same += 1;
  else if (expected.length - same < 3) console.log(text, found, spans);
}
for (let i = 0; i < 200; i += 1) await tag(turn);
const times = [];
for (let i = 0; i < runs; i += 1) {
  const from = performance.now();
  await tag(turn);
  times.push(performance.now() - from);
}
times.sort((a, b) => a - b);
const tokens = placeTokens(turn, pieces).length + 2;
const at = (share) => Number(times[Math.floor(runs * share)].toFixed(3));
console.log(
  `entities: ${same} of ${expected.length} texts have the same spans in Node as in Python`,
);
console.log(
  `entities: p50 ${at(0.5)} ms, p10 ${at(0.1)} ms, p99 ${at(0.99)} ms per ${tokens}-token turn (n=${runs})`,
);
const what = `one ${tokens}-token turn, tokenising included, one thread, Node ${process.version}`;
const figures = [
  ...['p50', 'p99'].map((metric) => ({
    what,
    metric,
    value: at(metric === 'p50' ? 0.5 : 0.99),
    unit: 'ms',
    n: runs,
  })),
];
mkdirSync(join(cache, 'figures'), { recursive: true });
writeFileSync(
  join(cache, 'figures', 'earshot-entities.speed.json'),
  `${JSON.stringify(figures, null, 2)}\n`,
);
const agreement = [
  {
    set: 'spans in Node against Python',
    metric: 'share of texts with the same spans',
    value: Number((same / expected.length).toFixed(4)),
    n: expected.length,
  },
];
writeFileSync(
  join(cache, 'figures', 'entities-node.json'),
  `${JSON.stringify(agreement, null, 2)}\n`,
);
