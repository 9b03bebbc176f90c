import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bytesOf,
  findModel,
  isEmbedded,
  ModelEntry,
  readRegistry,
  verifyModel,
  weightsFile,
} from './registry.ts';

const shipped = resolve('models');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-models-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = (text: string): ModelEntry => ({
  name: 'small',
  version: '1.0.0',
  task: 'embedding',
  files: [
    {
      path: 'weights/small/onnx/model.onnx',
      sha256: createHash('sha256').update(text).digest('hex'),
      bytes: text.length,
    },
  ],
  licence: 'Apache-2.0',
  source: 'test',
  quality: [],
  speed: [],
  default: true,
  dimensions: 4,
});

test('the shipped registry is valid and every file is the listed one', async () => {
  const registry = await readRegistry(shipped);
  expect(registry.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['earshot-encoder', 'earshot-sentiment']),
  );
  for (const model of registry.filter(isEmbedded)) await verifyModel(model, shipped);
});

test('the shipped models are small, and each task has one default', async () => {
  const registry = (await readRegistry(shipped)).filter(isEmbedded);
  for (const model of registry) expect(bytesOf(model)).toBeLessThan(25_000_000);
  for (const task of new Set(registry.map((model) => model.task)))
    expect(registry.filter((model) => model.task === task && model.default)).toHaveLength(1);
});

test('a missing registry, broken JSON and a wrong field each say so in one sentence', async () => {
  await expect(readRegistry(folder)).rejects.toThrow(/registry is missing at .*registry\.json/);
  await writeFile(join(folder, 'registry.json'), '[');
  await expect(readRegistry(folder)).rejects.toThrow(/not valid JSON/);
  await writeFile(join(folder, 'registry.json'), JSON.stringify([{ ...entry('x'), version: 3 }]));
  await expect(readRegistry(folder)).rejects.toThrow(/not valid at 0\.version/);
});

test('a path may not leave the models folder, and a version is listed once', async () => {
  const outside = {
    ...entry('x'),
    files: [{ path: '../secret', sha256: 'a'.repeat(64), bytes: 1 }],
  };
  await writeFile(join(folder, 'registry.json'), JSON.stringify([outside]));
  await expect(readRegistry(folder)).rejects.toThrow(/must stay inside/);
  await writeFile(join(folder, 'registry.json'), JSON.stringify([entry('x'), entry('x')]));
  await expect(readRegistry(folder)).rejects.toThrow(/listed twice/);
});

test('a missing file and a changed file are told apart', async () => {
  const model = entry('weights');
  await expect(verifyModel(model, folder)).rejects.toThrow(/missing its file weights\/small/);
  await mkdir(join(folder, 'weights/small/onnx'), { recursive: true });
  await writeFile(join(folder, 'weights/small/onnx/model.onnx'), 'weights');
  await verifyModel(model, folder);
  await writeFile(join(folder, 'weights/small/onnx/model.onnx'), 'weightz');
  await expect(verifyModel(model, folder)).rejects.toThrow(/damaged/);
});

test('a model is found by name or as the default of its task', () => {
  const registry = [entry('x'), { ...entry('x'), name: 'other', default: false }];
  expect(findModel(registry, { task: 'embedding' }).name).toBe('small');
  expect(findModel(registry, { task: 'embedding', name: 'other' }).name).toBe('other');
  expect(() => findModel(registry, { task: 'embedding', name: 'none' })).toThrow(
    /No model named none/,
  );
  expect(() => findModel(registry, { task: 'sentiment' })).toThrow(
    /No default model for sentiment/,
  );
  expect(() => findModel(registry, { task: 'sentiment', name: 'small' })).toThrow(
    /is for embedding/,
  );
  expect(weightsFile(entry('x')).path).toMatch(/\.onnx$/);
});

test('what can be installed says from where, and either its checksums or that nobody knows them', async () => {
  const installable = (await readRegistry(shipped)).filter((model) => !isEmbedded(model));
  const tasks = new Set(installable.map(({ task }) => task));
  for (const task of ['embedding', 'zero-shot', 'speech', 'text-generation'])
    expect(tasks).toContain(task);
  for (const model of installable) {
    expect(model.title).toBeTruthy();
    expect(model.description).toBeTruthy();
    expect(model.licence).toBeTruthy();
    expect(bytesOf(model)).toBeGreaterThan(1e6);
    if (model.install?.pin === 'known') {
      expect(model.install.revision).toMatch(/^[0-9a-f]{40}$/);
      expect(model.install.pinnedBy).toBeTruthy();
    } else expect(model.files).toEqual([]);
  }
});

test('an entry to install may not contradict itself', async () => {
  const from = { repository: 'acme/small', revision: 'main', pin: 'known' };
  const cases: [object, RegExp][] = [
    [{ install: from }, /must be embedded to be a default/],
    [{ install: from, default: false, files: [] }, /lists no file/],
    [{ files: [] }, /lists no file/],
    [{ install: { ...from, pin: 'first-install' }, default: false }, /before they were pinned/],
    [
      { install: { ...from, pin: 'first-install' }, default: false, files: [] },
      /does not say what to fetch/,
    ],
    [{ install: { ...from, repository: '../../etc' }, default: false }, /repository/],
    [{ install: { ...from, revision: '../main' }, default: false }, /revision/],
    [{ name: '../outside' }, /plain folder name/],
    [{ name: '.staging' }, /plain folder name/],
  ];
  for (const [change, why] of cases) {
    await writeFile(join(folder, 'registry.json'), JSON.stringify([{ ...entry('x'), ...change }]));
    await expect(readRegistry(folder), JSON.stringify(change)).rejects.toThrow(why);
  }
});

test('no path that a registry can list leaves its folder, on any system', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'C:', '~', 'a', 'onnx', 'con\u0000', '..\\..', ' ', 'a.'),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const path = parts.join('/');
      const file = { path, sha256: 'a'.repeat(64), bytes: 1 };
      if (!ModelEntry.safeParse({ ...entry('x'), files: [file] }).success) return;
      for (const { resolve: at, sep } of [posix, win32]) {
        const root = at(sep, 'data', 'models');
        expect(at(root, path).startsWith(root + sep)).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
