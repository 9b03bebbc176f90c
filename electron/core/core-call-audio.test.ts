import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { packetMs, withoutSpan } from './core-call-audio.ts';

const part = (startMs: number, packets: number) => ({
  speaker: 'customer' as const,
  startMs,
  packets: Array.from({ length: packets }, (_, index) => `p${index}`),
});

describe('sound without a span', () => {
  it('cuts the packets that touch the span and keeps the rest where it was', () => {
    expect(withoutSpan(part(1_000, 5), 1_030, 1_050)).toEqual([
      { speaker: 'customer', startMs: 1_000, packets: ['p0'] },
      { speaker: 'customer', startMs: 1_060, packets: ['p3', 'p4'] },
    ]);
    expect(withoutSpan(part(0, 3), 5_000, 6_000)).toEqual([part(0, 3)]);
    expect(withoutSpan(part(0, 3), 0, 60)).toEqual([]);
  });

  it('keeps every packet outside and none inside, wherever the span lies', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(12_000),
        fc.nat(3_000),
        (startMs, count, from, length) => {
          const until = from + length;
          const pieces = withoutSpan(part(startMs, count), from, until);
          const kept = new Map(
            pieces.flatMap((piece) =>
              piece.packets.map((packet, index) => [packet, piece.startMs + index * packetMs]),
            ),
          );
          for (let index = 0; index < count; index += 1) {
            const at = startMs + index * packetMs;
            const inside = at + packetMs > from && at < until;
            expect(kept.get(`p${index}`)).toBe(inside ? undefined : at);
          }
        },
      ),
    );
  });
});
