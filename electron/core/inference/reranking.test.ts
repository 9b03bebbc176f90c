import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '#core/system-ports.ts';
import { createEngine } from './engine.ts';
import { findModel, readRegistry } from './registry.ts';

const folder = 'tests/fixtures/models';
const engine = createEngine({ modelsDir: folder, clock: systemClock });
const registry = await readRegistry(folder);
afterAll(() => engine.close());

describe('a re-ranker', () => {
  it('scores passages by what they share with the question, between 0 and 1', async () => {
    const reranker = await engine.reranker(findModel(registry, { task: 'reranking' }));
    const [good = 0, bad = 0] = await reranker.score('my refund', [
      'the money is on the way',
      'the parcel is late',
    ]);
    expect(good).toBeGreaterThan(0.9);
    expect(bad).toBeLessThan(0.7);
    expect(bad).toBeGreaterThanOrEqual(0);
  });

  it('keeps the question whole beside a passage that is too long', async () => {
    const reranker = await engine.reranker(findModel(registry, { task: 'reranking' }));
    const long = `${'the '.repeat(2_000)} money`;
    const [cut = 0, whole = 0] = await reranker.score('refund', [long, 'money']);
    expect(whole).toBeGreaterThan(0.9);
    expect(cut).toBeGreaterThanOrEqual(0);
    expect(await reranker.score('', ['money'])).toEqual([0]);
    expect(await reranker.score('refund', [])).toEqual([]);
  });

  it('is no model for something else', async () => {
    await expect(engine.reranker(findModel(registry, { task: 'sentiment' }))).rejects.toThrow(
      /is for sentiment/,
    );
  });
});

describe('a generator', () => {
  it('writes what is likeliest after its task and the text', async () => {
    const generator = await engine.generator(findModel(registry, { task: 'text-generation' }));
    const write = (user: string, maximumTokens = 8) =>
      generator.generate({ system: 'hello', user }, { maximumTokens });
    expect((await write('my refund')).trim()).toBe('money');
    expect((await write('hello')).trim()).toBe('thanks');
    await generator.close();
    await expect(write('my refund')).rejects.toThrow(/was closed/);
  });
});
