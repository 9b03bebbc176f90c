import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeadReport } from './inference/head-report.ts';
import { Head, scoreHead } from './inference/softmax-head.ts';
import { trainBareHeadInWorker, trainHeadInWorker } from './inference/train-in-worker.ts';
import type { HeadCache } from './learn/index.ts';
import type { IntentTrainer, TrainingExample, TrainingReport } from './ports.ts';
import { OUT_OF_SCOPE_LABEL } from '#domain/taxonomy.ts';

/** The head of `inference/` as the port that `learn/` trains with. */
export const intentTrainer: IntentTrainer = {
  version: '2',
  train: async (examples, { seed, signal, onProgress, bare = false, descriptions = [] }) => {
    const options = { seed, descriptions, outOfScopeLabel: OUT_OF_SCOPE_LABEL };
    const worker = { ...(signal && { signal }) };
    if (bare) return { head: await trainBareHeadInWorker(examples, options, worker) };
    const { head, report } = await trainHeadInWorker(examples, options, worker);
    onProgress?.(1, 1);
    return { head, report: reportOf(report, examples, seed) };
  },
  open: (plain) => {
    const head = Head.parse(plain);
    return {
      threshold: head.threshold,
      classify: (input) => scoreHead(head, input),
    };
  },
};

function reportOf(
  report: HeadReport,
  examples: readonly TrainingExample[],
  seed: number,
): TrainingReport {
  const textOf = (place: number): string => examples[place]?.text ?? '';
  const counts = new Map<string, number>();
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1);
  return {
    examples: examples.length,
    labels: report.labels,
    folds: report.folds,
    seed,
    accuracy: report.accuracy,
    macroF1: report.macroF1,
    ece: report.ece,
    threshold: report.threshold,
    answered: report.answered,
    rejected: report.rejected,
    outOfScope:
      report.unknown === 0
        ? 'none'
        : counts.has(OUT_OF_SCOPE_LABEL)
          ? 'examples'
          : 'labels_left_out',
    byLabel: report.perLabel.map(({ label, precision, recall }) => ({
      label,
      examples: counts.get(label) ?? 0,
      precision,
      recall,
    })),
    confusions: report.confusions.map(({ expected, got, count, examples: places }) => ({
      label: expected,
      taken: got,
      count,
      texts: places.map(textOf),
    })),
    suspects: report.suspects.map(({ example, label, likely, own, other }) => ({
      text: textOf(example),
      label,
      own,
      suggested: likely,
      confidence: other,
    })),
  };
}

/**
 * Heads of packs as files below the data folder: a cache, so a damaged one counts as missing. Those
 * that came with Earshot are looked at where there is none.
 */
export function createHeadCache(dataFolder: string, preparedFolder?: string): HeadCache {
  const fileOf = (name: string): string => join(dataFolder, 'heads', `${name}.json`);
  const read = async (file: string): Promise<unknown> => {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as unknown;
    } catch {
      // Missing, damaged or not to be read: made again either way.
      return undefined;
    }
  };
  return {
    read: async (name) =>
      (await read(fileOf(name))) ??
      (preparedFolder === undefined ? undefined : read(join(preparedFolder, `${name}.json`))),
    write: async (name, value) => {
      const file = fileOf(name);
      await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
      const partial = `${file}.${process.pid}.part`;
      await writeFile(partial, JSON.stringify(value), { mode: 0o600 });
      await rename(partial, file);
    },
  };
}
