import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, type IntentAnswer, scoreIntents } from './intent-score.ts';

const answer = (expected: string | undefined, got: string, confidence: number): IntentAnswer => ({
  expected,
  got,
  confidence,
});

describe('scoreIntents', () => {
  it('counts the best label whatever the threshold, and rejects below it', () => {
    const score = scoreIntents(
      [
        answer('a', 'a', 0.9),
        answer('a', 'b', 0.3),
        answer('b', 'b', 0.2),
        answer('c', 'b', 0.8),
        answer(undefined, 'a', 0.1),
        answer(undefined, 'b', 0.4),
      ],
      0.25,
    );
    expect(score.n).toBe(4);
    expect(score.accuracy).toBe(0.5);
    // a: 2*1/(2+1), b: 2*1/(1+3), c: 0.
    expect(score.macroF1).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3, 12);
    expect(score.answered).toBe(0.75);
    expect(score.oosRecall).toBe(0.5);
    expect(score.oosAuroc).toBe(6 / 8);
  });

  it('says null where there is nothing out of scope', () => {
    expect(scoreIntents([answer('a', 'a', 1)], 0.5)).toMatchObject({
      accuracy: 1,
      oosRecall: null,
      oosAuroc: null,
    });
  });
});

describe('areaUnderCurve', () => {
  it('is the share of pairs in the right order, ties as halves', () => {
    const values = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(values, values, (higher, lower) => {
        let pairs = 0;
        for (const a of higher) for (const b of lower) pairs += a > b ? 1 : a === b ? 0.5 : 0;
        expect(areaUnderCurve(higher, lower)).toBeCloseTo(
          pairs / (higher.length * lower.length),
          10,
        );
      }),
    );
  });
});
