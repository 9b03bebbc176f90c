import { type AutomaticSpeechRecognitionPipeline, env, pipeline } from '@xenova/transformers';
import { counted } from '../counted.ts';
import { type SegmentText, segmentWords } from './segment-words.ts';
import type { FromWorker, ModelFile, ToWorker } from './worker-messages.ts';

/** @file Whisper or Moonshine on ONNX Runtime, from files of this host and nothing else. */

const sampleRate = 16_000;
/** Tokens a second of speech at most; Moonshine's own bound, which its pipeline rounds down. */
const tokensPerSecond = 6.5;
const fewestTokens = 8;
const folder = '/models/';

const port = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};
const say = (message: FromWorker): void => port.postMessage(message);

class Damaged extends Error {
  override readonly name = 'Damaged';
}

let recognise: AutomaticSpeechRecognitionPipeline | undefined;
/** Word by word where the model can, else sentence by sentence; Moonshine gives no times. */
let timestamps: 'word' | boolean = false;

/** Bytes that came of each file. */
const came = new Map<string, number>();

/** Only files that the host listed, and only when they are those. */
async function fetchListed(model: string, files: readonly ModelFile[], path: string) {
  const file = files.find((one) => `${folder}${model}/${one.path}` === path);
  if (file === undefined) return new Response(null, { status: 404 });
  const response = await fetch(file.url);
  if (!response.ok) return response;
  const bytes = await counted(response, file.bytes, (share) => {
    // One that is fetched again came before.
    came.set(path, Math.max(came.get(path) ?? 0, share * file.bytes));
    const sum = (sizes: Iterable<number>) => [...sizes].reduce((total, size) => total + size, 0);
    say({ is: 'loading', share: sum(came.values()) / sum(files.map((one) => one.bytes)) });
  }).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (bytes.byteLength !== file.bytes || hex !== file.sha256)
    throw new Damaged(`${file.path} is not the listed file`);
  return new Response(bytes, { headers: { 'Content-Length': String(bytes.byteLength) } });
}

async function open({ model, files, wasmUrl }: Extract<ToWorker, { do: 'open' }>): Promise<void> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = folder;
  // The host is beside us, and its answers may be kept by the browser itself.
  env.useBrowserCache = false;
  env.useWasmCache = false;
  let damage: Damaged | undefined;
  env.fetch = (input: string | URL | Request) =>
    fetchListed(model, files, input instanceof Request ? input.url : input.toString()).catch(
      (error: unknown) => {
        // transformers.js takes a file that fails for one that is not there.
        if (error instanceof Damaged) damage = error;
        throw error;
      },
    );
  const { wasm } = env.backends.onnx;
  if (wasm !== undefined) {
    wasm.wasmPaths = { wasm: wasmUrl };
    // Two threads were slower than one on two cores (docs/dependencies.md).
    wasm.numThreads = 1;
  }
  const quantised = files.some(({ path }) => path.endsWith('_quantized.onnx'));
  try {
    recognise = await pipeline('automatic-speech-recognition', model, {
      device: 'wasm',
      dtype: quantised ? 'q8' : 'fp32',
    });
  } catch (error) {
    throw damage ?? error;
  }
  const isWhisper = /whisper/.test(String(recognise.model.config.model_type));
  const generation: object = recognise.model.generation_config ?? {};
  timestamps = isWhisper && ('alignment_heads' in generation ? 'word' : true);
}

async function segment(samples: Float32Array<ArrayBuffer>): Promise<SegmentText> {
  if (recognise === undefined) throw new Error('the recogniser is not open');
  const seconds = samples.length / sampleRate;
  const max_new_tokens = Math.max(fewestTokens, Math.ceil(seconds * tokensPerSecond));
  const ask = (return_timestamps: 'word' | boolean) =>
    recognise?.(samples, { max_new_tokens, ...(return_timestamps && { return_timestamps }) });
  try {
    return (await ask(timestamps)) as SegmentText;
  } catch (error) {
    // An export without cross-attentions cannot tell the times of words.
    if (timestamps !== 'word') throw error;
    timestamps = true;
    return (await ask(true)) as SegmentText;
  }
}

async function obey(message: ToWorker): Promise<void> {
  if (message.do === 'open') {
    await open(message);
    say({ is: 'open' });
  } else {
    const { id, samples } = message;
    const words = segmentWords(await segment(samples), (samples.length / sampleRate) * 1000);
    say({ is: 'recognised', id, words });
  }
}

let before: Promise<void> = Promise.resolve();
port.onmessage = ({ data }) => {
  before = before
    .then(() => obey(data))
    .catch((error: unknown) =>
      say({
        is: 'failed',
        while: data.do === 'open' ? 'opening' : 'working',
        reason: (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, ''),
        damaged: error instanceof Damaged,
      }),
    );
};
