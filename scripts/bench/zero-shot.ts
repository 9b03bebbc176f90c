import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createEncoder } from '../../electron/core/inference/encoder.ts';
import { readRegistry } from '../../electron/core/inference/registry.ts';
import {
  evaluateZeroShot,
  type ZeroShotExample,
} from '../../electron/core/inference/zero-shot-eval.ts';
import { createSimilarityZeroShot, softmax } from '../../electron/core/inference/zero-shot.ts';
import { readExamples } from '../../electron/core/learn/read-examples.ts';

/**
 * @file Zero-shot by similarity on a labelled set, with the names of its intents as the only description.
 *
 *     node scripts/bench/zero-shot.ts --test FILE.csv [--oos FILE.csv] [--fit]
 *
 * Accuracy needs no seed: nothing is drawn and nothing trained. `--fit` searches temperature and noneAt
 * on the named files by the log loss of all texts, the out-of-scope ones as *none of these*.
 */
const { values } = parseArgs({
  options: {
    test: { type: 'string' },
    oos: { type: 'string' },
    model: { type: 'string' },
    fit: { type: 'boolean', default: false },
  },
});
if (values.test === undefined) throw new Error('Name the set: --test FILE.csv');

const read = async (file: string): Promise<{ text: string; intent: string }[]> => {
  const rows = readExamples(file, await readFile(file));
  if (!rows.ok) throw new Error(rows.error.message);
  return rows.value.examples.map(({ text, label }) => ({ text, intent: label }));
};
const inScope = await read(values.test);
const beside = values.oos === undefined ? [] : await read(values.oos);
const labels = [...new Set(inScope.map(({ intent }) => intent))]
  .sort()
  .map((name) => ({ name, description: '' }));
const examples: ZeroShotExample[] = [
  ...inScope.map(({ text, intent }) => ({ text, label: intent })),
  ...beside.map(({ text }) => ({ text, label: null })),
];
const modelsDir = resolve('models');
const registry = await readRegistry(modelsDir);
const encoder = await createEncoder({
  modelsDir,
  registry,
  cacheSize: 50_000,
  ...(values.model === undefined ? {} : { name: values.model }),
});
try {
  if (values.fit) {
    // With these parameters the shares are the cosines in disguise: ln(share / share of none).
    const plain = createSimilarityZeroShot(encoder, { temperature: 1, noneAt: 0 });
    const rows: { right: number | undefined; cosines: number[] }[] = [];
    for (const { text, label } of examples) {
      const { ranked } = await plain.classify(text, labels, { priority: 'background' });
      const none = 1 - ranked.reduce((sum, { confidence }) => sum + confidence, 0);
      const right = ranked.findIndex((one) => one.label === label);
      rows.push({
        right: right < 0 ? undefined : right,
        cosines: ranked.map(({ confidence }) => Math.log(confidence / none)),
      });
    }
    let best = { loss: Infinity, temperature: 0, noneAt: 0 };
    for (let noneAt = 0.2; noneAt < 0.8; noneAt += 0.025)
      for (const temperature of [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12]) {
        let loss = 0;
        for (const { right, cosines } of rows) {
          const shares = softmax([...cosines, noneAt], temperature);
          const share = shares[right ?? cosines.length] ?? 0;
          // Both kinds weigh the same, however many there are of each.
          const weight = right === undefined ? beside.length : inScope.length;
          loss -= Math.log(Math.max(share, 1e-9)) / weight;
        }
        if (loss < best.loss) best = { loss, temperature, noneAt };
      }
    process.stdout.write(`${JSON.stringify({ fitted: best, n: examples.length })}\n`);
  }
  const score = await evaluateZeroShot(createSimilarityZeroShot(encoder), examples, labels, () =>
    performance.now(),
  );
  process.stdout.write(
    `${JSON.stringify({ set: values.test, model: encoder.model.name, ...score })}\n`,
  );
} finally {
  await encoder.close();
}
