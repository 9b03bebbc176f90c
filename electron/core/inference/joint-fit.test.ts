import { expect, test } from 'vitest';
import { clusters } from './head.fixture.ts';
import { shuffled, upTo } from './head-folds.ts';
import { fitJoint, type JointRow, jointScores } from './joint-fit.ts';
import { fitMultinomial, logitsOf, softmaxInPlace } from './multinomial.ts';

const examples = clusters({ labels: 5, each: 40, spread: 1.2 });
const labels = Int32Array.from(examples, ({ label }) => Number(label.slice(-1)));
const rows = examples.map(({ vector }): JointRow => ({
  dense: vector.map((x) => x * 3),
  at: new Int32Array(0),
  weight: new Float32Array(0),
}));
const options = { classes: 5, width: 32, terms: 0, passes: 20 };
const best = (scores: Float64Array): number => scores.indexOf(Math.max(...scores));

test('finds what L-BFGS finds, and the same in every run', () => {
  const order = (pass: number): Int32Array => shuffled(upTo(rows.length), pass);
  const fit = fitJoint(rows, labels, { ...options, order });
  expect(fitJoint(rows, labels, { ...options, order })).toEqual(fit);
  const exact = fitMultinomial(
    {
      data: Float64Array.from(rows.flatMap(({ dense }) => [...dense])),
      count: rows.length,
      width: 32,
    },
    labels,
    5,
    { l2: 1e-3, iterations: 60 },
  );
  const same = rows.filter(
    (row) =>
      best(jointScores(fit, row, new Float64Array(5))) ===
      best(logitsOf(exact, row.dense, new Float64Array(5))),
  );
  expect(same.length / rows.length).toBeGreaterThan(0.95);
  const own = rows.map((row, i) => {
    const scores = jointScores(fit, row, new Float64Array(5));
    softmaxInPlace(scores);
    return scores[labels[i] ?? 0] ?? 0;
  });
  expect(own.reduce((sum, chance) => sum + chance, 0) / own.length).toBeGreaterThan(0.8);
});

test('a sparse row scores as the same row written densely', () => {
  const order = (): Int32Array => upTo(rows.length);
  const sparse = rows.map(({ dense }): JointRow => ({
    dense: dense.subarray(0, 16),
    at: upTo(16),
    weight: dense.subarray(16),
  }));
  const dense = fitJoint(rows, labels, { ...options, order });
  const mixed = fitJoint(sparse, labels, { ...options, width: 16, terms: 16, order });
  expect(mixed.weights).toEqual(dense.weights);
  const [a, b] = [rows[3], sparse[3]];
  if (a === undefined || b === undefined) throw new Error('no rows');
  const scores = jointScores(dense, a, new Float64Array(5));
  jointScores(mixed, b, new Float64Array(5)).forEach((score, c) =>
    expect(score).toBeCloseTo(scores[c] ?? 0, 5),
  );
});

test('a class that counts more is chosen more often', () => {
  const order = (): Int32Array => upTo(rows.length);
  const chosen = (importance?: Float64Array): number => {
    const fit = fitJoint(rows, labels, {
      ...options,
      passes: 3,
      order,
      ...(importance !== undefined && { importance }),
    });
    return rows.filter((row) => best(jointScores(fit, row, new Float64Array(5))) === 2).length;
  };
  expect(chosen(Float64Array.of(0.2, 0.2, 5, 0.2, 0.2))).toBeGreaterThan(chosen());
});
