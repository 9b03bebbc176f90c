import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createEncoder } from './encoder.ts';
import { type ModelRegistry, readRegistry } from './registry.ts';
import { loadSentimentHead, scoreSentiment } from './sentiment-head.ts';

const modelsDir = resolve('models');

test('plain sentences get the sentiment that a person would give', async () => {
  const registry = await readRegistry(modelsDir);
  const encoder = await createEncoder({ modelsDir, registry });
  try {
    const { head, model } = await loadSentimentHead({ modelsDir, registry });
    expect(model.name).toBe('earshot-sentiment');
    const expected = {
      'I am really angry, this is terrible service': 'negative',
      'I hate this, it is the worst company ever': 'negative',
      'thank you so much, you have been wonderful': 'positive',
      'great, I love it': 'positive',
      'my account number is on the letter': 'neutral',
      'what time do you open on Monday?': 'neutral',
    };
    const vectors = await encoder.embed(Object.keys(expected));
    const ranked = vectors.map((vector) => scoreSentiment(head, vector));
    expect(ranked.map(([best]) => best?.label)).toEqual(Object.values(expected));
    for (const scores of ranked)
      expect(scores.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 6);
    expect(scoreSentiment(head, new Float32Array(encoder.dimensions))[0]).toEqual({
      label: 'neutral',
      confidence: 1,
    });
    expect(() => scoreSentiment(head, new Float32Array(3))).toThrow(/the vector has 3/);
  } finally {
    await encoder.close();
  }
});

test('a missing head and a damaged head each say so', async () => {
  const registry: ModelRegistry = (await readRegistry(modelsDir)).filter(
    ({ task }) => task === 'sentiment',
  );
  const folder = await mkdtemp(join(tmpdir(), 'earshot-sentiment-'));
  try {
    await expect(loadSentimentHead({ modelsDir: folder, registry })).rejects.toThrow(
      /missing its file/,
    );
    await mkdir(join(folder, 'weights/earshot-sentiment'), { recursive: true });
    await writeFile(join(folder, 'weights/earshot-sentiment/head.json'), '{"labels":["negative"]}');
    await expect(loadSentimentHead({ modelsDir: folder, registry })).rejects.toThrow(/is damaged/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
