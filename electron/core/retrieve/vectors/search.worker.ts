import { parentPort } from 'node:worker_threads';
import { messageOf } from '#core/log.ts';
import { type GraphLibrary, loadGraphLibrary } from './graph.ts';
import type { FromSearchThread, SearchReply, ToSearchThread } from './messages.ts';
import { createSearchShelf } from './search-shelf.ts';

/** @file The thread that searches large packs, so that the core's event loop never waits for it. */

let library: Promise<GraphLibrary> | undefined;
const shelf = createSearchShelf(() => (library ??= loadGraphLibrary()));

async function answer(
  message: Extract<ToSearchThread, { readonly id: number }>,
): Promise<SearchReply> {
  switch (message.type) {
    case 'search':
      return shelf.search(message);
    case 'load':
      return shelf.load(message);
    case 'fold':
      await shelf.fold(message.pack);
      return { type: 'folded' };
    case 'save':
      await shelf.save(message);
      return { type: 'saved' };
  }
}

parentPort?.on('message', (message: ToSearchThread) => {
  if (message.type === 'rows') shelf.rows(message);
  else if (message.type === 'prepare') shelf.prepare(message);
  else if (message.type === 'forget') shelf.forget(message.pack);
  else
    void answer(message)
      .catch((error: unknown): SearchReply => ({ type: 'failed', message: messageOf(error) }))
      .then((reply) => {
        parentPort?.postMessage({ id: message.id, reply } satisfies FromSearchThread);
      });
});
