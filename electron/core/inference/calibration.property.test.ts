import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestTemperature,
  bestThreshold,
  expectedCalibrationError,
  type Judged,
  MOST_LOST,
} from './calibration.ts';
import { inScopeChance } from './in-scope.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const judged = fc.array(
  fc
    .record({ known: fc.boolean(), right: fc.boolean(), confidence: unit })
    .map(({ known, right, confidence }): Judged => ({ known, right: known && right, confidence })),
  { maxLength: 60 },
);
const heldOut = fc.array(
  fc.record({
    label: fc.nat(3),
    logits: fc
      .array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 })
      .map((values) => Float64Array.from(values)),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('bestThreshold', () => {
  it('never loses more right answers than it may, whatever the examples', () => {
    fc.assert(
      fc.property(judged, (all) => {
        const right = all.filter((one) => one.right);
        const threshold = bestThreshold(all);
        expect(threshold).toBeGreaterThanOrEqual(0.05);
        expect(threshold).toBeLessThanOrEqual(0.99);
        // It is never below 0.05, whatever that loses.
        const lost = right.filter(({ confidence }) => confidence >= 0.05 && confidence < threshold);
        if (right.length > 0)
          expect(lost.length).toBeLessThanOrEqual(MOST_LOST * right.length + 1e-9);
      }),
    );
  });

  it('is between the unknown and the known where they are apart', () => {
    const all: Judged[] = [0.1, 0.15, 0.2].map((confidence) => ({
      known: false,
      right: false,
      confidence,
    }));
    for (const confidence of [0.6, 0.7, 0.9]) all.push({ known: true, right: true, confidence });
    expect(bestThreshold(all)).toBeCloseTo(0.4, 3);
  });

  it('is 0.5 with nothing unknown, unless that loses too much', () => {
    const sure = (confidence: number): Judged => ({ known: true, right: true, confidence });
    expect(bestThreshold([])).toBe(0.5);
    expect(bestThreshold([0.8, 0.9].map(sure))).toBe(0.5);
    expect(bestThreshold([0.2, 0.3, 0.4].map(sure))).toBeLessThanOrEqual(0.2);
  });
});

describe('confidence', () => {
  it('keeps the order of the scores at any temperature', () => {
    fc.assert(
      fc.property(heldOut, (all) => {
        const { temperature } = bestTemperature(all);
        expect(temperature).toBeGreaterThan(0);
        for (const { logits } of all) {
          const scaled = logits.map((one) => one / temperature);
          for (let a = 0; a < 4; a += 1)
            for (let b = 0; b < 4; b += 1)
              if ((logits[a] ?? 0) > (logits[b] ?? 0))
                expect(scaled[a]).toBeGreaterThanOrEqual(scaled[b] ?? 0);
        }
      }),
    );
  });

  it('rises with every signal that speaks for being in scope', () => {
    const signals = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    const model = { weights: [0.5, 1.2, 0.01], bias: -0.3 };
    fc.assert(
      fc.property(
        signals,
        fc.nat(2),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (row, s, more) => {
          const higher = row.map((value, i) => (i === s ? value + more : value));
          expect(inScopeChance(model, Float64Array.from(higher))).toBeGreaterThanOrEqual(
            inScopeChance(model, Float64Array.from(row)),
          );
        },
      ),
    );
  });

  it('is certain only where it was always right', () => {
    const logits = Float64Array.of(2, 0, 0);
    const right = Array.from({ length: 40 }, () => ({ label: 0, logits }));
    const mixed = right.map((one, i) => ({ ...one, label: i % 2 }));
    expect(bestTemperature(right).temperature).toBeLessThan(bestTemperature(mixed).temperature);
    expect(bestTemperature(right).loss).toBeLessThan(bestTemperature(mixed).loss);
    expect(bestTemperature([])).toEqual({ temperature: 1, loss: 0 });
  });
});

describe('expectedCalibrationError', () => {
  it('is between zero and one, and zero where confidence is the share that is right', () => {
    fc.assert(
      fc.property(judged, (all) => {
        const error = expectedCalibrationError(all);
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
      }),
    );
    const even = [true, true, true, false].map((right) => ({ right, confidence: 0.75 }));
    expect(expectedCalibrationError(even)).toBeCloseTo(0, 12);
    expect(expectedCalibrationError([{ right: false, confidence: 1 }])).toBe(1);
    expect(expectedCalibrationError([])).toBe(0);
  });
});
