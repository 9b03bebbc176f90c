import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFigure } from '#domain/model-listing.ts';
import { ModelFigure as Figure } from '#domain/model-listing.ts';
import type { Clock } from '#core/ports.ts';
import { z } from 'zod';
import { writeAtomically } from './installed.ts';

/** @file How fast a model is on this machine, measured and remembered. */

/** A model under the stopwatch: whoever can open it says how. */
export interface SpeedRunner {
  /** One text in, its answer out; the answer itself is of no interest. */
  run(text: string): Promise<unknown>;
  close(): Promise<void>;
}

export interface SpeedPorts {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Bytes of this process that are in memory. */
  readonly residentBytes: () => number;
}

/** Turns of 24 words each, as customers write them. */
export const turns: readonly string[] = [
  'I ordered a lamp two weeks ago and the parcel still says it is on its way, can you please find where it is',
  'My invoice for this month is twice what it was before and nobody told me that the price of my plan was going up',
  'The app logs me out every time I open it and when I ask for a new password the message never comes to me',
  'Since this morning our whole street has no internet and I work from home, so I need to know when it is repaired again',
  'The jacket is lovely but the sleeves are far too short for me, could I send it back and get the next size up',
  'There is a payment of ninety euros on my card that I never made, please block the card and tell me what happens now',
  'You promised somebody would call me back yesterday and nobody did, this is now the third time I ask for this same thing today',
  'Could you change the delivery address for my order because I am moving house on Friday and will not be there any more then',
];

/**
 * Loads the model, warms it up and times single turns of 24 words, one at a time.
 * @returns load time (ms), p50 and p95 of a turn (ms), and how much memory grew (MB)
 */
export async function measureModel(
  open: () => Promise<SpeedRunner>,
  { clock, residentBytes }: SpeedPorts,
  options: {
    readonly warmUp?: number;
    readonly runs?: number;
    readonly signal?: AbortSignal;
  } = {},
): Promise<ModelFigure[]> {
  const { warmUp = 20, runs = 200, signal } = options;
  const memoryBefore = residentBytes();
  const from = clock.monotonic();
  const runner = await open();
  const load = clock.monotonic() - from;
  try {
    const one = async (index: number): Promise<number> => {
      signal?.throwIfAborted();
      // A number in front: no cache may answer for the model.
      const text = `${index} ${(turns[index % turns.length] ?? '').replace(/^\S+ /, '')}`;
      const start = clock.monotonic();
      await runner.run(text);
      return clock.monotonic() - start;
    };
    for (let index = 0; index < warmUp; index += 1) await one(index);
    const times: number[] = [];
    for (let index = 0; index < runs; index += 1) times.push(await one(warmUp + index));
    times.sort((a, b) => a - b);
    const grown = Math.max(0, residentBytes() - memoryBefore);
    const turn = 'one 24-word turn on this machine';
    return [
      { what: turn, metric: 'p50', value: rounded(quantile(times, 0.5)), unit: 'ms', n: runs },
      { what: turn, metric: 'p95', value: rounded(quantile(times, 0.95)), unit: 'ms', n: runs },
      { what: 'load', metric: 'time', value: rounded(load), unit: 'ms', n: 1 },
      { what: 'memory', metric: 'growth', value: rounded(grown / 1e6), unit: 'MB', n: 1 },
    ];
  } finally {
    await runner.close();
  }
}

/** Nearest rank. */
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

const Speeds = z.record(z.string(), z.array(Figure));

/** Remembers figures by model and the SHA-256 of its weights: another file is another model. */
export function createSpeedBook(models: string) {
  const path = join(models, 'speed.json');
  const read = async (): Promise<z.infer<typeof Speeds>> => {
    try {
      return Speeds.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      // A cache: missing or damaged, it is measured again.
      return {};
    }
  };
  return {
    get: async (model: string, sha256: string): Promise<ModelFigure[]> =>
      (await read())[`${model}@${sha256}`] ?? [],
    put: async (model: string, sha256: string, figures: readonly ModelFigure[]): Promise<void> => {
      const others = Object.entries(await read()).filter(([key]) => !key.startsWith(`${model}@`));
      const all = { ...Object.fromEntries(others), [`${model}@${sha256}`]: figures };
      await writeAtomically(path, `${JSON.stringify(all, null, 2)}\n`);
    },
  };
}
