import { Worker } from 'node:worker_threads';
import { problem } from './document-parts.ts';
import type { FromReadWorker, ToReadWorker } from './read-messages.ts';
import type { FileReader, ReadEvent } from './source-document.ts';

/** @file Reads files in a worker that may hang, run out of memory or die without taking anything along. */

export interface FileReaderOptions {
  /** Longest time until the next documents of a file, 120 s unless told. */
  readonly limitMs?: number;
  /** Most memory for JavaScript objects in the worker, 1,024 MB unless told. */
  readonly memoryMb?: number;
  /** After so long without a file the worker ends and gives its memory back; 30 s unless told. */
  readonly idleMs?: number;
  readonly workerUrl?: URL;
}

/** A new worker loads its parsers first, which is not the file's fault. */
const startMs = 30_000;

type Step = FromReadWorker | { readonly failure: string } | { readonly aborted: true };

const outOfMemory =
  'It needs more memory than one file may take; split it into smaller files and import them.';
const died = 'Reading it failed; open it in its own program, save it again and import that.';
const slow = (ms: number): string =>
  `Reading it took longer than ${Math.round(ms / 1_000)} seconds and was stopped; split it into smaller files, or export it again.`;

/** In a function, because it changes while the type checker is not looking. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * Files are read one after the other, tables in batches at the pace of whoever asks: the worker is
 * one batch ahead. A second `read` waits until the first has ended or was left.
 */
export function createFileReader(options: FileReaderOptions = {}): FileReader {
  const { limitMs = 120_000, memoryMb = 1_024, idleMs = 30_000 } = options;
  const url = options.workerUrl ?? new URL('./read.worker.ts', import.meta.url);
  let worker: Worker | undefined;
  let answered: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const running = (): Worker => {
    if (worker !== undefined) return worker;
    const started = new Worker(url, {
      name: 'earshot-reader',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      // Parsers talk to the console about fonts; nobody reads it.
      stdout: true,
      stderr: true,
    });
    started.stdout.resume();
    started.stderr.resume();
    started.on('exit', () => {
      if (worker === started) worker = undefined;
    });
    // Looked at by the step under way; between files there is nobody to tell.
    started.on('error', () => undefined);
    worker = started;
    return started;
  };

  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };

  /** The worker's next batch, or why there is none. */
  const step = (from: Worker, message: ToReadWorker, signal: AbortSignal | undefined) =>
    new Promise<Step>((resolve) => {
      const end = (result: Step): void => {
        clearTimeout(timer);
        from.off('message', onBatch).off('error', onError).off('exit', onExit);
        signal?.removeEventListener('abort', onAbort);
        from.unref();
        resolve(result);
      };
      const onBatch = (batch: FromReadWorker): void => {
        answered = from;
        end(batch);
      };
      const onError = (error: unknown): void => {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        end({ failure: code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory : died });
      };
      const onExit = (): void => end({ failure: died });
      const onAbort = (): void => end({ aborted: true });
      const most = answered === from ? limitMs : startMs + limitMs;
      const timer = setTimeout(() => end({ failure: slow(limitMs) }), most);
      from.ref();
      from.on('message', onBatch).on('error', onError).on('exit', onExit);
      signal?.addEventListener('abort', onAbort);
      from.postMessage(message);
      if (isAborted(signal)) onAbort();
    });

  /** Resolves when all files asked for earlier have ended; call the result to let the next in. */
  const turn = async (): Promise<() => void> => {
    const before = last;
    const mine = Promise.withResolvers<undefined>();
    last = mine.promise;
    await before;
    return () => mine.resolve(undefined);
  };

  return {
    async *read(file, signal): AsyncGenerator<ReadEvent> {
      const leave = await turn();
      clearTimeout(idle);
      let finished = false;
      try {
        if (closed || isAborted(signal)) {
          finished = true;
          return;
        }
        const own = running();
        let next = step(own, { type: 'read', file }, signal);
        for (;;) {
          const batch = await next;
          if ('aborted' in batch) return;
          if ('failure' in batch) {
            if (!closed) yield problem(file.path, batch.failure);
            return;
          }
          finished = batch.done;
          if (!finished) next = step(own, { type: 'more' }, signal);
          for (const event of batch.events) {
            if (isAborted(signal)) return;
            yield event;
          }
          if (finished) return;
        }
      } finally {
        // In the middle of a file the worker is somewhere nobody knows: a new one is quickly there.
        if (!finished) await stop();
        idle = setTimeout(() => void stop(), idleMs);
        idle.unref();
        leave();
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(idle);
      await stop();
    },
  };
}
