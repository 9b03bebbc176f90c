import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeadlessTold } from '#contract/headless-job.ts';
import type { AsrRecording } from '#core/measure/asr-set.ts';
import {
  placeUtterances,
  type PlacedSound,
  timesOf,
  type TimedWords,
  type Utterance,
  type UtteranceTimes,
} from '#core/measure/asr-timing.ts';
import { readWav, writeWav } from '#core/measure/wav.ts';
import type { HeardWord } from '#domain/speech.ts';
import { refuse } from './cli-output.ts';
import { type FileTask, runHeadless, type Surroundings } from './headless-run.ts';
import type { ChosenSpeechModel } from './speech-models.ts';

/** @file Runs a speech test set through the page: every recording, both channels at once, and at the speed of life. */

export interface AsrRun {
  /** Words of each recording, in the order of the set. */
  readonly heard: readonly (readonly HeardWord[])[];
  /** Seconds of all recordings. */
  readonly seconds: number;
  /** Time that two channels took, per second of sound of the call; undefined when not measured. */
  readonly rtf: number;
  /** One entry per recording that was played at its own speed. */
  readonly times: readonly UtteranceTimes[];
}

/** Long enough for a line to be final before the next one begins. */
const pacedGapMs = 1_500;
/** Of the sound for the real-time factor: shorter than the gate's own pause, so that nothing is idle. */
const denseGapMs = 100;

/**
 * @param pace how many recordings are played at the speed of life, evenly chosen from the set
 * @throws CommandStop when a recording cannot be read
 */
export async function runAsrSet(options: {
  readonly set: readonly AsrRecording[];
  readonly pace: number;
  readonly model: ChosenSpeechModel;
  readonly surroundings: Surroundings;
  readonly onProgress: (what: string, share: number) => void;
}): Promise<AsrRun> {
  const { set, pace, model } = options;
  const folder = await mkdtemp(join(tmpdir(), 'earshot-asr-'));
  try {
    const { utterances, rate } = await readAll(set);
    const dense = placeUtterances(utterances, { rate, gapMs: denseGapMs });
    const every = Math.max(1, utterances.length / Math.max(1, pace));
    const sample = pace === 0 ? [] : utterances.filter((_, at) => at % every < 1).slice(0, pace);
    const paced = placeUtterances(sample, { rate, gapMs: pacedGapMs });
    const put = async (name: string, { channels }: PlacedSound): Promise<string> => {
      const file = join(folder, name);
      await writeFile(file, writeWav({ rate, channels }));
      return file;
    };
    const tasks: FileTask[] = [
      ...set.map(({ file }, index) => ({
        id: String(index),
        pace: 'fast' as const,
        speaker: 'customer' as const,
        file,
      })),
      { id: 'dense', pace: 'fast', file: await put('dense.wav', dense) },
      ...(sample.length > 0
        ? [
            {
              id: 'paced',
              pace: 'paced' as const,
              file: await put('paced.wav', paced),
            },
          ]
        : []),
    ];
    const told: Exclude<HeadlessTold, { kind: 'failed' }>[] = [];
    await runHeadless({
      surroundings: options.surroundings,
      model: model.name,
      models: model.folders,
      tasks,
      onTold: (one) => {
        if (one.kind === 'failed') {
          const name = set[Number(one.task)]?.name ?? one.task ?? '';
          throw refuse({ message: `${name}: ${one.message}`, mend: one.mend });
        }
        if (one.kind === 'progress' && one.task === 'paced')
          options.onProgress('At the speed of life', one.share);
        else if (one.kind === 'done') {
          const done = told.filter(({ kind }) => kind === 'done').length + 1;
          options.onProgress('Recordings', done / tasks.length);
        }
        if (one.kind !== 'progress') told.push(one);
      },
    });
    const done = told.find((one) => one.kind === 'done' && one.task === 'dense');
    return {
      heard: set.map((_, index) =>
        told.flatMap((one) =>
          one.kind === 'line' && one.task === String(index) ? one.line.words : [],
        ),
      ),
      seconds: utterances.reduce((sum, { samples }) => sum + samples.length / rate, 0),
      rtf: done?.kind === 'done' ? done.ms / 1000 / done.seconds : Number.NaN,
      times: timesOf(paced.placed, told.flatMap(timedWords)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function timedWords(one: HeadlessTold): TimedWords[] {
  if ((one.kind !== 'partial' && one.kind !== 'line') || one.task !== 'paced') return [];
  const { speaker } = one.kind === 'partial' ? one.partial : one.line;
  const channel = speaker === 'agent' ? 0 : 1;
  if (one.kind === 'partial') return [{ kind: 'partial', channel, atMs: one.atMs }];
  const { startMs, endMs } = one.line;
  return [{ kind: 'line', channel, atMs: one.atMs, startMs, endMs }];
}

/** First channels; all of one rate, because they are joined. */
async function readAll(
  set: readonly AsrRecording[],
): Promise<{ utterances: Utterance[]; rate: number }> {
  const { readInput } = await import('./cli-recordings.ts');
  const read = await Promise.all(
    set.map(async ({ file, name }) => {
      try {
        return { name, sound: readWav(await readInput(file)) };
      } catch (thrown) {
        if (thrown instanceof Error && thrown.name === 'CommandStop') throw thrown;
        throw refuse({
          message: `${file} is no WAV file with 16-bit PCM.`,
          mend: 'Convert it: the timing reads the samples themselves.',
        });
      }
    }),
  );
  const rate = read[0]?.sound.rate ?? 16_000;
  const other = read.find(({ sound }) => sound.rate !== rate);
  if (other !== undefined)
    throw refuse({
      message: `${other.name} has ${other.sound.rate} samples a second, the others have ${rate}.`,
      mend: 'Give recordings of one rate: they are joined for the timing.',
    });
  return {
    rate,
    utterances: read.map(({ name, sound }) => ({
      name,
      samples: sound.channels[0] ?? new Float32Array(),
    })),
  };
}
