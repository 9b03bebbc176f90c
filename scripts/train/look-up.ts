import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createEncoder } from '../../electron/core/inference/encoder.ts';
import { readRegistry } from '../../electron/core/inference/registry.ts';
import { readQuestions } from '../../electron/core/packs/questions.ts';
import {
  type Features,
  plainFeatures,
  plainPlaces,
  vectorFeatures,
} from '../../electron/core/retrieve/look-up-features.ts';
import { acts, asksNothing, asksSomething, questions } from './look-up-sentences.ts';

/**
 * @file Trains electron/core/retrieve/look-up.weights.ts: does a turn ask for knowledge? Run it with Node 24:
 * `node scripts/train/look-up.ts`; it prints the cross-validated figures (folds by the first turn of
 * a talk, so that no talk is on both sides) and writes the weights. Nothing of the sets' text is in
 * them: hashed words and vectors only.
 *
 * From kb_retrieval (CDLA-Sharing: models are not bound), kb_retrieval_spoken (Apache-2.0), the
 * packs' questions.yaml and look-up-sentences.ts.
 */
const seed = 20261122;
const folds = 5;
const decay = 3e-4;
const epochs = 25;
const step = 0.3;
/** Our own turns and the spoken ones are few beside the written talks; frames are many alike. */
const importance: Readonly<Record<string, number>> = {
  kb_retrieval_spoken: 2,
  packs: 1.5,
  written: 1.5,
  frames: 0.3,
};

interface Example {
  readonly set: string;
  readonly talk: string;
  readonly needed: boolean;
  readonly text: string;
  readonly before: string;
  readonly first: boolean;
}
interface TalkTurn {
  readonly speaker: string;
  readonly text: string;
}

const data = process.env['EARSHOT_DATA'] ?? '../shared/data';
const examples: Example[] = [];
const take = (set: string, text: string, history: readonly TalkTurn[], needed: boolean): void => {
  examples.push({
    set,
    talk: `${set}/${(history[0]?.text ?? text).toLowerCase()}`,
    needed,
    text,
    before: history.findLast(({ speaker }) => speaker === 'agent')?.text ?? '',
    first: history.length === 0,
  });
};
for (const set of ['kb_retrieval', 'kb_retrieval_spoken'])
  for (const line of readFileSync(join(data, set, 'queries_dev.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as {
      history: { role: string; text: string }[];
      question: string;
      needs_knowledge: boolean;
    };
    const history = row.history.map(({ role, text }) => ({ speaker: role, text }));
    take(set, row.question, history, row.needs_knowledge);
  }
for (const pack of readdirSync('resources/packs').sort()) {
  const file = join('resources/packs', pack, 'questions.yaml');
  if (!existsSync(file)) continue;
  const read = readQuestions(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`${file}: ${read.error.message}`);
  for (const { text, history, needsKnowledge } of read.value)
    take('packs', text, history, needsKnowledge);
}
for (const { set, turns, needed } of [
  { set: 'written', turns: asksNothing, needed: false },
  { set: 'written', turns: asksSomething, needed: true },
  { set: 'frames', turns: acts, needed: false },
  { set: 'frames', turns: questions, needed: true },
])
  for (const { before, text } of turns) {
    const history = before === '' ? [] : [{ speaker: 'agent', text: before }];
    // Turns after the same words of the agent stay together, as those of one talk.
    examples.push({
      set,
      talk: `${set}/${before === '' ? text : before}`,
      needed,
      text,
      before,
      first: history.length === 0,
    });
  }

const encoder = await createEncoder({
  modelsDir: 'models',
  registry: await readRegistry('models'),
  cacheSize: 20_000,
});
const embed = async (texts: readonly string[]): Promise<Map<string, Float32Array>> => {
  const all = [...new Set(texts)].filter((text) => text !== '');
  const vectors = new Map<string, Float32Array>();
  for (let at = 0; at < all.length; at += 64) {
    const part = all.slice(at, at + 64);
    for (const [index, vector] of (await encoder.embed(part, { priority: 'background' })).entries())
      vectors.set(part[index] as string, vector);
  }
  return vectors;
};
const vectors = await embed(examples.map(({ text }) => text));

function random(state: number): () => number {
  let a = state >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const foldOf = (talk: string): number => {
  let hash = 7;
  for (let at = 0; at < talk.length; at += 1)
    hash = (Math.imul(hash, 31) + talk.charCodeAt(at)) >>> 0;
  return hash % folds;
};
const sumOf = (weights: Float64Array, features: Features): number => {
  let sum = 0;
  for (const [place, value] of features) sum += (weights[place] ?? 0) * value;
  return sum;
};
const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** Logistic regression by AdaGrad (Duchi, Hazan and Singer, JMLR 2011). */
function fit(
  rows: readonly { features: Features; needed: boolean; weight: number }[],
  places: number,
) {
  const weights = new Float64Array(places);
  const squares = new Float64Array(places);
  const draw = random(seed);
  const order = rows.map((_, index) => index);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(draw() * (at + 1));
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    for (const index of order) {
      const { features, needed, weight } = rows[index] as (typeof rows)[number];
      const slope = (sigmoid(sumOf(weights, features)) - (needed ? 1 : 0)) * weight;
      for (const [place, value] of features) {
        const gradient = slope * value + decay * (weights[place] as number);
        squares[place] = (squares[place] as number) + gradient * gradient;
        weights[place] =
          (weights[place] as number) -
          (step * gradient) / Math.sqrt((squares[place] as number) + 1e-6);
      }
    }
  }
  return weights;
}

interface Judged {
  readonly set: string;
  readonly sum: number;
  readonly needed: boolean;
}
/** Platt's scaling on sums that the folds gave: what is 0.8 shall be right in 80 of 100. */
function calibrate(judged: readonly Judged[]): { slope: number; bias: number } {
  let slope = 1;
  let bias = 0;
  for (let round = 0; round < 4_000; round += 1) {
    let bySlope = 0;
    let byBias = 0;
    for (const { sum, needed } of judged) {
      const error = sigmoid(slope * sum + bias) - (needed ? 1 : 0);
      bySlope += error * sum;
      byBias += error;
    }
    slope -= (0.05 * bySlope) / judged.length;
    bias -= (0.2 * byBias) / judged.length;
  }
  return { slope, bias };
}
function figures(judged: readonly Judged[], threshold: number) {
  let found = 0;
  let wrong = 0;
  let missed = 0;
  let silent = 0;
  for (const { sum, needed } of judged) {
    const says = sigmoid(sum) >= threshold;
    if (says && needed) found += 1;
    else if (says) wrong += 1;
    else if (needed) missed += 1;
    else silent += 1;
  }
  const rounded = (value: number): number => Number(value.toFixed(4));
  return {
    n: judged.length,
    f1: rounded((2 * found) / (2 * found + wrong + missed)),
    precision: rounded(found / (found + wrong)),
    recall: rounded(found / (found + missed)),
    silentRight: rounded(silent / (silent + wrong)),
  };
}
function calibrationError(judged: readonly Judged[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = judged.filter(({ sum }) => Math.min(9, Math.floor(sigmoid(sum) * 10)) === bin);
    const said = inside.reduce((total, { sum }) => total + sigmoid(sum), 0);
    error += Math.abs(said - inside.filter(({ needed }) => needed).length) / judged.length;
  }
  return Number(error.toFixed(4));
}

function make(withVectors: boolean) {
  const places = plainPlaces + (withVectors ? encoder.dimensions : 0);
  const rows = examples.map((example) => {
    const turn = vectors.get(example.text) ?? new Float32Array(encoder.dimensions);
    return {
      features: [...plainFeatures(example), ...(withVectors ? vectorFeatures(turn) : [])],
      needed: example.needed,
      weight: importance[example.set] ?? 1,
    };
  });
  const judged: Judged[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const weights = fit(
      rows.filter((_, index) => foldOf((examples[index] as Example).talk) !== fold),
      places,
    );
    for (const [index, { set, talk, needed }] of examples.entries())
      if (foldOf(talk) === fold)
        judged.push({
          set,
          needed,
          sum: sumOf(weights, (rows[index] as (typeof rows)[number]).features),
        });
  }
  const { slope, bias } = calibrate(judged);
  const scaled = judged.map((one) => ({ ...one, sum: slope * one.sum + bias }));
  const report = Object.fromEntries(
    [...new Set(examples.map(({ set }) => set))].map((set) => [
      set,
      figures(
        scaled.filter((one) => one.set === set),
        0.5,
      ),
    ]),
  );
  const weights = fit(rows, places).map((weight) => slope * weight);
  weights[plainPlaces - 1] = (weights[plainPlaces - 1] as number) + bias;
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / 127;
  const packed = Buffer.from(
    Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer,
  );
  return {
    report: { ...report, calibrationError: calibrationError(scaled) },
    shipped: {
      scale: Number(scale.toPrecision(6)),
      packed: packed.toString('base64'),
      threshold: 0.5,
    },
  };
}

const full = make(true);
const plain = make(false);
process.stdout.write(
  `${JSON.stringify({ examples: examples.length, withVectors: full.report, plain: plain.report })}\n`,
);
const told = JSON.stringify({ withVectors: full.report, plain: plain.report });
const target = 'electron/core/retrieve/look-up.weights.ts';
writeFileSync(
  target,
  `/** @file Made by scripts/train/look-up.ts; cross-validated by talk: ${told} */

export const lookUpWeights = {
  /** SHA-256 of the encoder whose vectors the first weights read. */
  encoder: '${encoder.model.sha256}',
  withVectors: ${JSON.stringify(full.shipped)},
  plain: ${JSON.stringify(plain.shipped)},
} as const;
`,
);
await encoder.close();
