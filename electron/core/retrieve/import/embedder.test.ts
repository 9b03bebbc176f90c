import { describe, expect, it } from 'vitest';
import { createEmbedder } from './embedder.ts';
import { openBench, sourceOf, temporaryFolder, testEncoder, writeFiles } from './import.fixture.ts';
import { createSplitter } from './splitter.ts';
import { createVirtualClock } from '#core/replay-ports.ts';

const filled = async (count: number) => {
  const folder = temporaryFolder('articles');
  writeFiles(
    folder,
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.md`, `Article ${n}.`])),
  );
  const bench = openBench();
  await bench.run(sourceOf(folder));
  return bench;
};

describe('vectors that passages wait for', () => {
  it('are made anew for another encoder; the former ones go when all are there', async () => {
    const bench = await filled(150);
    const { knowledge } = bench.store;
    const other = testEncoder('b');
    const progress: (number | undefined)[] = [];
    const embedder = createEmbedder({
      knowledge,
      encoder: () => Promise.resolve(other),
      splitter: createSplitter(),
      clock: createVirtualClock(0),
      log: bench.log,
    });
    embedder.onChange(() => progress.push(embedder.progress('shop')));
    other.before = () => {
      // Until the last is made, the former ones are all there for search.
      expect(knowledge.vectors('shop', bench.encoder.model.sha256, 0, 1_000)).toHaveLength(150);
      return Promise.resolve();
    };
    embedder.wake('shop');
    await embedder.settled();
    expect(knowledge.vectors('shop', other.model.sha256, 0, 1_000)).toHaveLength(150);
    expect(knowledge.vectors('shop', bench.encoder.model.sha256, 0, 1_000)).toHaveLength(0);
    expect(progress.filter((share) => share !== undefined)).toEqual([64 / 150, 128 / 150, 1]);
    expect(progress.at(-1)).toBeUndefined();
    await embedder.close();
  });

  it('of another encoder stay where one still answers, and go with the next look', async () => {
    const bench = await filled(3);
    const { knowledge } = bench.store;
    const other = testEncoder('e');
    const look = async (keepOthers: boolean): Promise<number> => {
      const embedder = createEmbedder({
        knowledge,
        encoder: () => Promise.resolve(other),
        splitter: createSplitter(),
        keepOthers,
        clock: createVirtualClock(0),
        log: bench.log,
      });
      embedder.wake('shop');
      await embedder.settled();
      await embedder.close();
      return knowledge.vectors('shop', bench.encoder.model.sha256, 0, 9).length;
    };
    expect(await look(true)).toBe(3);
    expect(await look(false)).toBe(0);
    expect(other.texts).toHaveLength(3);
  });

  it('are tried again when the encoder fails, and given up with a sentence after a while', async () => {
    const bench = await filled(3);
    const other = testEncoder('c');
    const clock = createVirtualClock(0);
    let failures = 2;
    other.before = () => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('It is busy.')) : Promise.resolve();
    };
    const embedder = createEmbedder({
      knowledge: bench.store.knowledge,
      encoder: () => Promise.resolve(other),
      splitter: createSplitter(),
      clock,
      log: bench.log,
    });
    const timer = setInterval(() => clock.advance(30_000), 1);
    embedder.wake('shop');
    await embedder.settled();
    expect(other.texts).toHaveLength(3);
    expect(embedder.problem('shop')).toBeUndefined();

    failures = 100;
    embedder.remake('shop');
    await embedder.settled();
    expect(embedder.problem('shop')).toMatch(/It is busy/);
    expect(failures).toBe(94);
    clearInterval(timer);
    await embedder.close();
  });

  it('that are no numbers become vectors that are never near', async () => {
    const bench = await filled(2);
    const broken = { ...testEncoder('d') };
    broken.embed = (texts) => Promise.resolve(texts.map(() => new Float32Array(16).fill(NaN)));
    const embedder = createEmbedder({
      knowledge: bench.store.knowledge,
      encoder: () => Promise.resolve(broken),
      splitter: createSplitter(),
      clock: createVirtualClock(0),
      log: bench.log,
    });
    embedder.wake('shop');
    await embedder.settled();
    const vectors = bench.store.knowledge.vectors('shop', broken.model.sha256, 0, 9);
    expect(vectors.map(({ vector }) => vector)).toEqual([
      new Float32Array(16),
      new Float32Array(16),
    ]);
    await embedder.close();
  });
});

describe('a pack that is indexed anew', () => {
  it('is embedded again, document by document, and keeps withdrawals that come meanwhile', async () => {
    const bench = await filled(4);
    const [first] = bench.store.knowledge.documents('shop');
    bench.encoder.texts.length = 0;
    bench.encoder.before = () => {
      if (first !== undefined && bench.encoder.texts.length === 0)
        bench.store.knowledge.setWithdrawn(first.id, 5);
      return Promise.resolve();
    };
    bench.imports.embedder.remake('shop');
    await bench.imports.settled();
    expect(bench.encoder.texts).toHaveLength(4);
    expect(bench.store.knowledge.document(first?.id as never)?.withdrawnAt).toBe(5);
    expect(bench.store.knowledge.documents('shop').map(({ version }) => version)).toEqual([
      1, 1, 1, 1,
    ]);
  });
});
