import { wasmUrl } from 'virtual:vosk-wasm';
import type { EngineEvents } from '../engine-events.ts';
import { sampleRate, type SpeechEngine } from '../recogniser.ts';
import { SpeechModelError } from '../speech-model-error.ts';
import { startingWith } from '../worker-port.ts';
import { openArchive } from './archive.ts';
import { openArchiveStore } from './archive-store.ts';
import { OpeningFailed, openingProblem, openVoskRecogniser } from './vosk-recogniser.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface VoskEngineOptions {
  /** The model's archive, tar.gz. */
  readonly modelUrl: string;
  readonly model: string;
  /** Of the archive, lower-case hex, as the registry or the installed model lists it. */
  readonly sha256: string;
  readonly bytes: number;
  readonly events?: EngineEvents;
}

/**
 * Fetching, checking and keeping the archive, of the time until the recogniser is open: 0.6 to 1.3 of
 * 1.1 to 2.0 s for the embedded model in headless Chromium on two busy cores (n = 3). The rest opens it.
 */
const fetchingShare = 0.7;

const startWorker = startingWith<ToWorker, FromWorker>(
  () =>
    new Worker(new URL('./vosk.worker.ts', import.meta.url), {
      type: 'module',
      name: 'speech recogniser',
    }),
);

/**
 * Kaldi's recogniser through Vosk, streaming. Archive and WebAssembly are fetched once and shared;
 * each recogniser has a worker of its own. `open` rejects with SpeechModelError.
 */
export function createVoskEngine(options: VoskEngineOptions): SpeechEngine {
  const { model, modelUrl, sha256, bytes, events } = options;
  const open = new Set<{ close(): void }>();
  let loading: Promise<{ archive: Blob; wasm: WebAssembly.Module }> | undefined;
  /** Who wants to know how far it is, and how far it is. */
  const waiting = new Set<(share: number) => void>();
  let loaded: number | undefined;

  const load = async () => {
    const archive = openArchive(
      { model, url: modelUrl, sha256, bytes },
      {
        store: openArchiveStore(model),
        // Kept by ourselves: twice on disk is once too many.
        fetch: (url) => fetch(url, { cache: 'no-store' }),
        onProblem: (sentence) => events?.impaired?.(sentence),
        onFetched: (share) => {
          loaded = share * fetchingShare;
          for (const tell of waiting) tell(loaded);
        },
      },
    );
    const wasm = WebAssembly.compileStreaming(fetch(wasmUrl)).catch((error: unknown) => {
      throw new SpeechModelError(
        'The speech recogniser could not be started.',
        'Reinstall Earshot: a part of it is missing or damaged.',
        { cause: error },
      );
    });
    // Both are waited for, so that neither fails unseen.
    const [first, second] = await Promise.allSettled([archive, wasm]);
    if (first.status === 'rejected') throw first.reason;
    if (second.status === 'rejected') throw second.reason;
    return { archive: first.value, wasm: second.value };
  };
  const loadOnce = async (tell: ((share: number) => void) | undefined) => {
    loading ??= load()
      .catch((error: unknown) => {
        // The next try is a fresh one.
        loading = undefined;
        throw error;
      })
      .finally(() => (loaded = undefined));
    if (tell === undefined) return loading;
    waiting.add(tell);
    if (loaded !== undefined) tell(loaded);
    try {
      return await loading;
    } finally {
      waiting.delete(tell);
    }
  };

  return {
    model,
    streaming: true,
    open: async (listener) => {
      const { archive, wasm } = await loadOnce(listener.loading);
      const entry = { close: (): void => undefined };
      try {
        const recogniser = await openVoskRecogniser({
          model,
          startWorker,
          opening: { do: 'open', wasm, archive, sampleRate },
          listener,
          onRestart: (reason) => events?.restarted?.(reason),
          onClosed: () => open.delete(entry),
        });
        entry.close = () => recogniser.close();
        open.add(entry);
        return recogniser;
      } catch (error) {
        if (!(error instanceof OpeningFailed)) throw error;
        const { message, mend } = openingProblem(model, error.message);
        throw new SpeechModelError(message, mend, { cause: error });
      }
    },
    close: () => {
      for (const recogniser of [...open]) recogniser.close();
      loading = undefined;
    },
  };
}
