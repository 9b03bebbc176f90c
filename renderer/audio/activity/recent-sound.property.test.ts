import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecentSound } from './recent-sound.ts';

it('gives back what was written, for as long as there is room', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 200 }),
      fc.integer({ min: 0, max: 1_000 }),
      fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 20 }),
      fc.tuple(fc.nat(2_000), fc.nat(2_000)),
      (capacity, start, lengths, [a, b]) => {
        const sound = createRecentSound(capacity);
        let at = start;
        for (const length of lengths) {
          // Every sample says where it is.
          sound.write(
            at,
            Float32Array.from({ length }, (_, index) => at + index),
          );
          at += length;
        }
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const first = Math.max(from, at - Math.min(capacity, at - start));
        const expected: number[] = [];
        if (lengths.length > 0)
          for (let place = first; place < Math.min(to, at); place += 1) expected.push(place);
        expect([...sound.read(from, to)]).toEqual(expected);
      },
    ),
  );
});
