import { describe, expect, it } from 'vitest';
import { PackManifest, type Pack, type PackArticle } from '#domain/pack.ts';
import { systemClock } from '#core/system-ports.ts';
import {
  openBench,
  sourceOf,
  temporaryFolder,
  testEncoder,
  writeFiles,
} from './import/import.fixture.ts';
import { createKnowledgeIndexer } from './importer.ts';

const article = (path: string, body: string, change: Partial<PackArticle> = {}): PackArticle => ({
  path,
  title: path,
  audience: 'customer',
  language: 'en',
  body,
  ...change,
});

const packOf = (articles: readonly PackArticle[]): Pack => ({
  manifest: PackManifest.parse({
    name: 'shop',
    title: 'Shop',
    version: '1',
    currency: 'USD',
    company: 'Shop',
    intents: ['one', 'two'].map((name) => ({ name, title: name, examples: Array(5).fill('x') })),
    dispositions: [{ name: 'd', title: 'D' }],
  }),
  articles,
  replies: [],
  policies: {},
  replays: {},
  sha256: 'x',
});

function open() {
  const bench = openBench();
  const { knowledge } = bench.store;
  const importPack = (articles: readonly PackArticle[], encoder = bench.encoder) =>
    createKnowledgeIndexer({ knowledge, encoder, clock: systemClock }).importPack(packOf(articles));
  return { ...bench, knowledge, importPack };
}

const two = '## Alpha\n\nApples.\n\n## Beta\n\nBread.';

describe('the articles of a pack', () => {
  it('have all their vectors when it resolves; changed ones are embedded where they changed', async () => {
    const { importPack, knowledge, encoder } = open();
    expect(await importPack([article('a', two), article('b', 'Cheese.')])).toMatchObject({
      imported: 2,
      unchanged: 0,
      passages: 3,
    });
    expect(knowledge.countUnembedded('shop', encoder.model.sha256)).toBe(0);
    encoder.texts.length = 0;
    expect(await importPack([article('a', `${two} More.`)])).toMatchObject({
      imported: 1,
      unchanged: 0,
      withdrawn: 1,
    });
    expect(encoder.texts).toEqual(['a. Beta. Bread. More.']);
    expect(knowledge.documents('shop')).toMatchObject([{ path: 'a', version: 2, source: 'pack' }]);
    expect(await importPack([article('a', `${two} More.`)])).toMatchObject({ unchanged: 1 });
  });

  it('get vectors of another encoder beside the former ones; imports wait for the embedder', async () => {
    const { importPack, knowledge, encoder, run } = open();
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'x.md': 'Xylophones.' });
    await run(sourceOf(folder));
    await importPack([article('a', two), article('b', 'Cheese.')]);
    const other = testEncoder('b');
    expect(await importPack([article('a', two), article('b', 'Cheese.')], other)).toMatchObject({
      imported: 0,
      unchanged: 2,
    });
    expect(other.texts).toHaveLength(3);
    expect(knowledge.countUnembedded('shop', other.model.sha256)).toBe(1);
    expect(knowledge.vectors('shop', encoder.model.sha256, 0, 9)).toHaveLength(4);
    expect(knowledge.documents('shop', 'pack').map(({ version }) => version)).toEqual([1, 1]);
  });

  it('withdrawn by hand stay withdrawn in a new version; wrong days are told', async () => {
    const { importPack, knowledge } = open();
    await importPack([article('a', two)]);
    const [listed] = knowledge.documents('shop');
    if (listed === undefined) throw new Error('It was not stored.');
    knowledge.setWithdrawn(listed.id, 5);
    const report = await importPack([
      article('a', `${two} More.`),
      article('b', 'x', { validFrom: '2026-02-30' }),
    ]);
    expect(report).toMatchObject({ imported: 1, unchanged: 0 });
    expect(report.problems).toMatchObject([{ path: 'b' }]);
    expect(knowledge.document(listed.id)).toMatchObject({ version: 2, withdrawnAt: 5 });
  });

  it('go when the pack drops them, and what was imported beside them stays', async () => {
    const { importPack, knowledge, run } = open();
    const folder = temporaryFolder('articles');
    writeFiles(folder, { 'x.md': 'Xylophones.' });
    await run(sourceOf(folder));
    await importPack([article('a', two)]);
    expect(await importPack([])).toMatchObject({ withdrawn: 1 });
    expect(knowledge.documents('shop').map(({ path }) => path)).toEqual(['x.md']);
  });
});
