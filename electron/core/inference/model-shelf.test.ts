import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModelListing } from '#domain/model-listing.ts';
import { createLog } from '#core/log.ts';
import { lockFolder } from '#core/store/lock.ts';
import { systemClock } from '#core/system-ports.ts';
import { type ModelMirror, startModelMirror } from '#tests/fakes/model-mirror.ts';
import { createEngine } from './engine.ts';
import { createModelChoices } from './model-choices.ts';
import { createModelShelf, type ModelShelf, type ShelfPorts } from './model-shelf.ts';
import { ModelEntry } from './registry.ts';

/** A real model, small enough to be a fixture; it is embedded under one name and served under another. */
const fixture = resolve('tests/fixtures/models/embedding');
const paths = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/model_quantized.onnx',
];
const served = 'acme/tiny/resolve/abc123/';

let root: string;
let embedded: string;
let models: string;
let mirror: ModelMirror;
let registry: ModelEntry[];
let shelf: ModelShelf;
let lines: string[];

const fileOf = async (path: string, below = '') => {
  const data = await readFile(join(fixture, path));
  const sha256 = createHash('sha256').update(data).digest('hex');
  return { path: `${below}${path}`, sha256, bytes: data.length };
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'earshot-shelf-'));
  embedded = join(root, 'product');
  models = join(root, 'data', 'models');
  await cp(fixture, join(embedded, 'weights', 'own'), { recursive: true });
  const config = JSON.parse(await readFile(join(fixture, 'config.json'), 'utf8')) as {
    hidden_size: number;
  };
  const common = {
    version: '1.0.0',
    task: 'embedding',
    licence: 'Apache-2.0',
    source: 'test',
    quality: [{ set: 'made up', metric: 'accuracy', value: 0.5, n: 2 }],
    speed: [],
    dimensions: config.hidden_size,
  };
  registry = [
    ModelEntry.parse({
      ...common,
      name: 'own',
      files: await Promise.all(paths.map((path) => fileOf(path, 'weights/own/'))),
      default: true,
    }),
    ModelEntry.parse({
      ...common,
      name: 'tiny',
      title: 'Tiny',
      files: await Promise.all(paths.map((path) => fileOf(path))),
      install: { repository: 'acme/tiny', revision: 'abc123', pin: 'known' },
      default: false,
    }),
    ModelEntry.parse({
      ...common,
      name: 'speaker',
      task: 'speech',
      files: [],
      install: {
        repository: 'acme/speaker',
        revision: 'main',
        pin: 'first-install',
        wanted: ['model.tar.gz'],
        about: 1_000,
      },
      default: false,
    }),
  ];
  mirror = await startModelMirror();
  for (const path of paths)
    mirror.files.set(`${served}${path}`, await readFile(join(fixture, path)));
  mirror.files.set('acme/speaker/resolve/main/model.tar.gz', Buffer.alloc(900, 7));
  lines = [];
  shelf = createModelShelf(ports());
});
afterEach(async () => {
  await shelf.close();
  await mirror.close();
  await rm(root, { recursive: true, force: true });
});

const ports = (change: Partial<ShelfPorts> = {}): ShelfPorts => ({
  registry,
  embedded,
  models,
  choices: createModelChoices(models),
  mirror: mirror.url,
  clock: systemClock,
  lock: lockFolder,
  idleMs: 2_000,
  retryMs: 1,
  residentBytes: () => process.memoryUsage().rss,
  log: createLog({
    level: 'info',
    now: () => 0,
    redact: (text) => text,
    write: (line) => lines.push(line),
  }),
  ...change,
});

const listed = async (name: string): Promise<ModelListing> => {
  const found = (await shelf.list()).find((model) => model.name === name);
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
};

const installed = async (name: string, trust = false): Promise<ModelListing> => {
  expect(await shelf.install({ name, trust })).toEqual({ ok: true, value: null });
  const end = await shelf.settled(name);
  if (!end.ok) throw new Error(end.error.message);
  return end.value;
};

const weightsOf = (name: string): string => join(models, name, 'r1/onnx/model_quantized.onnx');

test('what is there, what can be had, and what is in use', async () => {
  expect(await listed('own')).toMatchObject({ state: 'embedded', inUse: true, pinned: true });
  const tiny = await listed('tiny');
  expect(tiny).toMatchObject({ state: 'available', inUse: false, pinned: true, title: 'Tiny' });
  expect(tiny.quality).toEqual([{ what: 'made up', metric: 'accuracy', value: 0.5, n: 2 }]);
  expect(await listed('speaker')).toMatchObject({
    state: 'available',
    pinned: false,
    bytes: 1_000,
  });
});

test('installed for real, chosen, loaded by transformers.js from its folder, and taken out again', async () => {
  expect(await installed('tiny')).toMatchObject({ state: 'installed', inUse: false });
  const used = await shelf.use('tiny');
  expect(used.ok).toBe(true);
  expect(await listed('own')).toMatchObject({ inUse: false });
  const model = await shelf.chosen('embedding');
  expect(model?.folder).toBe(join(models, 'tiny', 'r1'));
  if (model === undefined) throw new Error('nothing is chosen');
  const own = await shelf.openable('own');
  const engine = createEngine({
    clock: systemClock,
    modelsDir: ({ name }) => (name === 'tiny' ? model.modelsDir : own.modelsDir),
  });
  try {
    const text = 'where is my parcel';
    const [vector] = await (await engine.encoder(model.entry)).embed([text]);
    const [same] = await (await engine.encoder(own.entry)).embed([text]);
    expect(vector).toHaveLength(model.entry.dimensions ?? 0);
    expect(vector).toEqual(same);
  } finally {
    await engine.close();
  }
  expect(await shelf.remove('tiny')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  await shelf.use('own');
  expect(await shelf.remove('tiny')).toEqual({ ok: true, value: null });
  expect(existsSync(join(models, 'tiny'))).toBe(false);
  expect(await listed('tiny')).toMatchObject({ state: 'available' });
  expect(await shelf.remove('own')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
}, 60_000);

test('an install tells how far it is, and ends in the list', async () => {
  // So long that a list can be read between two tellings, on a busy machine too.
  mirror.manners.slow = 250;
  const seen: ModelListing[] = [];
  const stop = new AbortController();
  const watching = (async () => {
    for await (const models of shelf.watch(stop.signal)) {
      const tiny = models.find(({ name }) => name === 'tiny');
      if (tiny !== undefined) seen.push(tiny);
    }
  })();
  await expect.poll(() => seen.length).toBe(1);
  await installed('tiny');
  await expect.poll(() => seen.at(-1)?.state).toBe('installed');
  stop.abort();
  await watching;
  expect(seen[0]?.state).toBe('available');
  const told = seen.flatMap(({ state, progress }) =>
    state === 'installing' && progress !== undefined ? [progress] : [],
  );
  expect(told.length).toBeGreaterThan(1);
  expect(told.at(-1)?.total).toBe(seen.at(-1)?.bytes);
});

test('one install of a model at a time; it can be stopped, which is no problem to report', async () => {
  expect(shelf.cancel('tiny')).toMatchObject({ ok: false, error: { code: 'STALE' } });
  // Stopped long before it could be done.
  mirror.manners.slow = 1_500;
  await shelf.install({ name: 'tiny' });
  expect(await shelf.install({ name: 'tiny' })).toMatchObject({
    ok: false,
    error: { code: 'STALE', message: 'The model tiny is being installed already.' },
  });
  expect(await listed('tiny')).toMatchObject({ state: 'installing' });
  expect(shelf.cancel('tiny').ok).toBe(true);
  expect(await shelf.settled('tiny')).toMatchObject({ ok: false, error: { code: 'STALE' } });
  const after = await listed('tiny');
  expect(after.state).toBe('available');
  expect(after.problem).toBeUndefined();
});

test('a failed install says why in the list, and the model in use stays in use', async () => {
  await installed('tiny');
  await shelf.use('tiny');
  mirror.files.delete(`${served}config.json`);
  await shelf.install({ name: 'tiny' });
  expect(await shelf.settled('tiny')).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } });
  const after = await listed('tiny');
  expect(after).toMatchObject({ state: 'installed', inUse: true });
  expect(after.problem).toMatch(/does not have .*config\.json .*\. Check the mirror/);
  expect((await shelf.chosen('embedding'))?.entry.name).toBe('tiny');
});

test.each([
  ['an unknown model', { name: 'none' }, 'NOT_FOUND', /no model none/],
  ['one that is embedded', { name: 'own' }, 'FORBIDDEN', /comes with Earshot/],
  ['a plain address', { name: 'tiny', mirror: 'http://far.example/' }, 'INVALID', /https/],
])('%s is refused at once', async (_what, input, code, why) => {
  const refused = await shelf.install(input);
  expect(refused).toMatchObject({ ok: false, error: { code } });
  expect(refused.ok ? '' : refused.error.message).toMatch(why);
});

test('without a mirror and without a folder there is nowhere to go', async () => {
  shelf = createModelShelf(ports({ mirror: undefined }));
  expect(await shelf.install({ name: 'tiny' })).toMatchObject({
    ok: false,
    error: { code: 'INVALID', message: 'No mirror is set up, and no folder was named.' },
  });
  await shelf.install({ name: 'tiny', folder: fixture });
  expect(await shelf.settled('tiny')).toMatchObject({ ok: true, value: { state: 'installed' } });
});

test('a model that nobody pinned is installed when the admin says so, and pinned from then on', async () => {
  await shelf.install({ name: 'speaker' });
  expect(await shelf.settled('speaker')).toMatchObject({ ok: false, error: { code: 'INVALID' } });
  expect(await installed('speaker', true)).toMatchObject({ pinned: true, bytes: 900 });
  await writeFile(join(models, 'speaker/r1/model.tar.gz'), Buffer.alloc(900, 8));
  expect((await shelf.verify('speaker')).ok).toBe(false);
});

describe('a damaged model', () => {
  beforeEach(async () => {
    await installed('tiny');
    await shelf.use('tiny');
  });

  test('of another size shows in the list; the default one steps in; installing again mends it', async () => {
    await truncate(weightsOf('tiny'), 100);
    expect(await listed('tiny')).toMatchObject({ state: 'damaged', inUse: false });
    expect((await listed('tiny')).problem).toMatch(/Install it again/);
    expect(await listed('own')).toMatchObject({ inUse: true });
    expect((await shelf.chosen('embedding'))?.entry.name).toBe('own');
    expect(lines.join()).toContain('A chosen model cannot be used');
    expect(await installed('tiny')).toMatchObject({ state: 'installed', inUse: true });
    const mended = await shelf.chosen('embedding');
    expect(mended?.folder).toBe(join(models, 'tiny', 'r2'));
    expect(existsSync(weightsOf('tiny'))).toBe(false);
  });

  test('of the right size is found by verify, and cannot be chosen', async () => {
    const bytes = await readFile(weightsOf('tiny'));
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    await writeFile(weightsOf('tiny'), bytes);
    expect(await listed('tiny')).toMatchObject({ state: 'installed' });
    const verdict = await shelf.verify('tiny');
    expect(verdict.ok ? '' : verdict.error.message).toMatch(/is damaged: .*model_quantized\.onnx/);
    expect(await listed('tiny')).toMatchObject({ state: 'damaged' });
    expect((await shelf.use('tiny')).ok).toBe(false);
  });

  test('that comes with Earshot is never passed over in silence', async () => {
    await shelf.use('own');
    await truncate(join(embedded, 'weights/own/onnx/model_quantized.onnx'), 100);
    expect((await listed('own')).problem).toMatch(/Reinstall Earshot/);
    await expect(shelf.chosen('embedding')).rejects.toThrow(/own is damaged/);
  });

  test('a manifest that cannot be read is no model at all', async () => {
    await writeFile(join(models, 'tiny/installed.json'), '{half');
    expect(await listed('tiny')).toMatchObject({ state: 'available', inUse: false });
    expect((await shelf.chosen('embedding'))?.entry.name).toBe('own');
    // The files are there and right, as after a crash just before the manifest was written.
    const asked = mirror.asked.length;
    expect(await installed('tiny')).toMatchObject({ state: 'installed' });
    expect(mirror.asked).toHaveLength(asked);
  });
});

test('choices outlive the shelf, and a choice of another task or of nothing known does not count', async () => {
  await installed('tiny');
  await shelf.use('tiny');
  const again = createModelShelf(ports());
  expect((await again.chosen('embedding'))?.entry.name).toBe('tiny');
  await createModelChoices(models).put('embedding', 'speaker');
  expect((await again.chosen('embedding'))?.entry.name).toBe('own');
  await writeFile(join(models, 'chosen.json'), 'not json');
  expect((await again.chosen('embedding'))?.entry.name).toBe('own');
  expect(await again.chosen('text-generation')).toBeUndefined();
});

test('its speed is measured here and remembered until its weights change', async () => {
  expect(await shelf.measure('own')).toMatchObject({ ok: false });
  const said: string[] = [];
  let open = 0;
  shelf = createModelShelf(
    ports({
      runner: async () => {
        open += 1;
        return {
          run: async (text) => said.push(text),
          close: async () => {
            open -= 1;
          },
        };
      },
    }),
  );
  await shelf.measure('own');
  const { measured } = await listed('own');
  expect(measured.map(({ metric }) => metric)).toEqual(['p50', 'p95', 'time', 'growth']);
  expect(measured[0]).toMatchObject({ unit: 'ms', n: 200 });
  expect(open).toBe(0);
  expect(new Set(said).size).toBe(said.length);
  expect(said.every((text) => text.split(' ').length === 24)).toBe(true);
  expect((await createModelShelf(ports()).list())[0]?.measured).toEqual(measured);
  registry = registry.map((entry) =>
    entry.name === 'own'
      ? {
          ...entry,
          files: entry.files.map((file) => ({ ...file, sha256: 'b'.repeat(64) })),
        }
      : entry,
  );
  expect((await createModelShelf(ports()).list())[0]?.measured).toEqual([]);
});
