import { Worker } from 'node:worker_threads';
import type {
  FoldMessage,
  ForgetMessage,
  FromSearchThread,
  LoadMessage,
  PrepareMessage,
  RowsMessage,
  SaveMessage,
  SearchMessage,
  SearchReply,
} from './messages.ts';

/** @file Keeps the search thread alive: starts it when it is first needed, and again after it died. */

export interface SearchThread {
  /** Rejects with ThreadDied when the thread dies meanwhile or is given up. */
  ask(question: SearchMessage | LoadMessage | FoldMessage | SaveMessage): Promise<SearchReply>;
  tell(message: RowsMessage | PrepareMessage | ForgetMessage): void;
  /** Which thread answers now; another number means that it knows nothing. 0 before the first. */
  generation(): number;
  /** It died too often; nobody asks it any more. */
  givenUp(): boolean;
  stop(): Promise<void>;
}

export class ThreadDied extends Error {
  override readonly name = 'ThreadDied';
}

/** A thread that dies again and again would only cost time. */
const mostDeaths = 3;
/** The longest that the library works in one piece: reading or writing a large file. */
const longestPieceMs = 10_000;

/** @param onDeath told after the questions that were under way were rejected */
export function createSearchThread(url: URL, onDeath: (reason: string) => void): SearchThread {
  let worker: Worker | undefined;
  let generation = 0;
  let deaths = 0;
  let stopped = false;
  let lastId = 0;
  const pending = new Map<
    number,
    { readonly resolve: (reply: SearchReply) => void; readonly reject: (reason: Error) => void }
  >();
  let idle = Promise.withResolvers<undefined>();
  idle.resolve(undefined);

  const start = (): Worker => {
    generation += 1;
    const started = new Worker(url, { name: 'earshot-search' });
    // Nothing waits for it at the end of the process.
    started.unref();
    let reason = 'it ended without saying why';
    started.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    started.on('message', ({ id, reply }: FromSearchThread) => {
      pending.get(id)?.resolve(reply);
      pending.delete(id);
      if (pending.size === 0) idle.resolve(undefined);
    });
    started.on('exit', () => {
      worker = undefined;
      const lost = [...pending.values()];
      pending.clear();
      idle.resolve(undefined);
      for (const { reject } of lost) reject(new ThreadDied(reason));
      if (stopped) return;
      deaths += 1;
      onDeath(reason);
    });
    return started;
  };
  const isOver = (): boolean => stopped || deaths >= mostDeaths;
  const running = (): Worker => {
    if (isOver()) throw new ThreadDied(stopped ? 'it was closed' : 'it died too often');
    return (worker ??= start());
  };

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const thread = running();
        lastId += 1;
        if (pending.size === 0) idle = Promise.withResolvers();
        pending.set(lastId, { resolve, reject });
        thread.ref();
        void idle.promise.then(() => thread.unref());
        thread.postMessage({ id: lastId, ...question });
      }),
    tell: (message) => {
      running().postMessage(message);
    },
    generation: () => (worker === undefined ? generation + 1 : generation),
    givenUp: isOver,
    stop: async () => {
      stopped = true;
      if (worker === undefined) return;
      // A thread that ends inside native code takes the whole process with it, so the piece that is
      // under way is let through.
      await Promise.race([idle.promise, wait(longestPieceMs)]);
      await worker?.terminate();
    },
  };
}

const wait = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });
