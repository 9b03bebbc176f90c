import { existsSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { ToSearchThread } from './messages.ts';

/**
 * @file The search thread, but it ends at a search: at every one, or only at the first where the
 * environment names a file to remember that in.
 */

// First, so that no message comes before somebody listens.
await import('./search.worker.ts');

const once = process.env['EARSHOT_TEST_DIED_ONCE'];
parentPort?.on('message', ({ type }: ToSearchThread) => {
  if (type !== 'search' || (once !== undefined && existsSync(once))) return;
  if (once !== undefined) writeFileSync(once, '');
  throw new Error('it was made to end');
});
