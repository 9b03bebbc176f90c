import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import type { Core } from '#core/surface.ts';
import { openCore } from '#hosts/open-core.ts';
import { must } from '#tests/fixtures/virtual-core.ts';

/** @file Another encoder is chosen while people search: nobody waits, and nothing is lost. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Entry {
  readonly name: string;
  readonly task: string;
  readonly default: boolean;
}

/** The product with one more embedded encoder: the tiny one of the tests, of other dimensions. */
function appWithTwoEncoders(folder: string): string {
  const app = join(folder, 'app');
  const models = join(app, 'models');
  mkdirSync(models, { recursive: true });
  symlinkSync(join(root, 'resources'), join(app, 'resources'));
  symlinkSync(join(root, 'models', 'weights'), join(models, 'weights'));
  const tiny = join(root, 'tests', 'fixtures', 'models');
  cpSync(join(tiny, 'embedding'), join(models, 'embedding'), { recursive: true });
  const read = (from: string): Entry[] =>
    JSON.parse(readFileSync(join(from, 'registry.json'), 'utf8')) as Entry[];
  const second = read(tiny).filter(({ task }) => task === 'embedding');
  writeFileSync(
    join(models, 'registry.json'),
    JSON.stringify([
      ...read(join(root, 'models')),
      ...second.map((entry) => ({ ...entry, default: false })),
    ]),
  );
  return app;
}

describe('another encoder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-encoder-'));
  let core: Core;

  beforeAll(async () => {
    const articles = join(folder, 'articles');
    mkdirSync(articles);
    for (const thing of ['kayak', 'lantern', 'tent', 'stove'])
      writeFileSync(
        join(articles, `${thing}.md`),
        `# The ${thing} on the ferry\n\nA ${thing} travels for $18 each way.\n`,
      );
    const opened = await openCore({
      appFolder: appWithTwoEncoders(folder),
      dataFolder: join(folder, 'data'),
      packs: ['retail'],
      secrets: createMemorySecrets(),
      logLevel: 'error',
    });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value.core;
    await core.ready();
    const defaults = { audience: 'customer', language: 'en' } as const;
    must(
      await core.knowledgeDesk.import({ pack: 'retail', path: articles, watch: false, defaults }),
    );
    await core.knowledgeDesk.settled();
  }, 180_000);
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  const encoder = () => core.models.find(({ task }) => task === 'embedding')?.model.name;
  const index = () => core.knowledgeDesk.index().find(({ pack }) => pack === 'retail');

  it('makes its vectors while the former one answers, and then answers with all of them', async () => {
    const search = async () =>
      must(await core.knowledgeDesk.search({ pack: 'retail', text: 'kayak ferry', k: 3 }));
    expect(encoder()).toBe('earshot-encoder');
    expect(index()?.dimensions).toBe(256);
    must(await core.modelDesk.use('tiny-embedding'));
    do {
      const { hits } = await search();
      expect(hits[0]?.passage.title).toBe('The kayak on the ferry');
      expect(hits[0]?.parts.vector).toBeDefined();
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (encoder() !== 'tiny-embedding');
    const after = await search();
    expect(after.hits[0]?.passage.title).toBe('The kayak on the ferry');
    expect(index()).toMatchObject({ dimensions: 16, state: 'ready' });
    // All of them have vectors: those of the pack and those that were imported.
    const everything = must(
      await core.knowledgeDesk.search({ pack: 'retail', text: 'on the ferry', k: 50 }),
    );
    expect(everything.hits.filter(({ parts }) => parts.vector !== undefined).length).toBe(
      everything.hits.length,
    );
  });
});
