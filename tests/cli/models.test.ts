import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelListing } from '#domain/model-listing.ts';
import { type ModelMirror, startModelMirror } from '#tests/fakes/model-mirror.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(root, 'scripts', 'earshot.mjs');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let mirror: ModelMirror;
const speech = randomBytes(2_000_000);
const repository = 'alphacep/vosk-model-small-en-us-0.15/resolve/main/model.tar.gz';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-cli-models-'));
  mirror = await startModelMirror({ [repository]: speech });
});
afterEach(async () => {
  await mirror.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  EARSHOT_DATA_DIR: folder,
  EARSHOT_MODEL_MIRROR: mirror.url,
});

async function earshot(...args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [program, 'models', ...args],
      { env: environment() },
    );
    return { code: 0, stdout, stderr };
  } catch (thrown) {
    return thrown as Ended;
  }
}

const models = async (): Promise<Map<string, ModelListing>> => {
  const { stdout } = await earshot('list', '--json');
  return new Map((JSON.parse(stdout) as ModelListing[]).map((model) => [model.name, model]));
};

const part = (): string => join(folder, 'models/.staging/vosk-small-en-us/model.tar.gz.part');
const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

describe('earshot models', () => {
  it('lists what is there and what can be had, for a person and as JSON', async () => {
    const found = await models();
    expect(found.get('earshot-encoder')).toMatchObject({ state: 'embedded', inUse: true });
    expect(found.get('all-minilm-l6-v2')).toMatchObject({ state: 'available', pinned: true });
    expect(found.get('vosk-small-en-us')).toMatchObject({ state: 'available', pinned: false });
    const { stdout, code } = await earshot('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\* earshot-encoder +embedding +embedded/m);
    expect(stdout).toMatch(/vosk-small-en-us.*nobody has pinned/);
    expect(mirror.asked).toEqual([]);
  });

  it('installs, verifies, uses, measures not what it cannot, and removes', async () => {
    const sums = join(folder, 'sums');
    writeFileSync(sums, `${createHash('sha256').update(speech).digest('hex')}  model.tar.gz\n`);
    // Long enough that there is progress to tell of.
    mirror.manners.slow = 10;
    const done = await earshot('install', 'vosk-small-en-us', '--sha256', sums, '--json');
    expect(done.code).toBe(0);
    expect(done.stderr).toMatch(/% of 41\.0 MB, \d+\.\d MB\/s, model\.tar\.gz/);
    expect(JSON.parse(done.stdout)).toMatchObject({ state: 'installed', bytes: speech.length });
    expect((await earshot('verify', 'vosk-small-en-us')).stdout).toMatch(/every checksum/);
    expect((await earshot('use', 'vosk-small-en-us')).code).toBe(0);
    expect((await earshot('remove', 'vosk-small-en-us')).stderr).toMatch(/is in use/);
    const measured = await earshot('measure', 'vosk-small-en-us');
    expect(measured.code).toBe(1);
    expect(measured.stderr).toMatch(/not measured on texts/);
    writeFileSync(join(folder, 'models/vosk-small-en-us/r1/model.tar.gz'), 'half');
    const verdict = await earshot('verify', '--json');
    expect(verdict.code).toBe(1);
    expect(JSON.parse(verdict.stdout)).toMatchObject({ ok: false });
    expect(verdict.stderr).toMatch(/damaged/);
    expect((await earshot('remove', 'vosk-small-en-us')).code).toBe(0);
    expect((await models()).get('vosk-small-en-us')?.state).toBe('available');
  });

  it('measures a model on this machine', async () => {
    const { code, stdout } = await earshot('measure', 'earshot-encoder', '--json');
    expect(code).toBe(0);
    const { measured } = JSON.parse(stdout) as ModelListing;
    expect(measured.find(({ metric }) => metric === 'p50')?.value).toBeGreaterThan(0);
    expect((await models()).get('earshot-encoder')?.measured).toEqual(measured);
  });

  it('killed in the middle, the next run goes on with a range where it stopped', async () => {
    mirror.manners.slow = 100;
    const args = [program, 'models', 'install', 'vosk-small-en-us', '--trust'];
    const child = spawn(process.execPath, args, { env: environment(), stdio: 'ignore' });
    const exited = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    await expect.poll(() => sizeOf(part()), { timeout: 120_000 }).toBeGreaterThan(200_000);
    child.kill('SIGKILL');
    expect(await exited).toBe('SIGKILL');
    const kept = sizeOf(part());
    expect(kept).toBeLessThan(speech.length);
    mirror.manners.slow = 0;
    const done = await earshot('install', 'vosk-small-en-us', '--trust', '--json');
    expect(done.code).toBe(0);
    expect(mirror.asked.at(-1)).toMatchObject({ status: 206, range: `bytes=${kept}-` });
    expect(readdirSync(join(folder, 'models/vosk-small-en-us'))).toEqual(['installed.json', 'r1']);
    expect((await earshot('verify', 'vosk-small-en-us')).code).toBe(0);
  });

  it('stopped by the keyboard, it says that the next run goes on', async () => {
    mirror.manners.slow = 100;
    const args = [program, 'models', 'install', 'vosk-small-en-us', '--trust'];
    const child = spawn(process.execPath, args, {
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await expect.poll(() => sizeOf(part()), { timeout: 120_000 }).toBeGreaterThan(100_000);
    child.kill('SIGINT');
    expect(await exited).toBe(1);
    expect(stderr).toMatch(/was stopped\. Install again to go on where it stopped\./);
  });

  it('two processes: the second one is told', async () => {
    // Two minutes: a second process starts meanwhile on any machine.
    mirror.manners.slow = 1_000;
    const args = [program, 'models', 'install', 'vosk-small-en-us', '--trust'];
    const child = spawn(process.execPath, args, { env: environment(), stdio: 'ignore' });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    await expect.poll(() => sizeOf(part()), { timeout: 120_000 }).toBeGreaterThan(0);
    const second = await earshot('install', 'vosk-small-en-us', '--trust');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/is being installed already/);
    child.kill('SIGKILL');
    await exited;
  });

  it('without a network says so, in a sentence', async () => {
    await mirror.close();
    const ended = await earshot('install', 'all-minilm-l6-v2');
    expect(ended.code).toBe(1);
    expect(ended.stderr.trim()).toMatch(
      /^127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)\. .+$/,
    );
    mirror = await startModelMirror();
  });

  it.each([
    ['nothing to do', [], 2, /Say what to do/],
    ['something unknown', ['bake'], 2, /Say what to do/],
    ['no name', ['install'], 2, /Name the model/],
    ['two names', ['use', 'a', 'b'], 2, /takes one name/],
    ['a list of a name', ['list', 'a'], 2, /takes no name/],
    ['two sources', ['install', 'a', '--mirror', 'b', '--from', 'c'], 2, /either/],
    ['an unknown option', ['list', '--nonsense'], 2, /nonsense/],
    ['an unknown model', ['install', 'none'], 1, /no model none/],
    ['an embedded model', ['remove', 'earshot-encoder'], 1, /comes with Earshot/],
    ['nobody vouching', ['install', 'vosk-small-en-us'], 1, /--sha256 FILE/],
    ['no such list', ['install', 'vosk-small-en-us', '--sha256', '/no'], 1, /cannot be read/],
    ['no such folder', ['install', 'all-minilm-l6-v2', '--from', '/no'], 1, /no folder/],
    ['a plain mirror', ['install', 'moonshine-tiny', '--mirror', 'http://a.example'], 1, /https/],
  ] as const)('%s', async (_name, args, code, reason) => {
    const ended = await earshot(...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toMatch(reason);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stdout).toBe('');
  });
});
