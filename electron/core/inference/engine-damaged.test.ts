import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVirtualClock } from '#core/replay-ports.ts';
import { createEngine, type Engine } from './engine.ts';
import {
  findModel,
  type ModelEntry,
  type ModelRegistry,
  readRegistry,
  sha256OfFile,
} from './registry.ts';

const modelsDir = resolve('tests/fixtures/models');
let registry: ModelRegistry;
const entryOf = (task: string): ModelEntry => findModel(registry, { task });

describe('damaged models', () => {
  let folder: string;
  let broken: Engine;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-engine-'));
    await cp(modelsDir, folder, { recursive: true });
    registry = await readRegistry(modelsDir);
    broken = createEngine({ modelsDir: folder, clock: createVirtualClock(0) });
  });
  afterAll(async () => {
    await broken.close();
    await rm(folder, { recursive: true, force: true });
  });
  /** The entry as an installation would have listed the changed file. */
  const change = async (
    task: string,
    file: string,
    content: string | undefined,
  ): Promise<ModelEntry> => {
    const entry = entryOf(task);
    const files = await Promise.all(
      entry.files.flatMap((listed) => {
        const path = join(folder, listed.path);
        if (!listed.path.endsWith(file)) return [Promise.resolve(listed)];
        if (content === undefined) return [];
        return [
          writeFile(path, content).then(async () => ({
            ...listed,
            sha256: await sha256OfFile(path),
            bytes: Buffer.byteLength(content),
          })),
        ];
      }),
    );
    if (content === undefined)
      await rm(join(folder, entry.files.find(({ path }) => path.endsWith(file))?.path ?? ''));
    return { ...entry, files };
  };

  test.each([
    [
      'sentiment',
      'tokenizer_config.json',
      undefined,
      /tiny-sentiment is missing its file tokenizer_config.json; reinstall/,
    ],
    [
      'entities',
      'config.json',
      '{"model_type":"bert"}',
      /tiny-entities does not name its labels.*id2label/,
    ],
    [
      'zero-shot',
      'config.json',
      '{"model_type":"bert","id2label":{"0":"yes","1":"no"}}',
      /no label "entailment"/,
    ],
    ['sentiment', 'tokenizer_config.json', '{', /tokenizer_config.json cannot be read as JSON/],
  ])(
    '%s: %s as %j is one sentence before anything is loaded',
    async (task, file, content, sentence) => {
      const entry = await change(task, file, content);
      const opened =
        task === 'entities'
          ? broken.tagger(entry)
          : task === 'zero-shot'
            ? broken.nli(entry)
            : broken.classifier(entry);
      await expect(opened).rejects.toThrow(sentence);
      await expect(opened).rejects.toMatchObject({ name: 'ModelError' });
    },
  );

  test('weights that are no model fail their own calls; the others go on', async () => {
    await cp(modelsDir, folder, { recursive: true });
    const entry = await change('sentiment', 'model_quantized.onnx', 'not a model');
    const classifier = await broken.classifier(entry);
    const encoder = await broken.encoder(entryOf('embedding'));
    const [failed, worked] = await Promise.allSettled([
      classifier.classify(['hello']),
      encoder.embed(['hello']),
    ]);
    expect(worked.status).toBe('fulfilled');
    expect(String(failed.status === 'rejected' && failed.reason)).toMatch(
      /ModelError: The model tiny-sentiment could not be loaded \(.+\); reinstall it\./,
    );
    await expect(classifier.classify(['again'])).rejects.toThrow(/could not be loaded/);
    // Installed again: used again.
    await cp(modelsDir, folder, { recursive: true });
    await broken.unload(entry);
    const mended = await broken.classifier(entryOf('sentiment'));
    expect(await mended.classify(['hello'])).toHaveLength(1);
  });

  test('a changed file is refused by its checksum, when it is opened and when it is loaded', async () => {
    const config = join(folder, 'entities/config.json');
    await writeFile(config, (await readFile(config, 'utf8')).replace('PERSON', 'PARSON'));
    await expect(broken.tagger(entryOf('entities'))).rejects.toThrow(
      /damaged: entities\/config.json/,
    );
    await cp(modelsDir, folder, { recursive: true });
    const tagger = await broken.tagger(entryOf('entities'));
    await writeFile(join(folder, 'entities/onnx/model_quantized.onnx'), 'half a file');
    await expect(tagger.tag(['alice'])).rejects.toThrow(/damaged: entities\/onnx/);
    await cp(modelsDir, folder, { recursive: true });
    await expect(tagger.tag(['alice'])).rejects.toThrow(/damaged/);
    await broken.unload(entryOf('entities'));
    expect(await tagger.tag(['alice'])).toMatchObject([[{ label: 'PERSON' }]]);
  });

  test('a model is not used for what it is not', async () => {
    await expect(broken.encoder(entryOf('sentiment'))).rejects.toThrow(
      /is for sentiment, not for embedding/,
    );
    await expect(broken.tagger(entryOf('embedding'))).rejects.toThrow(
      /is for embedding, not for entities/,
    );
    await expect(broken.classifier(entryOf('embedding'))).rejects.toThrow(
      /does not name its labels|in use for embedding/,
    );
  });
});
