import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, Packed, rounded, unpack } from './packed-numbers.ts';

test('packed numbers come back within half a step of their row', () => {
  const row = fc.float32Array({ min: -100, max: 100, noNaN: true, minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const values = Float32Array.from(rows.flatMap((one) => [...one]));
      const packed = Packed.parse(JSON.parse(JSON.stringify(pack(values, 3))));
      const back = unpack(packed);
      expect(back.length).toBe(values.length);
      values.forEach((value, i) => {
        const scale = packed.scales[Math.floor(i / 3)] ?? 0;
        const own = values.subarray(i - (i % 3), i - (i % 3) + 3);
        const most = Math.max(...own.map(Math.abs));
        expect(scale).toBeLessThanOrEqual(most / 126 + 1e-30);
        // The scale itself has four digits.
        expect(Math.abs((back[i] ?? 0) - value)).toBeLessThanOrEqual(
          0.5 * scale + 1e-3 * Math.abs(value) + 1e-30,
        );
      });
    }),
  );
});

test('damaged bytes are refused, and four digits are kept', () => {
  expect(() => unpack({ width: 2, scales: [1], bytes: 'AAAAAAAA' })).toThrow(/damaged/);
  expect(rounded(0.123456)).toBe(0.1235);
});
