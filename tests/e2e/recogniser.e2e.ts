import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installModel } from '#tests/fixtures/install-model.ts';
import { findChromium, openProduct, type Product } from './browser-session.ts';

const chromium = await findChromium();
const here = dirname(fileURLToPath(import.meta.url));
const fixtures = join(here, '..', 'fixtures');
const built = join(here, '..', '..', 'dist', 'renderer');

interface Word {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly confidence: number;
}
type Heard =
  | { readonly kind: 'partial'; readonly text: string }
  | { readonly kind: 'final'; readonly words: readonly Word[] }
  | { readonly kind: 'failed'; readonly message: string };
interface Recogniser {
  accept(samples: Float32Array): void;
  finish(): Promise<void>;
  drained(): Promise<void>;
  close(): void;
}
/** Of renderer/recognise.ts, as far as it is driven from here. */
interface Audio {
  recognise(
    recording: { readonly base64: string },
    options?: { readonly model?: string },
  ): Promise<{ readonly heard: readonly Heard[]; readonly text: string }>;
  listen(model?: string): Promise<{ heard: Heard[]; loading: number[]; recogniser: Recogniser }>;
  samplesOf(recording: ArrayBuffer): Promise<Float32Array>;
  bytesOf(base64: string): ArrayBuffer;
  feed(recogniser: Recogniser, samples: Float32Array, options: object): Promise<void>;
}
declare const window: { readonly earshotAudio: Audio };

const recording = (name: string): string =>
  readFileSync(join(fixtures, 'audio', `${name}.wav`)).toString('base64');
const refund = 'i would like a refund for my order please';
const number = 'my account number is four seven two nine';
const wordsOf = (heard: readonly Heard[]): string =>
  heard.flatMap((one) => (one.kind === 'final' ? one.words.map(({ text }) => text) : [])).join(' ');

describe.skipIf(chromium === undefined)('the recognisers under the page’s policy', () => {
  let product: Product;
  let dataFolder: string;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let fetched: string[];

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'earshot-recogniser-'));
    installModel(dataFolder, 'moonshine-tiny');
    product = await openProduct({ dataFolder });
  });
  afterAll(async () => {
    await product.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const visit = async (): Promise<void> => {
    fetched = [];
    await page.goto(new URL('/recognise.html', product.url).href);
    await page.waitForFunction(() => 'earshotAudio' in globalThis);
  };
  // A person's browser that has never been here.
  beforeEach(async () => {
    context = await product.browser.newContext();
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await visit();
  });
  afterEach(() => context.close());

  const recognise = (name: string, model?: string) =>
    page.evaluate(
      ({ base64, model }) => window.earshotAudio.recognise({ base64 }, model ? { model } : {}),
      { base64: recording(name), model },
    );
  const archives = (): number => fetched.filter((path) => path.endsWith('.tar.gz')).length;

  it('hear what was said, word by word and then for good, with nothing evaluated', async () => {
    const policy = (await page.request.get(page.url())).headers()['content-security-policy'];
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    const { heard, text } = await recognise('refund');
    expect(text).toBe(refund);
    const kinds = heard.map(({ kind }) => kind);
    expect(kinds.indexOf('partial')).toBe(0);
    expect(kinds.filter((kind) => kind === 'final')).toHaveLength(1);
    const words = heard.flatMap((one) => (one.kind === 'final' ? one.words : []));
    for (const [index, word] of words.entries()) {
      expect(word.startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
      expect(word.endMs).toBeGreaterThan(word.startMs);
      expect(word.confidence).toBeGreaterThan(0);
    }
    expect(words.at(-1)?.endMs).toBeLessThan(3_500);
    expect(complaints).toEqual([]);
  });

  it('are built without a way to run text as code, as files of this origin', () => {
    const assets = readdirSync(join(built, 'assets'));
    const workers = assets.filter((name) => /worker.*\.js$/.test(name));
    expect(workers.length).toBeGreaterThanOrEqual(2);
    for (const name of workers) {
      const code = readFileSync(join(built, 'assets', name), 'utf8');
      const found = /\bnew Function\b|\bFunction\(|\beval\(/.exec(code);
      expect([name, found?.[0]]).toEqual([name, undefined]);
    }
    expect(assets.filter((name) => /^vosk-.*\.wasm$/.test(name))).toHaveLength(1);
  });

  it('fetch the model once, and not at the next start', async () => {
    await recognise('number');
    await recognise('number');
    expect(archives()).toBe(1);
    await visit();
    expect((await recognise('number')).text).toBe(number);
    expect(archives()).toBe(0);
  });

  it('say how much of the model came while it is fetched, and nothing when it is kept', async () => {
    const loading = (model?: string) =>
      page.evaluate(async (name) => {
        const { loading: shares, recogniser } = await window.earshotAudio.listen(name);
        recogniser.close();
        return shares;
      }, model);
    // As over a wire: at once it comes in as few pieces as the machine happens to make of it.
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: 8_000_000,
      uploadThroughput: -1,
    });
    const shares = await loading();
    await wire.detach();
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    // What is left is to open it.
    expect(shares.at(-1)).toBe(0.7);
    await visit();
    expect(await loading()).toEqual([]);
    expect((await loading('moonshine-tiny')).at(-1)).toBe(1);
  });

  it('hear both channels at once, each with times of its own', async () => {
    const heard = await page.evaluate(
      async (recordings) => {
        const audio = window.earshotAudio;
        const channels = recordings.map(async (base64) => {
          const samples = await audio.samplesOf(audio.bytesOf(base64));
          const channel = await audio.listen();
          // Twice: the second utterance begins where the first one ended.
          for (let time = 0; time < 2; time += 1) {
            await audio.feed(channel.recogniser, samples, { block: 480 });
            await channel.recogniser.finish();
          }
          channel.recogniser.close();
          return { heard: channel.heard, ms: samples.length / 16 };
        });
        return Promise.all(channels);
      },
      [recording('refund'), recording('number')],
    );
    expect(heard.map((channel) => wordsOf(channel.heard))).toEqual([
      `${refund} ${refund}`,
      `${number} ${number}`,
    ]);
    for (const { heard: said, ms } of heard) {
      const [first, second] = said.flatMap((one) => (one.kind === 'final' ? [one.words[0]] : []));
      expect(Math.abs((second?.startMs ?? 0) - (first?.startMs ?? 0) - ms)).toBeLessThan(100);
    }
    expect(fetched.filter((path) => path.endsWith('.tar.gz'))).toHaveLength(1);
  });

  it('say in one sentence that an archive is cut off, and begin afresh at the next try', async () => {
    await page.route('**/*.tar.gz*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, 1_000_000) });
    });
    await expect(recognise('number')).rejects.toThrow(
      'The speech model vosk-model-care-en is damaged or incomplete.',
    );
    await page.unroute('**/*.tar.gz*');
    expect((await recognise('number')).text).toBe(number);
    expect(archives()).toBe(2);
  });

  it('say that an archive without a model in it is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-no-model-'));
    mkdirSync(join(folder, 'no-model'));
    writeFileSync(join(folder, 'no-model', 'README'), 'nothing here');
    const archive = spawnSync('tar', ['cz', 'no-model'], { cwd: folder }).stdout;
    rmSync(folder, { recursive: true });
    const sha256 = createHash('sha256').update(archive).digest('hex');
    const files = [{ path: 'model.tar.gz', sha256, bytes: archive.length }];
    const facts = { name: 'none', title: 'None', task: 'speech', default: true };
    await page.route('**/models/index.json', (route) =>
      route.fulfill({ json: [{ ...facts, files }] }),
    );
    await page.route('**/models/none/**', (route) => route.fulfill({ body: archive }));
    await expect(recognise('number')).rejects.toThrow(
      /The speech model none cannot be opened: .*does not contain model files\./,
    );
  });

  it('go on by themselves when a worker dies in mid-sentence, and lose no word', async () => {
    const started = page.waitForEvent('worker');
    const listening = page.evaluateHandle(async (base64) => {
      const audio = window.earshotAudio;
      const channel = await audio.listen();
      const samples = await audio.samplesOf(audio.bytesOf(base64));
      await audio.feed(channel.recogniser, samples, {});
      await channel.recogniser.finish();
      // Half of the next sentence.
      await audio.feed(channel.recogniser, samples.slice(0, samples.length / 2), {});
      await channel.recogniser.drained();
      return { ...channel, rest: samples.slice(samples.length / 2) };
    }, recording('refund'));
    const first = await started;
    const channel = await listening;
    const second = page.waitForEvent('worker', { timeout: 30_000 });
    const gone = new Promise((resolve) => first.once('close', resolve));
    // It cannot answer any more.
    first.evaluate('self.close()').catch(() => undefined);
    await gone;
    const heard = await channel.evaluate(async ({ recogniser, heard, rest }) => {
      await window.earshotAudio.feed(recogniser, rest, {});
      await recogniser.finish();
      recogniser.close();
      return heard;
    });
    await second;
    expect(wordsOf(heard)).toBe(`${refund} ${refund}`);
    const finals = heard.flatMap((one) => (one.kind === 'final' ? [one.words] : []));
    expect(finals[1]?.[0]?.startMs).toBeGreaterThan(3_400);
    expect(heard.some(({ kind }) => kind === 'failed')).toBe(false);
  });

  it('of another kind run from the installed models, and only then is ONNX Runtime loaded', async () => {
    await recognise('number');
    expect(fetched.filter((path) => /\/ort-|asr\.worker/.test(path))).toEqual([]);
    // Told by its level: see tests/fixtures/models/speech.
    const heard = await page.evaluate(async () => {
      const tone = (level: number) =>
        Float32Array.from({ length: 16_000 }, (_, at) => level * Math.sin(at / 5));
      const { heard, recogniser } = await window.earshotAudio.listen('moonshine-tiny');
      recogniser.accept(tone(0.5));
      await recogniser.finish();
      recogniser.accept(new Float32Array(16_000));
      recogniser.accept(tone(0.05));
      await recogniser.finish();
      recogniser.close();
      return heard;
    });
    expect(wordsOf(heard)).toBe('cancel the invoice where is my parcel');
    const finals = heard.flatMap((one) => (one.kind === 'final' ? [one.words] : []));
    expect(finals).toHaveLength(2);
    expect(finals[1]?.[0]?.startMs).toBeGreaterThanOrEqual(1_500);
    expect(fetched.some((path) => /ort-.*\.wasm$/.test(path))).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('of another kind refuse files that are not the listed ones', async () => {
    await page.route('**/decoder_model_merged_quantized.onnx*', async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
      await route.fulfill({ response: answer, body });
    });
    await expect(recognise('number', 'moonshine-tiny')).rejects.toThrow(
      /The speech model moonshine-tiny is damaged or incomplete: .*is not the listed file\./,
    );
  });
});
