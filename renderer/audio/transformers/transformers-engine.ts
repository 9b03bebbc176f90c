import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { EngineEvents } from '../engine-events.ts';
import type { SpeechEngine } from '../recogniser.ts';
import { SpeechModelError } from '../speech-model-error.ts';
import { startingWith } from '../worker-port.ts';
import { openSegmentRecogniser, SegmentOpeningFailed } from './segment-recogniser.ts';
import type { FromWorker, ModelFile, ToWorker } from './worker-messages.ts';

export interface TransformersEngineOptions {
  readonly model: string;
  /** All files of the model, in the layout of transformers.js: config.json, onnx/… */
  readonly files: readonly ModelFile[];
  readonly events?: EngineEvents;
}

const startWorker = startingWith<ToWorker, FromWorker>(
  () =>
    new Worker(new URL('./asr.worker.ts', import.meta.url), {
      type: 'module',
      name: 'speech recogniser',
    }),
);

/**
 * Whisper or Moonshine through transformers.js on ONNX Runtime: hears a segment when it has ended.
 * `open` rejects with SpeechModelError.
 */
export function createTransformersEngine(options: TransformersEngineOptions): SpeechEngine {
  const { model, files, events } = options;
  const open = new Set<{ close(): void }>();
  return {
    model,
    streaming: false,
    open: async (listener) => {
      const entry = { close: (): void => undefined };
      try {
        const recogniser = await openSegmentRecogniser({
          model,
          startWorker,
          opening: { do: 'open', model, files, wasmUrl: new URL(wasmUrl, import.meta.url).href },
          listener,
          onRestart: (reason) => events?.restarted?.(reason),
          onClosed: () => open.delete(entry),
        });
        entry.close = () => recogniser.close();
        open.add(entry);
        return recogniser;
      } catch (error) {
        if (!(error instanceof SegmentOpeningFailed)) throw error;
        throw new SpeechModelError(
          error.damaged
            ? `The speech model ${model} is damaged or incomplete: ${error.message}.`
            : `The speech model ${model} cannot be opened: ${error.message}.`,
          'Install it again, or choose another speech model under Models.',
          { cause: error },
        );
      }
    },
    close: () => {
      for (const recogniser of [...open]) recogniser.close();
    },
  };
}
