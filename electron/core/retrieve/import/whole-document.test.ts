import { describe, expect, it } from 'vitest';
import { openBench, sourceOf, temporaryFolder, writeFiles } from './import.fixture.ts';

const large = (word: string, sections: number): string =>
  Array.from({ length: sections }, (_, n) => `## Part ${n}\n\nThe ${word} of part ${n}.`).join(
    '\n\n',
  );

describe('a document of very many passages', () => {
  it('is never found half, replaces its former version, and keeps its version and vectors', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'big.md': large('apple', 130) });
    const bench = openBench();
    const { knowledge } = bench.store;
    const seen = new Set<number>();
    const { putPart } = knowledge;
    knowledge.putPart = (...args) => {
      putPart(...args);
      const filter = { pack: 'shop', today: '2026-11-23', audience: 'agent' } as const;
      seen.add(knowledge.citable(filter).length);
    };
    expect(await bench.run(sourceOf(folder))).toMatchObject({ imported: 1, passages: 130 });
    expect([...seen]).toEqual([0, 130]);
    expect(bench.encoder.texts).toHaveLength(130);
    expect(await bench.run(sourceOf(folder))).toMatchObject({ unchanged: 1 });

    seen.clear();
    writeFiles(folder, { 'big.md': `${large('apple', 129)}\n\n## Last\n\nA pear.` });
    expect(await bench.run(sourceOf(folder))).toMatchObject({ imported: 1, withdrawn: 0 });
    expect([...seen]).toEqual([0, 130]);
    expect(bench.encoder.texts).toHaveLength(131);
    expect(bench.find('pear')).toEqual(['big.md']);
    expect(knowledge.documents('shop')).toMatchObject([{ version: 2 }]);
    expect(knowledge.count('shop')).toBe(130);
  });

  it('left unfinished is written anew, as the same version', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'big.md': large('apple', 130) });
    const bench = openBench();
    const { knowledge } = bench.store;
    const { putPart } = knowledge;
    let parts = 3;
    knowledge.putPart = (...args) => {
      if ((parts -= 1) < 0) throw new Error('The disk is full');
      putPart(...args);
    };
    const job = await bench.run(sourceOf(folder));
    expect(job).toMatchObject({ state: 'failed', imported: 0 });
    expect(bench.find('apple')).toEqual([]);
    knowledge.putPart = putPart;
    // Indexing anew leaves it to the import.
    bench.imports.embedder.remake('shop');
    await bench.imports.settled();
    expect(knowledge.count('shop')).toBe(50);
    bench.imports.runner.resume(job.id);
    await bench.imports.settled();
    expect(knowledge.documents('shop')).toMatchObject([{ version: 1 }]);
    expect(knowledge.count('shop')).toBe(130);
    expect(bench.find('apple').length).toBeGreaterThan(0);
  });

  it('lets others have a turn while it is written', async () => {
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'big.md': large('apple', 600) });
    const bench = openBench();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const puts: number[] = [];
    const { putPart } = bench.store.knowledge;
    bench.store.knowledge.putPart = (...args) => {
      puts.push(turns);
      putPart(...args);
    };
    await bench.run(sourceOf(folder));
    clearInterval(timer);
    expect(new Set(puts).size).toBeGreaterThan(1);
  });
});
