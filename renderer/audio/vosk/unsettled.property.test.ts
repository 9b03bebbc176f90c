import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { createUnsettled } from './unsettled.ts';

const block = (length: number, from: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, (_, index) => from + index);

/** The samples that would be heard again, by their number in the channel. */
const heldOf = (unsettled: ReturnType<typeof createUnsettled>): number[] =>
  unsettled.held().flatMap((one) => (one.is === 'samples' ? [...one.samples] : []));

describe('what would be heard again', () => {
  it('is everything that is neither final nor too old, in order and without a gap', () => {
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ work: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ settle: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (steps, most) => {
          const unsettled = createUnsettled(most);
          let taken = 0;
          let worked = 0;
          let settled = 0;
          for (const one of steps) {
            if ('take' in one) {
              unsettled.take(block(one.take, taken));
              taken += one.take;
            } else if ('work' in one) {
              worked += Math.floor((taken - worked) * one.work);
              unsettled.work(worked);
            } else {
              settled += Math.floor((worked - settled) * one.settle);
              unsettled.settle(settled);
            }
            const held = heldOf(unsettled);
            // Up to the last sample, from where it says, not a final one, and none missing that must be there.
            expect(held).toEqual([...block(taken - unsettled.first(), unsettled.first())]);
            expect(unsettled.first()).toBeGreaterThanOrEqual(settled);
            expect(unsettled.first()).toBeLessThanOrEqual(Math.max(settled, worked - most));
            expect(held.length).toBeLessThan(taken - Math.max(settled, worked - most) + 40);
          }
        },
      ),
    );
  });

  it('keeps the wish to end where it was between the samples', () => {
    const unsettled = createUnsettled(100);
    unsettled.take(block(10, 0));
    unsettled.takeFinish(1);
    unsettled.take(block(10, 10));
    unsettled.work(10);
    expect(unsettled.held().map((one) => one.is)).toEqual(['samples', 'finish', 'samples']);
    unsettled.settle(10);
    unsettled.settleFinish(1);
    expect(unsettled.held().map((one) => one.is)).toEqual(['samples']);
    expect(unsettled.first()).toBe(10);
  });

  it('costs little for a long file', () => {
    const unsettled = createUnsettled(1000);
    const spentMs = startProcessorTime();
    for (let at = 0; at < 100_000; at += 1) unsettled.take(new Float32Array(1));
    for (let at = 1; at <= 100_000; at += 1) unsettled.work(at);
    expect(unsettled.held().length).toBe(1000);
    expect(spentMs()).toBeLessThan(2000);
  });
});
