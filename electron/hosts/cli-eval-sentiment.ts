import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from '#core/inference/engine.ts';
import { readRegistry } from '#core/inference/registry.ts';
import {
  auroc,
  calibrationError,
  type Judged,
  pearson,
  scoreClasses,
  spearman,
} from '#core/measure/sentiment-accuracy.ts';
import {
  readSentimentSet,
  readUrgencySet,
  type SentimentSet,
  SentimentSetError,
} from '#core/measure/sentiment-sets.ts';
import {
  createSentimentScorer,
  lexiconSentiment,
  type ReadSentiments,
  urgencyOf,
} from '#core/understand/index.ts';
import { findAppFolder } from './app-folder.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';

type Read = Awaited<ReturnType<ReadSentiments>>[number];

/** `earshot eval sentiment`: the shipped sentiment, and VADER on the same rows. */
export async function evaluateSentiment(args: readonly string[]): Promise<ExitCode> {
  const { file, io } = optionsOf(args, 'sentiment');
  const set = await readSet(file, readSentimentSet);
  const { readings, ms } = await readAll(set.rows.map(({ text }) => text));
  if (set.kind === 'classes') sayClasses(set, readings, ms, io);
  else sayScores(set, readings, ms, io);
  return 0;
}

/** `earshot eval urgency`: how the rules' urgency goes with the priority of tickets. */
export async function evaluateUrgency(args: readonly string[]): Promise<ExitCode> {
  const { file, io } = optionsOf(args, 'urgency');
  const { rows, dropped } = await readSet(file, readUrgencySet);
  const values = rows.map(
    ({ text }) => 1 - urgencyOf(text).reduce((left, { weight }) => left * (1 - weight), 1),
  );
  const ranks = rows.map(({ rank }) => rank);
  const caution =
    'The priorities of support_tickets_priority are machine-written and barely follow from the text; this checks the plumbing, not the quality.';
  const result = {
    n: rows.length,
    dropped,
    aurocHigh: round(
      auroc(
        values,
        ranks.map((rank) => rank === 2),
      ),
    ),
    spearman: round(spearman(values, ranks)),
    someUrgency: round(values.filter((value) => value > 0).length / Math.max(1, rows.length)),
    caution,
  };
  io.json(result);
  io.line(
    `urgency against priority: AUROC of high ${result.aurocHigh}, Spearman ${result.spearman}, n ${result.n}; ${result.someUrgency} of the texts have a reason.`,
  );
  io.line(caution);
  return 0;
}

function sayClasses(
  set: Extract<SentimentSet, { kind: 'classes' }>,
  readings: readonly Read[],
  ms: readonly number[],
  io: CliIo,
): void {
  const judge = (found: (text: string, i: number) => string): Judged[] =>
    set.rows.map(({ text, label }, i) => ({ expected: label, found: found(text, i) }));
  const ours = judge((_, i) => readings[i]?.value ?? 'neutral');
  const score = scoreClasses(ours);
  const vader = scoreClasses(judge((text) => lexiconSentiment(text).value));
  const ece = calibrationError(
    ours.map(({ expected, found }, i) => ({
      confidence: readings[i]?.confidence ?? 0,
      right: expected === found,
    })),
  );
  io.json({
    n: score.n,
    accuracy: round(score.accuracy),
    macroF1: round(score.macroF1),
    f1: rounded(score.f1),
    ece: round(ece),
    dropped: set.dropped,
    msPerItem: timesOf(ms),
    baseline: { name: 'VADER', accuracy: round(vader.accuracy), macroF1: round(vader.macroF1) },
  });
  io.line(
    `accuracy ${score.accuracy.toFixed(4)}, macro-F1 ${score.macroF1.toFixed(4)}, ECE ${ece.toFixed(4)}, n ${score.n} (${set.dropped} mixed or ambiguous dropped)`,
  );
  for (const [name, f1] of Object.entries(score.f1)) io.line(`  F1 of ${name}: ${f1.toFixed(4)}`);
  io.line(
    `VADER: accuracy ${vader.accuracy.toFixed(4)}, macro-F1 ${vader.macroF1.toFixed(4)}, same rows`,
  );
}

function sayScores(
  set: Extract<SentimentSet, { kind: 'scores' }>,
  readings: readonly Read[],
  ms: readonly number[],
  io: CliIo,
): void {
  const ratings = set.rows.map(({ rating }) => rating);
  const ours = pearson(
    readings.map(({ score }) => score),
    ratings,
  );
  const vader = pearson(
    set.rows.map(({ text }) => lexiconSentiment(text).score),
    ratings,
  );
  io.json({
    n: set.rows.length,
    pearson: round(ours),
    dropped: set.dropped,
    msPerItem: timesOf(ms),
    baseline: { name: 'VADER', pearson: round(vader) },
  });
  io.line(`Pearson ${ours.toFixed(4)}, n ${set.rows.length}; VADER ${vader.toFixed(4)}, same rows`);
}

/** One text at a time, as turns come. */
async function readAll(texts: readonly string[]): Promise<{ readings: Read[]; ms: number[] }> {
  const modelsDir = join(findAppFolder(), 'models');
  const registry = await readRegistry(modelsDir);
  const entry = registry.find((one) => one.task === 'sentiment' && one.default);
  if (entry === undefined)
    throw refuse({
      message: 'No model for sentiment is listed.',
      mend: 'See earshot models list.',
    });
  const engine = createEngine({
    modelsDir,
    clock: { now: () => performance.now(), after: () => () => undefined },
  });
  try {
    const read = createSentimentScorer(await engine.classifier(entry));
    await read(['warm up the model']);
    const readings: Read[] = [];
    const ms: number[] = [];
    for (const text of texts) {
      const from = performance.now();
      readings.push(...(await read([text])));
      ms.push(performance.now() - from);
    }
    return { readings, ms };
  } finally {
    await engine.close();
  }
}

function optionsOf(args: readonly string[], what: string): { file: string; io: CliIo } {
  const { values } = parseArgs({
    args: [...args],
    options: { test: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.test === undefined)
    throw usage(`Name the set: earshot eval ${what} --test FILE [--json].`);
  return { file: values.test, io: createCliIo(values.json) };
}

async function readSet<T>(file: string, read: (csv: string) => T): Promise<T> {
  const csv = new TextDecoder().decode(await readInput(file));
  try {
    return read(csv);
  } catch (thrown) {
    if (!(thrown instanceof SentimentSetError)) throw thrown;
    throw refuse({
      message: `${file}: ${thrown.message}`,
      mend: 'Give a CSV with the columns text and sentiment, text and mean_rating, or body and priority.',
    });
  }
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const rounded = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));

function timesOf(ms: readonly number[]): { p50: number; p95: number } {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (part: number): number => round(sorted[Math.floor(sorted.length * part)] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}
