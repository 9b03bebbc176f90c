import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedCalibrationError } from '#core/inference/calibration.ts';
import { createEncoder, type Encoder } from '#core/inference/encoder.ts';
import { seeded } from '#core/inference/head-folds.ts';
import { readRegistry } from '#core/inference/registry.ts';
import { type Example, type Head, OUT_OF_SCOPE, scoreHead } from '#core/inference/softmax-head.ts';
import { trainHeadInWorker } from '#core/inference/train-in-worker.ts';
import { type IntentAnswer, scoreIntents } from '#core/measure/intent-score.ts';
import {
  drawShots,
  type IntentRow,
  labelPhrase,
  readIntentTable,
  TableProblem,
} from '#core/measure/intent-table.ts';
import { findAppFolder } from './app-folder.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';

const DEFAULT_SEED = 20261122;

/**
 * `earshot eval intent`: trains a head as the product does, on this machine's encoder, and measures it on texts it
 * never saw. `accuracy` and `macroF1` are of the best label, threshold aside; `oosRecall` is at the head's threshold.
 */
export async function evaluateIntent(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      oos: { type: 'string' },
      'oos-train': { type: 'string' },
      shots: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.train === undefined || values.test === undefined)
    throw usage('Name both tables: earshot eval intent --train CSV --test CSV.');
  const seed = wholeNumber('--seed', values.seed) ?? DEFAULT_SEED;
  const shots = wholeNumber('--shots', values.shots);
  const io = createCliIo(values.json);
  const all = await table(values.train);
  const outside = values['oos-train'] === undefined ? [] : await table(values['oos-train'], true);
  const rows = [
    ...(shots === undefined ? all : drawShots(all, shots, seeded(seed))),
    ...outside.map(({ text }) => ({ text, intent: OUT_OF_SCOPE })),
  ];
  const test = await table(values.test);
  const strangers = values.oos === undefined ? [] : await table(values.oos, true);

  const modelsDir = join(findAppFolder(), 'models');
  const encoder = await createEncoder({
    modelsDir,
    registry: await readRegistry(modelsDir),
    cacheSize: 0,
  });
  try {
    const from = performance.now();
    const { head, report } = await train(encoder, rows, seed);
    const seconds = (performance.now() - from) / 1000;
    const times: number[] = [];
    const answers = [
      ...(await answer(encoder, head, test, (row) => row.intent, times)),
      ...(await answer(encoder, head, strangers, () => undefined, times)),
    ];
    const score = scoreIntents(answers, head.threshold);
    const result = {
      ...score,
      threshold: head.threshold,
      ece: expectedCalibrationError(
        answers.flatMap(({ expected, got, confidence }) =>
          expected === undefined ? [] : [{ right: expected === got, confidence }],
        ),
      ),
      msPerItem: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
      trainedOn: rows.length,
      labels: head.labels.length,
      oos: strangers.length,
      seed,
      shots: shots ?? null,
      seconds: Number(seconds.toFixed(1)),
      crossValidated: report.accuracy,
      encoder: encoder.model.name,
    };
    io.json(result);
    tell(io, result);
    for (const note of report.notes) io.complain(`${basename(values.train)}: ${note}`);
    return 0;
  } finally {
    await encoder.close();
  }
}

async function train(encoder: Encoder, rows: readonly IntentRow[], seed: number) {
  const labels = [...new Set(rows.map(({ intent }) => intent))].filter(
    (label) => label !== OUT_OF_SCOPE,
  );
  const examples = await embedded(
    encoder,
    rows.map(({ text, intent }) => ({ text, label: intent })),
  );
  const descriptions = await embedded(
    encoder,
    labels.map((label) => ({ text: labelPhrase(label), label })),
  );
  return trainHeadInWorker(examples, { seed, descriptions }).catch((thrown: unknown) => {
    throw refuse({ message: thrown instanceof Error ? thrown.message : String(thrown) });
  });
}

async function embedded(
  encoder: Encoder,
  texts: readonly { readonly text: string; readonly label: string }[],
): Promise<Example[]> {
  const vectors = await encoder.embed(
    texts.map(({ text }) => text),
    { priority: 'background' },
  );
  return texts.flatMap((one, i) => {
    const vector = vectors[i];
    return vector === undefined ? [] : [{ ...one, vector }];
  });
}

/** One text at a time, as turns come in; `times` gets the milliseconds of each, vector and head together. */
async function answer(
  encoder: Encoder,
  head: Head,
  rows: readonly IntentRow[],
  expectedOf: (row: IntentRow) => string | undefined,
  times: number[],
): Promise<IntentAnswer[]> {
  const answers: IntentAnswer[] = [];
  for (const row of rows) {
    const from = performance.now();
    const [vector] = await encoder.embed([row.text]);
    const best = vector && scoreHead(head, { text: row.text, vector })[0];
    times.push(performance.now() - from);
    answers.push({
      expected: expectedOf(row),
      got: best?.label ?? '',
      confidence: best?.confidence ?? 0,
    });
  }
  return answers;
}

export async function table(file: string, outside = false): Promise<IntentRow[]> {
  const bytes = await readInput(file);
  try {
    return readIntentTable(file, bytes, { intents: outside ? 'ignored' : 'needed' });
  } catch (thrown) {
    if (thrown instanceof TableProblem) throw refuse({ message: thrown.message });
    throw thrown;
  }
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/u.test(value))
    throw usage(`${name} is a whole number from 1, not "${value}".`);
  return Number(value);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return Number(found.toFixed(3));
}

function tell(
  io: CliIo,
  result: {
    readonly n: number;
    readonly accuracy: number;
    readonly macroF1: number;
    readonly answered: number;
    readonly threshold: number;
    readonly ece: number;
    readonly oos: number;
    readonly oosRecall: number | null;
    readonly oosAuroc: number | null;
    readonly trainedOn: number;
    readonly labels: number;
    readonly seed: number;
    readonly seconds: number;
  },
): void {
  io.line(
    `Trained on ${result.trainedOn} examples of ${result.labels} labels in ${result.seconds} s (seed ${result.seed}).`,
  );
  io.line(
    `${result.n} texts: accuracy ${result.accuracy.toFixed(4)}, macro-F1 ${result.macroF1.toFixed(4)} (best label, threshold aside).`,
  );
  io.line(
    `At the threshold ${result.threshold}: ${(100 * result.answered).toFixed(1)} % answered; calibration error ${result.ece.toFixed(4)}.`,
  );
  if (result.oosRecall !== null && result.oosAuroc !== null)
    io.line(
      `${result.oos} texts out of scope: recall ${result.oosRecall.toFixed(4)}, AUROC ${result.oosAuroc.toFixed(4)}.`,
    );
}
