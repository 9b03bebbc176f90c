import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEncoder, type Encoder } from './encoder.ts';
import { findModel, readRegistry, type ModelRegistry, weightsFile } from './registry.ts';

const modelsDir = resolve('models');
let registry: ModelRegistry;
let encoder: Encoder;

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  (a ?? new Float32Array()).reduce((sum, value, i) => sum + value * (b?.[i] ?? 0), 0);

beforeAll(async () => {
  registry = await readRegistry(modelsDir);
  encoder = await createEncoder({ modelsDir, registry });
});
afterAll(() => encoder.close());

describe('vectors', () => {
  test('have unit length, the listed dimensions, and the model that made them', async () => {
    const [vector] = await encoder.embed(['my internet is down']);
    expect(vector).toHaveLength(encoder.dimensions);
    expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(encoder.model.name).toBe('earshot-encoder');
    expect(encoder.model.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of sentences that mean the same are near, of others far', async () => {
    const [asked, same, other] = await encoder.embed([
      'How do I reset my password?',
      'I forgot my password and cannot log in',
      'The jacket is too small, I want to send it back',
    ]);
    expect(cosine(asked, same)).toBeGreaterThan(0.45);
    expect(cosine(asked, other)).toBeLessThan(0.3);
  });

  test('do not depend on the texts beside them, and repeat exactly', async () => {
    const texts = [
      'hello',
      'where is my parcel',
      'a much longer sentence about a router that keeps losing its signal',
    ];
    const fresh = await createEncoder({ modelsDir, registry, cacheSize: 0 });
    const together = await fresh.embed(texts);
    const alone = [];
    for (const text of texts) alone.push(...(await fresh.embed([text])));
    await fresh.close();
    expect(together).toEqual(alone);
  });

  test('are the caller’s own: writing to one does not change the next answer', async () => {
    const [first] = await encoder.embed(['a text to scribble on']);
    const before = first?.slice();
    first?.fill(7);
    expect((await encoder.embed(['a text to scribble on']))[0]).toEqual(before);
  });

  test('of empty texts are zero; of odd texts are finite', async () => {
    const odd = [
      '',
      '   \n',
      '🙂🙂',
      '日本語のテキスト',
      'x'.repeat(5_000),
      '[PAD] [CLS]',
      '\u0000',
      '!!!',
    ];
    const vectors = await encoder.embed(odd);
    expect(vectors).toHaveLength(odd.length);
    expect(vectors.slice(0, 2).every((vector) => vector.every((value) => value === 0))).toBe(true);
    for (const vector of vectors) expect(vector.every(Number.isFinite)).toBe(true);
    expect(await encoder.embed([])).toEqual([]);
  });

  test('of a 10,000-word text come from its beginning, quickly', async () => {
    const beginning = 'the router is broken and I need a technician '.repeat(100);
    // Of all threads: the model runs in one of its own. What else the machine does does not count.
    const before = process.cpuUsage();
    const [long, cut] = await encoder.embed([
      beginning + 'unrelated tail '.repeat(10_000),
      beginning,
    ]);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(1_000);
    expect(cosine(long, cut)).toBeGreaterThan(0.999);
  });
});

describe('the queue', () => {
  test('runs live work before a background import that came first', async () => {
    const done: string[] = [];
    const importing = encoder
      .embed(
        Array.from({ length: 400 }, (_, i) => `passage number ${i} of the import`),
        { priority: 'background' },
      )
      .then(() => done.push('import'));
    const turn = encoder.embed(['is this live?']).then(() => done.push('turn'));
    await Promise.all([importing, turn]);
    expect(done).toEqual(['turn', 'import']);
  });

  test('drops aborted work before it runs and gives the reason', async () => {
    const fresh = await createEncoder({ modelsDir, registry });
    const abort = new AbortController();
    const busy = fresh.embed(['keeps the worker busy']);
    const dropped = fresh.embed(['nobody wants this any more'], {
      signal: abort.signal,
    });
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort(new Error('the talk moved on'));
    await expect(dropped).rejects.toThrow('the talk moved on');
    await busy;
    await expect(fresh.embed(['never'], { signal: abort.signal })).rejects.toThrow(
      'the talk moved on',
    );
    await fresh.close();
  });

  test('refuses when it is full, and goes on afterwards', async () => {
    const fresh = await createEncoder({ modelsDir, registry, queueLimit: 2 });
    const calls = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) => fresh.embed([`call ${i}`])),
    );
    const refused = calls.filter((call) => call.status === 'rejected');
    expect(refused).toHaveLength(3);
    expect(String(refused[0]?.reason)).toMatch(/busy: too many texts/);
    expect(fresh.stats().refused).toBe(3);
    expect(await fresh.embed(['afterwards'])).toHaveLength(1);
    await fresh.close();
  });

  test('answers a repeated text from memory', async () => {
    const before = encoder.stats().embedded;
    await encoder.embed(['said twice', 'said twice']);
    await encoder.embed(['said twice']);
    expect(encoder.stats().embedded).toBe(before + 1);
  });
});

describe('failures', () => {
  test('a damaged file is refused before it is loaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-encoder-'));
    await cp(modelsDir, folder, { recursive: true });
    const weights = weightsFile(findModel(registry, { task: 'embedding' })).path;
    await writeFile(join(folder, weights), 'not a model');
    await expect(createEncoder({ modelsDir: folder, registry })).rejects.toThrow(/damaged/);
    await rm(folder, { recursive: true, force: true });
  });

  test('a worker that cannot start says why', async () => {
    const workerUrl = pathToFileURL(resolve('no-such-worker.mjs'));
    await expect(createEncoder({ modelsDir, registry, workerUrl })).rejects.toThrow(
      /could not start: .*no-such-worker/,
    );
  });

  test('a worker that dies fails its caller and is restarted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-worker-'));
    const workerUrl = pathToFileURL(join(folder, 'worker.mjs'));
    // A real worker thread that obeys the protocol, and dies when it is told to.
    await writeFile(
      workerUrl,
      `import { parentPort } from 'node:worker_threads';
       const say = (id, reply) => parentPort.postMessage({ type: 'reply', id, reply });
       let width = 0;
       parentPort.on('message', ({ id, type, spec, units }) => {
         if (type === 'load') {
           width = spec.width;
           say(id, { type: 'loaded', ms: 1, residentGrowth: 0 });
           return;
         }
         if (units.some(({ text }) => text === 'die')) process.exit(3);
         const outputs = units.map(() => new Float32Array(width).fill(1));
         say(id, { type: 'ran', outputs, ms: 1, heapBytes: 1 });
       });
       parentPort.postMessage({ type: 'ready' });`,
    );
    const fragile = await createEncoder({
      modelsDir,
      registry,
      workerUrl,
      cacheSize: 0,
    });
    expect(await fragile.embed(['fine'])).toHaveLength(1);
    const [died, waiting] = await Promise.allSettled([
      fragile.embed(['die']),
      fragile.embed(['waits']),
    ]);
    expect(died).toMatchObject({ status: 'rejected' });
    expect(String(died.status === 'rejected' && died.reason)).toMatch(/worker died .*try again/);
    expect(waiting.status).toBe('fulfilled');
    expect(fragile.stats().restarts).toBe(1);
    for (let i = 0; i < 3; i += 1) await expect(fragile.embed(['die'])).rejects.toThrow(/died/);
    await expect(fragile.embed(['too late'])).rejects.toThrow(/3 times in a row/);
    await fragile.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('closing rejects what waits, and what comes later', async () => {
    const fresh = await createEncoder({ modelsDir, registry });
    const waiting = [fresh.embed(['one']), fresh.embed(['two'])];
    const settled = Promise.allSettled(waiting);
    await fresh.close();
    for (const call of await settled) expect(call.status).toBe('rejected');
    await expect(fresh.embed(['three'])).rejects.toThrow(/closed/);
    await fresh.close();
  });
});
