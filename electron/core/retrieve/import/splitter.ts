import { Worker } from 'node:worker_threads';
import { splitArticle, type Piece } from '../split.ts';

/** Splits articles without holding up a call: a long one is split in a worker thread. */
export interface Splitter {
  /** Rejects when the worker could not do it: the article is too large. */
  split(article: { readonly title: string; readonly body: string }): Promise<Piece[]>;
  /** Ends the worker until it is needed again. */
  rest(): Promise<void>;
}

/** Splitting takes about 0.7 ms per thousand characters; shorter ones are not worth the journey. */
const inlineCharacters = 8_000;

export interface SplitRequest {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}
export type SplitReply =
  | { readonly id: number; readonly pieces: Piece[] }
  | { readonly id: number; readonly problem: string };

export function createSplitter(
  options: { readonly inline?: number; readonly workerUrl?: URL } = {},
): Splitter {
  const { inline = inlineCharacters } = options;
  const { workerUrl = new URL('./split.worker.ts', import.meta.url) } = options;
  const waiting = new Map<number, PromiseWithResolvers<Piece[]>>();
  let worker: Worker | undefined;
  let lastId = 0;

  const open = (): Worker => {
    const opened = new Worker(workerUrl, { name: 'earshot-split' });
    let reason = 'The article is too large to be split.';
    opened.on('message', (reply: SplitReply) => {
      const one = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('pieces' in reply) one?.resolve(reply.pieces);
      else one?.reject(new Error(reply.problem));
      if (waiting.size === 0) opened.unref();
    });
    opened.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    opened.on('exit', () => {
      if (worker !== opened) return;
      worker = undefined;
      for (const one of waiting.values()) one.reject(new Error(reason));
      waiting.clear();
    });
    return opened;
  };

  return {
    split: ({ title, body }) => {
      if (body.length <= inline) return Promise.resolve(splitArticle({ title, body }));
      worker ??= open();
      // Only what somebody waits for keeps the process alive.
      worker.ref();
      const one = Promise.withResolvers<Piece[]>();
      const id = (lastId += 1);
      waiting.set(id, one);
      worker.postMessage({ id, title, body } satisfies SplitRequest);
      return one.promise;
    },
    rest: async () => {
      const resting = worker;
      if (resting === undefined || waiting.size > 0) return;
      worker = undefined;
      await resting.terminate();
    },
  };
}
