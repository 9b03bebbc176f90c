import { expect, test } from 'vitest';
import { decide, type Example, Head, OUT_OF_SCOPE, scoreHead, trainHead } from './softmax-head.ts';

/** Numbers in [-1, 1) that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
}

function unit(values: number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

/** Clusters around random directions: `spread` 0 is one point per label. */
function clusters(
  labels: number,
  each: number,
  width: number,
  spread: number,
  seed = 7,
): Example[] {
  const next = numbers(seed);
  return Array.from({ length: labels }, (_, l) => {
    const centre = Array.from({ length: width }, next);
    return Array.from({ length: each }, () => ({
      vector: unit(centre.map((value) => value + spread * next())),
      label: `label-${String(l).padStart(2, '0')}`,
    }));
  }).flat();
}

test('it learns clusters, ranks all labels and adds up to one', () => {
  const all = clusters(6, 30, 32, 0.8);
  const head = trainHead(all.filter((_, i) => i % 30 < 12));
  const fresh = all.filter((_, i) => i % 30 >= 12);
  const right = fresh.filter(({ vector, label }) => scoreHead(head, vector)[0]?.label === label);
  expect(right.length / fresh.length).toBeGreaterThan(0.95);
  const ranked = scoreHead(head, fresh[0]?.vector ?? new Float32Array(32));
  expect(ranked).toHaveLength(6);
  expect(ranked.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 6);
  expect(ranked.map(({ confidence }) => confidence)).toEqual(
    ranked.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
  );
});

test('the same examples and seed give the same head, and it survives JSON', () => {
  const examples = clusters(5, 10, 16, 1);
  const head = trainHead(examples, { seed: 3 });
  expect(trainHead(examples, { seed: 3 })).toEqual(head);
  const restored = Head.parse(JSON.parse(JSON.stringify(head)));
  const vector = examples[0]?.vector ?? new Float32Array(16);
  expect(scoreHead(restored, vector)).toEqual(scoreHead(head, vector));
});

test('confidence is calibrated: on noisy labels it is near the accuracy, not near one', () => {
  const examples = clusters(4, 60, 24, 0.6);
  const next = numbers(99);
  const noisy = examples.map((example) =>
    next() > 0.4 ? { ...example, label: `label-0${Math.floor((next() + 1) * 2)}` } : example,
  );
  const head = trainHead(noisy);
  const mean =
    noisy.reduce((sum, { vector }) => sum + (scoreHead(head, vector)[0]?.confidence ?? 0), 0) /
    noisy.length;
  expect(Math.abs(mean - head.measured.accuracy)).toBeLessThan(0.12);
});

test('out-of-scope examples are rejected and never an answer', () => {
  const all = clusters(9, 24, 32, 0.8);
  const outside = new Set(['label-06', 'label-07', 'label-08']);
  const examples = all.filter((_, i) => i % 2 === 0);
  const head = trainHead(
    examples.map((one) => (outside.has(one.label) ? { ...one, label: OUT_OF_SCOPE } : one)),
  );
  expect(head.labels).not.toContain(OUT_OF_SCOPE);
  const fresh = all.filter((_, i) => i % 2 === 1);
  const answers = fresh.map(({ vector, label }) => ({
    label,
    answer: decide(head, scoreHead(head, vector))?.label,
  }));
  const unknown = answers.filter(({ label }) => outside.has(label));
  const known = answers.filter(({ label }) => !outside.has(label));
  expect(
    unknown.filter(({ answer }) => answer === undefined).length / unknown.length,
  ).toBeGreaterThan(0.9);
  expect(
    known.filter(({ label, answer }) => answer === label).length / known.length,
  ).toBeGreaterThan(0.9);
});

test('without out-of-scope examples a threshold is found by leaving labels out', () => {
  const head = trainHead(clusters(8, 12, 32, 0.8));
  expect(head.outOfScope).toBe(false);
  expect(head.threshold).toBeGreaterThan(0.1);
  expect(head.measured.rejected).toBeGreaterThan(0.7);
  const stranger = clusters(1, 20, 32, 0.8, 12345);
  const rejected = stranger.filter(
    ({ vector }) => decide(head, scoreHead(head, vector)) === undefined,
  );
  expect(rejected.length).toBeGreaterThan(10);
});

test('a zero vector is unknown, and one example per label is enough to train', () => {
  const head = trainHead(clusters(3, 1, 8, 0));
  expect(scoreHead(head, new Float32Array(8)).every(({ confidence }) => confidence === 0)).toBe(
    true,
  );
  expect(head.measured.n).toBe(0);
  expect(head.threshold).toBe(0.5);
});

test('it says what is wrong with its input', () => {
  expect(() => trainHead([])).toThrow(/at least two labels/);
  expect(() => trainHead(clusters(1, 5, 8, 1))).toThrow(/at least two labels/);
  const [first, second] = clusters(2, 1, 8, 1);
  expect(() =>
    trainHead([first as Example, { vector: new Float32Array(4), label: 'x' }, second as Example]),
  ).toThrow(/same number of dimensions/);
  expect(() => scoreHead(trainHead(clusters(2, 3, 8, 1)), new Float32Array(4))).toThrow(
    /wants 8 dimensions/,
  );
});
