import { resolve } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVirtualClock } from '#core/replay-ports.ts';
import { createEngine, type Engine } from './engine.ts';
import { findModel, type ModelEntry, type ModelRegistry, readRegistry } from './registry.ts';

/** Models by scripts/train/tiny.py: their answers follow from the words, so they can be foretold. */
const modelsDir = resolve('tests/fixtures/models');
const minutes = 60_000;
let registry: ModelRegistry;
let engine: Engine;
const clock = createVirtualClock(0);
const entryOf = (task: string): ModelEntry => findModel(registry, { task });
const statsOf = (task: string) => engine.stats().models.find((model) => model.task === task);

beforeAll(async () => {
  registry = await readRegistry(modelsDir);
  engine = createEngine({ modelsDir, clock });
});
afterAll(() => engine.close());

describe('one worker, several models', () => {
  test('a classifier gives probabilities in the order of its labels', async () => {
    const classifier = await engine.classifier(entryOf('sentiment'));
    expect(classifier.labels).toEqual(['negative', 'neutral', 'positive']);
    const [bad, good, empty] = await classifier.classify([
      'my parcel is late and broken',
      'great, thanks',
      '  ',
    ]);
    expect(bad?.[0]).toBeGreaterThan(0.9);
    expect(good?.[2]).toBeGreaterThan(0.9);
    expect(empty).toEqual(new Float32Array(3).fill(1 / 3));
    expect(bad?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });

  test('a tagger names things where they were written', async () => {
    const tagger = await engine.tagger(entryOf('entities'));
    expect(tagger.labels).toEqual(['PERSON', 'NUMBER']);
    const text = '🙂 I am ZOË Müller, order 12345: call José';
    const [tags, none] = await tagger.tag([text, '']);
    expect(tags?.map(({ label, start, end }) => [label, text.slice(start, end)])).toEqual([
      ['PERSON', 'ZOË Müller'],
      ['NUMBER', '12345'],
      ['PERSON', 'José'],
    ]);
    expect(tags?.every(({ confidence }) => confidence > 0.5 && confidence <= 1)).toBe(true);
    expect(none).toEqual([]);
  });

  test('a tagger reads the whole of ten thousand words, also without a space between them', async () => {
    const tagger = await engine.tagger(entryOf('entities'));
    const filler = 'the order was late and '.repeat(2_000);
    const text = `${filler}alice smith ${filler}bob garcia`;
    const [tags] = await tagger.tag([text]);
    expect(tags?.map(({ start, end }) => text.slice(start, end))).toEqual([
      'alice smith',
      'bob garcia',
    ]);
    const marks = `${'.'.repeat(3_000)}alice${'!'.repeat(3_000)}`;
    const [found] = await tagger.tag([marks]);
    expect(found?.map(({ start, end }) => marks.slice(start, end))).toEqual(['alice']);
  });

  test('natural language inference ranks labels as the pipeline of transformers.js does', async () => {
    const nli = await engine.nli(entryOf('zero-shot'), {
      hypothesis: ({ description }) => `This example is ${description}.`,
    });
    const labels = ['refund', 'delivery', 'password', 'invoice'].map((name) => ({
      name,
      description: name,
    }));
    const text = 'I never got my money for the parcel';
    const { ranked } = await nli.classify(text, labels);
    env.allowRemoteModels = false;
    env.localModelPath = modelsDir;
    const own = await pipeline('zero-shot-classification', 'nli', { dtype: 'q8' });
    const wanted = (await own(
      text,
      labels.map(({ name }) => name),
    )) as unknown as {
      labels: string[];
      scores: number[];
    };
    expect(ranked.map(({ label }) => label)).toEqual(wanted.labels);
    ranked.forEach(({ confidence }, at) =>
      expect(confidence).toBeCloseTo(wanted.scores[at] ?? 0, 6),
    );
    // The pipeline would cut the label away behind a long text; here the text gives way.
    const { ranked: long } = await nli.classify(`password ${'order '.repeat(800)}`, labels);
    expect(long[0]).toMatchObject({ label: 'password' });
  });

  test('more labels than fit the time are warned of', async () => {
    const nli = await engine.nli(entryOf('zero-shot'), { mostLabels: 2 });
    const labels = ['a', 'b', 'c'].map((name) => ({ name, description: '' }));
    expect((await nli.classify('hello', labels)).warning).toMatch(
      /3 labels take about \d+ ms .*2 or fewer/,
    );
    expect((await nli.classify('hello', labels.slice(1))).warning).toBeUndefined();
    expect((await nli.classify('hello', [])).ranked).toEqual([]);
  });

  test('odd texts are answered: lone surrogates, other scripts, control characters, one endless word', async () => {
    const odd = [
      '\ud800 alice \udfff',
      '\u0000\u0007',
      '👩‍👩‍👧',
      'ไม่มีอินเทอร์เน็ต',
      'x'.repeat(50_000),
      '$& $1',
    ];
    const encoder = await engine.encoder(entryOf('embedding'));
    const classifier = await engine.classifier(entryOf('sentiment'));
    const tagger = await engine.tagger(entryOf('entities'));
    const nli = await engine.nli(entryOf('zero-shot'));
    for (const row of [...(await encoder.embed(odd)), ...(await classifier.classify(odd))])
      expect(row.every(Number.isFinite)).toBe(true);
    const tags = await tagger.tag(odd);
    expect(tags[0]).toMatchObject([{ start: 2, end: 7 }]);
    const { ranked } = await nli.classify(
      odd[0] ?? '',
      odd.map((name) => ({ name, description: name })),
    );
    expect(ranked).toHaveLength(odd.length);
  });

  test('says what each model costs', async () => {
    await (await engine.classifier(entryOf('sentiment'))).classify(['hello']);
    const stats = statsOf('sentiment');
    expect(stats).toMatchObject({ name: 'tiny-sentiment', loaded: true, loads: 1 });
    expect(stats?.bytes).toBe(
      entryOf('sentiment').files.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    expect(stats?.loadMs).toBeGreaterThan(0);
    expect(stats?.calls).toBeGreaterThan(0);
    expect(engine.stats().memory.residentBytes).toBeGreaterThan(1e6);
    expect(engine.stats().memory.workerHeapBytes).toBeGreaterThan(1e6);
  });
});

describe('the queue of all models', () => {
  test('a live turn of one model passes a background import of another', async () => {
    const encoder = await engine.encoder(entryOf('embedding'), { cacheSize: 0 });
    const classifier = await engine.classifier(entryOf('sentiment'));
    await Promise.all([encoder.embed(['warm']), classifier.classify(['warm'])]);
    const done: string[] = [];
    const texts = Array.from({ length: 300 }, (_, i) => `text ${i}`);
    const importing = encoder
      .embed(texts, { priority: 'background' })
      .then(() => done.push('import'));
    const turn = classifier.classify(['live']).then(() => done.push('turn'));
    await Promise.all([importing, turn]);
    expect(done).toEqual(['turn', 'import']);
  });

  test('aborted work is dropped, also between its slices', async () => {
    const encoder = await engine.encoder(entryOf('embedding'), { cacheSize: 0 });
    await encoder.embed(['warm']);
    const before = statsOf('embedding')?.units ?? 0;
    const abort = new AbortController();
    const texts = Array.from({ length: 5_000 }, (_, i) => `text ${i}`);
    const dropped = encoder.embed(texts, { signal: abort.signal, priority: 'background' });
    await encoder.embed(['live']);
    abort.abort(new Error('the talk moved on'));
    await expect(dropped).rejects.toThrow('the talk moved on');
    await encoder.embed(['after']);
    expect((statsOf('embedding')?.units ?? 0) - before).toBeLessThan(1_000);
  });
});

describe('put away and taken out again', () => {
  test('a model that nobody used for long is unloaded, and loaded at its next call', async () => {
    const classifier = await engine.classifier(entryOf('sentiment'));
    const encoder = await engine.encoder(entryOf('embedding'));
    const [first] = await classifier.classify(['thanks']);
    clock.advance(10 * minutes);
    await encoder.embed(['still in use']);
    clock.advance(14 * minutes);
    expect([statsOf('sentiment')?.loaded, statsOf('embedding')?.loaded]).toEqual([false, true]);
    expect(await classifier.classify(['thanks'])).toEqual([first]);
    expect(statsOf('sentiment')).toMatchObject({ loaded: true, loads: 2 });
  });

  test('a closed handle refuses, a new one works', async () => {
    const classifier = await engine.classifier(entryOf('sentiment'));
    await classifier.close();
    await expect(classifier.classify(['hello'])).rejects.toThrow(/tiny-sentiment was closed/);
    expect(await (await engine.classifier(entryOf('sentiment'))).classify(['hello'])).toHaveLength(
      1,
    );
  });
});
