import { describe, expect, it } from 'vitest';
import { createQuestionLikeness } from './question-likeness.ts';

const of = (text: string, vector: readonly number[]) => ({
  text,
  vector: Float32Array.from(vector),
});

describe('likeness of questions', () => {
  const alike = createQuestionLikeness(['When do you open?', 'When do you close?', 'Who are you?']);

  it('is highest for the question itself, by vectors and by words', () => {
    const one = of('When do you open?', [1, 0]);
    expect(alike(one, one)).toBeCloseTo(1.75);
    expect(alike(one, of('When do you close?', [1, 0]))).toBeLessThan(1.75);
    expect(alike(one, of('When do you open?', [0, 1]))).toBeCloseTo(0.75);
  });

  it('counts rare words more, in any form, and is 0 without anything shared', () => {
    const asked = of('opening when', [0, 1]);
    expect(alike(of('open', [1, 0]), asked)).toBeGreaterThan(alike(of('when', [1, 0]), asked));
    expect(alike(of('', [1, 0]), of('?', [0, 1]))).toBe(0);
  });
});
