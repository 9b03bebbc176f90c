import { parseArgs } from 'node:util';
import { type AsrRecording, readAsrSet } from '#core/measure/asr-set.ts';
import { halfAndMost } from '#core/measure/asr-timing.ts';
import { entityErrors } from '#core/measure/entity-errors.ts';
import { totalWordErrors } from '#core/measure/word-errors.ts';
import { createWriter } from '#core/understand/spoken/writer.ts';
import type { HeardWord } from '#domain/speech.ts';
import { type AsrRun, runAsrSet } from './asr-run.ts';
import { createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { createProgress } from './cli-progress.ts';
import { withReplayCore } from './cli-session.ts';
import type { Surroundings } from './headless-run.ts';
import { chooseSpeechModel } from './speech-models.ts';

/**
 * `earshot eval asr`: words, entities and times of the recogniser on a set of recordings, through
 * gate, recogniser and end of speech in a browser. Times are counted from where speech begins and
 * ends by its energy (core/measure/speech-bounds.ts), with two recordings at once.
 */
export async function evaluateAsr(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      pace: { type: 'string' },
      model: { type: 'string' },
      pack: { type: 'string', default: 'retail' },
      'data-dir': { type: 'string' },
      mistakes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.dir === undefined)
    throw usage('Name the set: earshot eval asr --dir DIR [--pace N] [--json].');
  if (values.pace !== undefined && !/^\d{1,4}$/.test(values.pace))
    throw usage('--pace is the number of recordings to play at the speed of life; 0 is none.');
  const set = await readSet(values.dir);
  const model = await chooseSpeechModel({ name: values.model, dataFolder: values['data-dir'] });
  const progress = createProgress();
  const run = await runAsrSet({
    set,
    pace: values.pace === undefined ? set.length : Number(values.pace),
    model,
    surroundings,
    onProgress: progress.show,
  });
  progress.clear();
  const result = {
    ...figuresOf(set, run),
    ...(await entitiesOf(set, run, values.pack)),
    ...timesOf(run),
  };
  const { entities, ...figures } = result;
  const io = createCliIo(values.json);
  io.json({ ...figures, model: model.name });
  const share = (value: number | null): string =>
    value === null ? 'none' : `${(value * 100).toFixed(1)} %`;
  const { wer, entityErrorRate: entity, rtf, firstPartialMs, finalMs, timed } = result;
  io.line(`Word errors         synthetic ${share(wer.synthetic)}, human ${share(wer.human)}`);
  io.line(
    `Entity errors       ${share(entity.raw)} as recognised (${share(entity.rawLenient)} misheard), ${share(entity.mended)} as written; n ${entity.n}`,
  );
  io.line(`Real-time factor    ${rtf.toFixed(3)}, both channels at once`);
  io.line(
    `First words (p50/p95)  ${firstPartialMs.p50} / ${firstPartialMs.p95} ms after speech starts; n ${timed.firstPartial}`,
  );
  io.line(
    `Final words (p50/p95)  ${finalMs.p50} / ${finalMs.p95} ms after speech ends; n ${timed.final}`,
  );
  io.line(`${set.length} recordings, ${Math.round(run.seconds)} s; ${model.name}.`);
  if (values.mistakes) {
    for (const [index, { name, text }] of set.entries())
      io.line(`${name}\n  said  ${text}\n  heard ${wordsOf(run.heard[index])}`);
    for (const { name, value, text } of entities.missed)
      io.line(`${name}: ${value} not in "${text}"`);
  }
  return 0;
}

async function readSet(folder: string): Promise<AsrRecording[]> {
  try {
    return await readAsrSet(folder);
  } catch (thrown) {
    if (!(thrown instanceof Error && thrown.name === 'AsrSetError')) throw thrown;
    const mend = 'mend' in thrown && typeof thrown.mend === 'string' ? thrown.mend : '';
    // No such folder is a wrong argument; a table with a fault is a wrong set.
    if (/cannot be read/.test(thrown.message)) throw usage(`${thrown.message} ${mend}`);
    throw refuse({ message: thrown.message, mend });
  }
}

const wordsOf = (words: readonly HeardWord[] = []): string =>
  words.map(({ text }) => text).join(' ');

const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits));

function figuresOf(set: readonly AsrRecording[], { heard, seconds, rtf }: AsrRun) {
  const rate = (kind: AsrRecording['kind']): number | null => {
    const texts = set.flatMap((one, index) =>
      one.kind === kind ? [{ reference: one.text, hypothesis: wordsOf(heard[index]) }] : [],
    );
    return texts.length === 0 ? null : rounded(totalWordErrors(texts).rate);
  };
  return {
    n: set.length,
    seconds: rounded(seconds, 1),
    wer: { synthetic: rate('synthetic'), human: rate('human') },
    rtf: rounded(rtf),
  };
}

/** Written with the pack's words, as a call in this pack is. */
async function entitiesOf(set: readonly AsrRecording[], { heard }: AsrRun, pack: string) {
  const { region, currency, vocabulary } = await withReplayCore(
    { packs: [pack], startAt: Date.now() },
    async ({ core }) => {
      const words = core.callDesk.vocabulary(pack);
      if (!words.ok) throw refuse(words.error);
      const manifest = core.packs.find(({ manifest: { name } }) => name === pack)?.manifest;
      return {
        region: manifest?.region ?? 'US',
        currency: manifest?.currency ?? 'USD',
        vocabulary: words.value,
      };
    },
  );
  const plain = createWriter({ vocabulary: [], region, currency });
  const full = createWriter({ vocabulary, region, currency });
  const asHeard = (text: string): HeardWord[] =>
    text.split(' ').map((word) => ({ text: word, startMs: 0, endMs: 0, confidence: 1 }));
  const entities = entityErrors(
    set.map(({ name, text }, index) => ({
      name,
      reference: plain.write(asHeard(text), { before: [] }),
      raw: wordsOf(heard[index]),
      mended: full.write(heard[index] ?? [], { before: [] }),
    })),
  );
  const { n, raw, rawLenient, mended } = entities;
  return { entityErrorRate: { n, raw, rawLenient, mended }, entities };
}

function timesOf({ times }: AsrRun) {
  const first = times.flatMap(({ firstPartialMs }) => firstPartialMs ?? []);
  const final = times.flatMap(({ finalMs }) => finalMs ?? []);
  return {
    firstPartialMs: halfAndMost(first),
    finalMs: halfAndMost(final),
    /** How many recordings were played at their own speed, and how many had words. */
    timed: { n: times.length, firstPartial: first.length, final: final.length },
  };
}
