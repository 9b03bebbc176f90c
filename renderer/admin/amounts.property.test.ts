import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, outOf, size } from './amounts.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999_600, '1.0 MB'],
    [7_510_312, '7.5 MB'],
    [249_000_000, '249 MB'],
    [1_310_000_000, '1.3 GB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  it('never need more than four characters before the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9e14 }), (bytes) => {
        expect(size(bytes)).toMatch(/^(\d{1,3}|\d{1,2}\.\d) (B|kB|MB|GB|TB)$/);
      }),
    );
  });
});

describe('a share as so many of so many', () => {
  it('is the real count where there are few', () => {
    expect(outOf(18 / 20, 20)).toEqual({ some: 18, of: 20 });
    expect(outOf(0.914, 1204)).toEqual({ some: 91, of: 100 });
  });

  it('says all or none only where it is so', () => {
    expect(outOf(0.998, 1204)).toEqual({ some: 99, of: 100 });
    expect(outOf(0.001, 1204)).toEqual({ some: 1, of: 100 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (n, raw) => {
        const right = raw % (n + 1);
        const { some, of } = outOf(right / n, n);
        expect(some === of).toBe(right === n);
        expect(some === 0).toBe(right === 0);
      }),
    );
  });
});

it('counts one and many', () => {
  expect(counted(1, 'label')).toBe('1 label');
  expect(counted(2, 'entry', 'entries')).toBe('2 entries');
});
