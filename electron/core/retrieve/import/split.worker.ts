import { parentPort } from 'node:worker_threads';
import { splitArticle } from '../split.ts';
import type { SplitReply, SplitRequest } from './splitter.ts';

/** @file Splits long articles beside the core's event loop. */

parentPort?.on('message', ({ id, title, body }: SplitRequest) => {
  const reply = (): SplitReply => {
    try {
      return { id, pieces: splitArticle({ title, body }) };
    } catch (thrown) {
      return { id, problem: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  };
  parentPort?.postMessage(reply());
});
