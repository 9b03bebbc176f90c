import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEncoder, type Encoder } from './encoder.ts';
import { readRegistry } from './registry.ts';
import { aurocOf, evaluateZeroShot } from './zero-shot-eval.ts';
import { createSimilarityZeroShot, sentencesOf } from './zero-shot.ts';

const labels = [
  { name: 'refund_status', description: 'get my money back' },
  { name: 'reset-password', description: 'a forgotten password or a blocked login' },
  { name: 'delivery.late', description: '' },
];
let encoder: Encoder;
beforeAll(async () => {
  const modelsDir = resolve('models');
  encoder = await createEncoder({ modelsDir, registry: await readRegistry(modelsDir) });
});
afterAll(() => encoder.close());

test('a text goes to the label that its name or description means', async () => {
  const zeroShot = createSimilarityZeroShot(encoder);
  const texts = [
    'when will I get the refund for my return',
    'I cannot log in, I forgot my password',
    'the delivery is late again',
  ];
  for (const [at, text] of texts.entries()) {
    const { ranked, unknown } = await zeroShot.classify(text, labels);
    expect(ranked[0]?.label).toBe(labels[at]?.name);
    expect(unknown).toBe(false);
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ranked.map(({ confidence }) => confidence).sort((a, b) => b - a),
    );
  }
});

test('what is about none of the labels is unknown, with little confidence', async () => {
  const zeroShot = createSimilarityZeroShot(encoder);
  for (const text of ['who won the football match on sunday', '', '日本語', 'x'.repeat(9_000)]) {
    const { ranked, unknown } = await zeroShot.classify(text, labels);
    expect(unknown).toBe(true);
    expect(ranked[0]?.confidence).toBeLessThan(0.5);
  }
  expect(await zeroShot.classify('hello', [])).toMatchObject({ ranked: [], unknown: true });
});

test('labels are embedded once', async () => {
  const zeroShot = createSimilarityZeroShot(encoder);
  const two = labels.map((label) => ({ ...label, name: `${label.name} again` }));
  await zeroShot.classify('first', two);
  const { embedded, remembered } = encoder.stats();
  await zeroShot.classify('second', two);
  expect(encoder.stats().embedded - embedded).toBe(1);
  expect(encoder.stats().remembered).toBe(remembered);
});

test('a label is read as words, and each sentence stands once', () => {
  expect(sentencesOf({ name: 'card_arrival', description: '' })).toEqual([
    'card arrival',
    'I want to card arrival',
    'help with card arrival',
  ]);
  expect(sentencesOf({ name: '', description: ' ' })).toHaveLength(2);
});

test('the score counts what it says', async () => {
  // A classifier whose answers are in the text: label, confidence, unknown.
  const told = {
    model: encoder.model,
    classify: (text: string) => {
      const [label = '', confidence = '0', unknown] = text.split(' ');
      return Promise.resolve({
        ranked: [
          { label, confidence: Number(confidence) },
          { label: 'b', confidence: 0 },
        ],
        unknown: unknown === 'unknown',
      });
    },
  };
  const score = await evaluateZeroShot(
    told,
    [
      { text: 'a 0.9', label: 'a' },
      { text: 'a 0.9', label: 'b' },
      { text: 'c 0.2 unknown', label: 'a' },
      { text: 'a 0.1 unknown', label: null },
      { text: 'a 0.9', label: null },
    ],
    labels,
    () => 0,
  );
  expect(score).toMatchObject({ n: 3, labels: 3, accuracy: 1 / 3, top3: 2 / 3 });
  expect(score.answered).toBeCloseTo(2 / 3);
  expect(score.accuracyOfAnswered).toBe(0.5);
  // |1 - 1.8| of the two sure ones and |0 - 0.2| of the other, over three.
  expect(score.ece).toBeCloseTo((0.8 + 0.2) / 3);
  expect(score.outOfScope).toMatchObject({ n: 2, recall: 0.5 });
  expect(score.outOfScope?.auroc).toBeCloseTo((1 + 0.5 + 1 + 0.5 + 1 + 0) / 6);
  expect(aurocOf([3, 4], [1, 2])).toBe(1);
});
