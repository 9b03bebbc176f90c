import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '#core/log.ts';
import { lockFolder } from '#core/store/lock.ts';
import { systemClock } from '#core/system-ports.ts';
import { type ModelMirror, startModelMirror } from '#tests/fakes/model-mirror.ts';
import { installModel } from './install.ts';
import type { InstallPorts, InstallProgress, InstallRequest } from './install-request.ts';
import { parseMirror } from './install-source.ts';
import { openInstalled, readInstalled } from './installed.ts';
import { ModelEntry, verifyModel } from './registry.ts';

const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
const served = 'acme/small/resolve/abc123/';

let models: string;
let mirror: ModelMirror;
let ports: InstallPorts;
let lines: string[];
const weights = randomBytes(300_000);
const config = Buffer.from('{"model_type":"bert"}');

beforeEach(async () => {
  models = await mkdtemp(join(tmpdir(), 'earshot-install-'));
  mirror = await startModelMirror({
    [`${served}config.json`]: config,
    [`${served}onnx/model_quantized.onnx`]: weights,
  });
  lines = [];
  ports = {
    models,
    clock: systemClock,
    lock: lockFolder,
    idleMs: 10_000,
    retryMs: 1,
    log: createLog({
      level: 'info',
      now: () => 0,
      redact: (text) => text,
      write: (line) => lines.push(line),
    }),
  };
});
afterEach(async () => {
  await mirror.close();
  await rm(models, { recursive: true, force: true });
});

const entry = (change: Partial<ModelEntry> = {}): ModelEntry =>
  ModelEntry.parse({
    name: 'small',
    version: '1.0.0',
    task: 'embedding',
    files: [
      { path: 'config.json', sha256: sha256(config), bytes: config.length },
      { path: 'onnx/model_quantized.onnx', sha256: sha256(weights), bytes: weights.length },
    ],
    install: { repository: 'acme/small', revision: 'abc123', pin: 'known' },
    licence: 'Apache-2.0',
    source: 'test',
    quality: [],
    speed: [],
    default: false,
    dimensions: 4,
    ...change,
  });

const unpinned = (): ModelEntry =>
  entry({
    files: [],
    install: {
      repository: 'acme/small',
      revision: 'abc123',
      pin: 'first-install',
      wanted: ['config.json', 'onnx/model_quantized.onnx'],
    },
  });

const install = (change: Partial<InstallRequest> = {}) =>
  installModel(ports, {
    entry: entry(),
    source: { kind: 'mirror', base: parseMirror(mirror.url) },
    ...change,
  });

const weightsAsked = () => mirror.asked.filter(({ path }) => path.endsWith('.onnx'));
const staged = (file: string): string => join(models, '.staging', 'small', file);
const partSize = async (): Promise<number> =>
  (await readFile(staged('onnx/model_quantized.onnx.part'))).length;

/** One sentence, and one of what to do. */
const sentences = /^[^.]*(\.\w[^.]*)*\.$/;
async function failure(running: Promise<unknown>) {
  const thrown = await running.then(
    () => undefined,
    (error: unknown) => error as Error & { problem: string; mend: string },
  );
  expect(thrown).toBeDefined();
  expect(thrown?.message).not.toContain('\n');
  expect(thrown?.mend).toMatch(sentences);
  return { problem: thrown?.problem, message: thrown?.message ?? '' };
}

describe('from a mirror', () => {
  test('every file arrives checked, and the manifest verifies without a network', async () => {
    const progress: InstallProgress[] = [];
    mirror.manners.slow = 5;
    const installed = await install({ onProgress: (now) => progress.push(now) });
    await mirror.close();
    expect(installed).toMatchObject({ folder: 'r1', pinnedBy: 'registry', revision: 'abc123' });
    const { entry: opened, modelsDir } = openInstalled(models, entry(), installed);
    await verifyModel(opened, modelsDir);
    expect(await readInstalled(models, 'small')).toEqual(installed);
    expect(await readdir(join(models, 'small'))).toEqual(['installed.json', 'r1']);
    expect(existsSync(join(models, '.staging', 'small'))).toBe(false);
    const last = progress.at(-1);
    expect(last?.done).toBe(config.length + weights.length);
    expect(last?.total).toBe(last?.done);
    expect(progress.some(({ bytesPerSecond }) => bytesPerSecond > 0)).toBe(true);
    progress.reduce((before, { done }) => (expect(done).toBeGreaterThanOrEqual(before), done), 0);
    expect(lines.join()).toContain('Installed a model.');
  });

  test('a connection that is cut is taken up with a range, not begun again', async () => {
    mirror.manners.cuts = [Infinity, 100_000, 50_000];
    await install();
    const ranges = weightsAsked().map(({ range, status }) => `${status} ${range ?? ''}`);
    expect(ranges[0]).toBe('200 ');
    expect(ranges.slice(1).every((asked) => asked.startsWith('206 bytes='))).toBe(true);
    expect(ranges).toHaveLength(3);
  });

  test('a second run goes on where the first one was stopped', async () => {
    mirror.manners.slow = 10;
    const stop = new AbortController();
    const running = install({
      signal: stop.signal,
      onProgress: ({ done }) => done > 60_000 && stop.abort(),
    });
    expect(await failure(running)).toMatchObject({ problem: 'cancelled' });
    const kept = await partSize();
    expect(kept).toBeGreaterThan(0);
    mirror.manners.slow = 0;
    await install();
    expect(weightsAsked().at(-1)).toMatchObject({ status: 206, range: `bytes=${kept}-` });
  });

  test('a server that knows no ranges is asked for the whole again', async () => {
    mirror.manners.ranges = false;
    mirror.manners.cuts = [Infinity, 100_000];
    await install();
    expect(weightsAsked().map(({ status }) => status)).toEqual([200, 200]);
  });

  test('content that changed between two tries is begun again, with or without an ETag', async () => {
    for (const etags of [true, false]) {
      await rm(models, { recursive: true, force: true });
      mirror.manners.etags = etags;
      const older = randomBytes(weights.length);
      mirror.files.set(`${served}onnx/model_quantized.onnx`, older);
      mirror.manners.cuts = [Infinity, 100_000, 0, 0, 0];
      await failure(install());
      expect(await partSize()).toBeGreaterThan(50_000);
      mirror.files.set(`${served}onnx/model_quantized.onnx`, weights);
      mirror.manners.cuts = [];
      mirror.asked.length = 0;
      const installed = await install();
      expect(installed.files[1]?.sha256).toBe(sha256(weights));
      const statuses = weightsAsked().map(({ status }) => status);
      expect(statuses).toEqual(etags ? [200] : [206, 200]);
    }
  });

  test('a redirect within the host is followed; to a plain host elsewhere it is refused', async () => {
    const other = await startModelMirror(Object.fromEntries(mirror.files));
    mirror.manners.sendOn = other.url;
    expect(await failure(install())).toMatchObject({ problem: 'bad_redirect' });
    expect(other.asked).toHaveLength(0);
    await other.close();
    mirror.manners.sendOn = '/';
    expect((await failure(install())).message).toMatch(/without an end/);
  });
});

describe('what goes wrong on a mirror is one sentence, and nothing is installed', () => {
  test.each([
    ['not there', { status: 404 }, 'not_found', /does not have/],
    ['locked away', { status: 403 }, 'refused', /refuses/],
    ['out of order', { status: 503 }, 'dropped', /not able to answer/],
    ['silent', { silent: true }, 'timeout', /sent nothing for/],
    ['a sign-in page', { contentType: 'text/html; charset=utf-8' }, 'wrong_content', /web page/],
    ['always cut off', { cuts: [0, 0, 0, 0, 0, 0] }, 'dropped', /ended|dropped/],
  ] as const)('%s', async (_name, manners, problem, words) => {
    // Short for the silent one alone: a busy machine keeps the others silent for a moment as well.
    if ('silent' in manners) ports = { ...ports, idleMs: 300 };
    Object.assign(mirror.manners, {
      ...manners,
      ...('cuts' in manners && { cuts: [...manners.cuts] }),
    });
    const found = await failure(install());
    expect(found.problem).toBe(problem);
    expect(found.message).toMatch(words);
    expect(await readInstalled(models, 'small')).toBeUndefined();
  });

  test('half a file', async () => {
    mirror.files.set(`${served}onnx/model_quantized.onnx`, weights.subarray(0, 200_000));
    expect(await failure(install())).toMatchObject({
      problem: 'wrong_content',
      message: expect.stringMatching(/half a file/) as string,
    });
    mirror.manners.lengths = false;
    expect((await failure(install())).message).toMatch(/half a file/);
  });

  test('more than the whole file stops before the disk is full of it', async () => {
    mirror.manners.lengths = false;
    mirror.files.set(`${served}onnx/model_quantized.onnx`, randomBytes(3_000_000));
    expect((await failure(install())).message).toMatch(/sends more than/);
    expect(await partSize()).toBeLessThanOrEqual(weights.length);
  });

  test('wrong bytes of the right size', async () => {
    mirror.files.set(`${served}onnx/model_quantized.onnx`, randomBytes(weights.length));
    expect((await failure(install())).message).toMatch(/does not have the checksum/);
    expect(existsSync(staged('onnx/model_quantized.onnx'))).toBe(false);
    expect(existsSync(staged('onnx/model_quantized.onnx.part'))).toBe(false);
  });

  test('nobody there', async () => {
    await mirror.close();
    expect(await failure(install())).toMatchObject({ problem: 'no_network' });
  });

  test('the model that was there stays, whole, whatever happens to the next one', async () => {
    const first = await install();
    const newer = entry({ version: '2.0.0' });
    mirror.files.set(`${served}onnx/model_quantized.onnx`, randomBytes(weights.length));
    await failure(install({ entry: newer }));
    mirror.manners.status = 404;
    await failure(install({ entry: newer }));
    expect(await readInstalled(models, 'small')).toEqual(first);
    const { entry: opened, modelsDir } = openInstalled(models, entry(), first);
    await verifyModel(opened, modelsDir);
    mirror.manners.status = undefined;
    mirror.files.set(`${served}onnx/model_quantized.onnx`, weights);
    expect(await install({ entry: newer })).toMatchObject({ version: '2.0.0', folder: 'r2' });
    expect(await readdir(join(models, 'small'))).toEqual(['installed.json', 'r2']);
  });

  test('two at once: the second is told, the first one ends well', async () => {
    mirror.manners.slow = 50;
    const first = install();
    await expect.poll(() => weightsAsked().length).toBe(1);
    expect((await failure(install())).message).toMatch(/is being installed already/);
    await first;
    await install();
  });

  test.each([
    ['http://mirror.example/', /must begin with https/],
    ['ftp://mirror.example/', /must begin with https/],
    ['https://me:secret@mirror.example/', /user name or password/],
    ['mirror', /not an address/],
  ])('the address %s', (address, why) => {
    expect(() => parseMirror(address)).toThrow(why);
  });
});

describe('a model whose checksums nobody could check beforehand', () => {
  const list = () =>
    new Map([
      ['config.json', sha256(config)],
      ['onnx/model_quantized.onnx', sha256(weights)],
    ]);

  test('wants somebody to vouch for it', async () => {
    expect(await failure(install({ entry: unpinned() }))).toMatchObject({ problem: 'unpinned' });
    expect(mirror.asked).toHaveLength(0);
  });

  test('is pinned by a list, and a file that differs from it is refused', async () => {
    expect(await install({ entry: unpinned(), checksums: list() })).toMatchObject({
      pinnedBy: 'checksums',
    });
    const wrong = list().set('config.json', 'a'.repeat(64));
    const refused = await failure(install({ entry: unpinned(), checksums: wrong }));
    expect(refused.problem).toBe('wrong_content');
  });

  test('is pinned by what the first install got, and the log says what that was', async () => {
    const installed = await install({ entry: unpinned(), trust: true });
    expect(installed).toMatchObject({ pinnedBy: 'first-install' });
    expect(installed.files[1]).toMatchObject({ sha256: sha256(weights), bytes: weights.length });
    expect(lines.join()).toContain(sha256(weights));
  });

  test('goes on where it was stopped, and asks whether finished files are still the same', async () => {
    mirror.manners.cuts = [Infinity, 100_000, 0, 0, 0];
    await failure(install({ entry: unpinned(), trust: true }));
    mirror.manners.cuts = [];
    mirror.asked.length = 0;
    const changed = Buffer.from('{"model_type":"roberta"}');
    mirror.files.set(`${served}config.json`, changed);
    const installed = await install({ entry: unpinned(), trust: true });
    expect(installed.files[0]?.sha256).toBe(sha256(changed));
    expect(weightsAsked().map(({ status }) => status)).toEqual([206]);
  });

  test('a checksum may not contradict the registry', async () => {
    const wrong = new Map([['config.json', 'a'.repeat(64)]]);
    expect((await failure(install({ checksums: wrong }))).message).toMatch(
      /not the one in the reg/,
    );
  });
});

describe('from a folder', () => {
  let stick: string;
  beforeEach(async () => {
    stick = await mkdtemp(join(tmpdir(), 'earshot-stick-'));
  });
  afterEach(() => rm(stick, { recursive: true, force: true }));

  const put = async (files: Readonly<Record<string, Buffer | string>>) => {
    for (const [path, data] of Object.entries(files)) {
      await mkdir(dirname(join(stick, path)), { recursive: true });
      await writeFile(join(stick, path), data);
    }
  };
  const fromStick = (change: Partial<InstallRequest> = {}) =>
    install({ source: { kind: 'folder', path: stick }, ...change });

  test.each([
    ['the layout of a mirror', served],
    ['organisation and name', 'acme/small/'],
    ['the name', 'small/'],
    ['no folder at all', ''],
  ])('in %s', async (_name, below) => {
    await put({
      [`${below}config.json`]: config,
      [`${below}onnx/model_quantized.onnx`]: weights,
    });
    expect(await fromStick()).toMatchObject({ source: stick });
    expect(mirror.asked).toHaveLength(0);
  });

  test('flat', async () => {
    await put({ 'config.json': config, 'model_quantized.onnx': weights });
    await fromStick();
    expect(existsSync(join(models, 'small/r1/onnx/model_quantized.onnx'))).toBe(true);
  });

  test('its own list of checksums vouches for files that the registry does not know', async () => {
    await put({ 'config.json': config, 'onnx/model_quantized.onnx': weights });
    expect(await failure(fromStick({ entry: unpinned() }))).toMatchObject({ problem: 'unpinned' });
    const sums = `${sha256(config)}  ./config.json\n${sha256(weights)} *onnx/model_quantized.onnx\n`;
    await put({ SHA256SUMS: sums });
    expect(await fromStick({ entry: unpinned() })).toMatchObject({ pinnedBy: 'checksums' });
    await put({ SHA256SUMS: `${sums}not a checksum\n` });
    expect((await failure(fromStick({ entry: unpinned() }))).message).toMatch(/Line 3/);
  });

  test('a missing folder, none of the files, one file missing, half a file', async () => {
    expect(
      (await failure(fromStick({ source: { kind: 'folder', path: join(stick, 'no') } }))).message,
    ).toMatch(/There is no folder/);
    expect((await failure(fromStick())).message).toMatch(/None of the files/);
    await put({ 'config.json': config });
    expect((await failure(fromStick())).message).toMatch(/does not hold onnx/);
    await put({ 'onnx/model_quantized.onnx': weights.subarray(0, 10) });
    expect((await failure(fromStick())).message).toMatch(/half a file/);
  });
});
