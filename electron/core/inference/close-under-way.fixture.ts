import { resolve } from 'node:path';
import { createEncoder } from './encoder.ts';
import { readRegistry } from './registry.ts';

/** @file Closes an encoder in the middle of an import; a process of its own, because a crash would take it along. */

const modelsDir = resolve('models');
const encoder = await createEncoder({ modelsDir, registry: await readRegistry(modelsDir) });
const stop = new AbortController();
const importing = encoder
  .embed(
    Array.from({ length: 5_000 }, (_, index) => `where is my parcel number ${index}`),
    { priority: 'background', signal: stop.signal },
  )
  .catch(() => 'stopped');
await encoder.embed(['a turn between']);
stop.abort();
process.stdout.write(String(await importing));
await encoder.close();
