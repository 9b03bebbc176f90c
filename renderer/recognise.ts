import './data/strict.ts';
import { openSpeechEngine } from '#renderer/audio/engines.ts';
import { type Recogniser, sampleRate, type SpeechEngine } from '#renderer/audio/recogniser.ts';
import type { HeardWord } from '#domain/speech.ts';

/**
 * @file The recognisers alone, without a window around them: tests and measurements drive this
 * page in a headless browser through `window.earshotAudio`.
 */

/** One thing that the recogniser said, in the order it came. */
export type Heard =
  | { readonly kind: 'partial'; readonly text: string; readonly atMs: number }
  | { readonly kind: 'final'; readonly words: readonly HeardWord[]; readonly atMs: number }
  | { readonly kind: 'failed'; readonly message: string; readonly mend: string };

interface RecogniseOptions {
  /** The default model when absent. */
  readonly model?: string;
  /** Samples of one block; 0.2 s when absent. */
  readonly block?: number;
  /** Ends the last utterance; true when absent. */
  readonly finish?: boolean;
  /** As it would come from a microphone: 1 is real time, 0 as fast as it goes (usual). */
  readonly pace?: number;
}

interface Recognised {
  readonly heard: readonly Heard[];
  readonly text: string;
  readonly openMs: number;
  readonly workMs: number;
  /** From `finish` to its end. */
  readonly finishMs: number;
  readonly audioMs: number;
}

const engines = new Map<string, Promise<SpeechEngine>>();
const engineFor = (model = ''): Promise<SpeechEngine> => {
  const engine = engines.get(model) ?? openSpeechEngine(model === '' ? undefined : model);
  engines.set(model, engine);
  return engine;
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A recording as samples at 16 kHz, first channel. */
async function samplesOf(recording: string | ArrayBuffer): Promise<Float32Array<ArrayBuffer>> {
  const bytes =
    typeof recording === 'string' ? await (await fetch(recording)).arrayBuffer() : recording;
  const context = new OfflineAudioContext(1, 1, sampleRate);
  return (await context.decodeAudioData(bytes.slice())).getChannelData(0);
}

/** Base64 is how a recording comes through a browser's driver. */
const bytesOf = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

/** A recogniser whose sayings are kept. */
async function listen(
  model?: string,
): Promise<{ heard: Heard[]; loading: number[]; recogniser: Recogniser }> {
  const heard: Heard[] = [];
  const loading: number[] = [];
  const began = performance.now();
  const at = (): number => performance.now() - began;
  const recogniser = await (
    await engineFor(model)
  ).open({
    loading: (share) => loading.push(share),
    partial: (text) => heard.push({ kind: 'partial', text, atMs: at() }),
    final: (words) => heard.push({ kind: 'final', words, atMs: at() }),
    failed: (problem) => heard.push({ kind: 'failed', ...problem }),
  });
  return { heard, loading, recogniser };
}

async function feed(
  recogniser: Recogniser,
  samples: Float32Array<ArrayBuffer>,
  { block = sampleRate / 5, pace = 0 }: RecogniseOptions,
): Promise<void> {
  const began = performance.now();
  for (let from = 0; from < samples.length; from += block) {
    recogniser.accept(samples.slice(from, from + block));
    if (pace > 0)
      await sleep(began + ((from + block) / sampleRate) * 1000 * pace - performance.now());
  }
}

async function recognise(
  recording: string | ArrayBuffer | { readonly base64: string },
  options: RecogniseOptions = {},
): Promise<Recognised> {
  const source =
    typeof recording === 'object' && 'base64' in recording ? bytesOf(recording.base64) : recording;
  const samples = await samplesOf(source);
  const began = performance.now();
  const { heard, recogniser } = await listen(options.model);
  const opened = performance.now();
  await feed(recogniser, samples, options);
  await recogniser.drained();
  const drained = performance.now();
  if (options.finish ?? true) await recogniser.finish();
  const finished = performance.now();
  recogniser.close();
  return {
    heard,
    text: heard
      .flatMap((one) => (one.kind === 'final' ? one.words.map(({ text }) => text) : []))
      .join(' '),
    openMs: opened - began,
    workMs: finished - opened,
    finishMs: finished - drained,
    audioMs: (samples.length / sampleRate) * 1000,
  };
}

const earshotAudio = { engineFor, samplesOf, bytesOf, listen, feed, recognise };
export type EarshotAudio = typeof earshotAudio;
Object.assign(window, { earshotAudio });
