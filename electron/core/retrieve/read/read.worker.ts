import { parentPort } from 'node:worker_threads';
import { readDocument } from './read-document.ts';
import type { FromReadWorker, ToReadWorker } from './read-messages.ts';
import { createSiteMaps } from './site-map.ts';
import type { FileToRead, ReadEvent } from './source-document.ts';

/** @file Reads files beside the event loop; its memory is limited and its death is expected. */

const port = parentPort;
if (port === null) throw new Error('read.worker.ts runs as a worker thread only.');

/** A batch is small enough to post in one go and large enough to be worth the post. */
const mostEvents = 64;
const mostCharacters = 256_000;

const siteMaps = createSiteMaps();
let wanted = Promise.withResolvers<undefined>();

const sizeOf = (event: ReadEvent): number => ('document' in event ? event.document.body.length : 0);

async function answer(file: FileToRead): Promise<void> {
  let events: ReadEvent[] = [];
  let characters = 0;
  let first = true;
  const send = async (done: boolean): Promise<void> => {
    if (!first) await wanted.promise;
    first = false;
    wanted = Promise.withResolvers();
    port?.postMessage({ events, done } satisfies FromReadWorker);
    events = [];
    characters = 0;
  };
  for await (const event of readDocument(file, siteMaps)) {
    events.push(event);
    characters += sizeOf(event);
    if (events.length >= mostEvents || characters >= mostCharacters) await send(false);
  }
  await send(true);
}

port.on('message', (message: ToReadWorker) => {
  if (message.type === 'more') wanted.resolve(undefined);
  // An exception here is a bug, and ends the worker; the reader says so and starts a new one.
  else void answer(message.file);
});
