import { describe, expect, it } from 'vitest';
import { createCountingIds, createSeededRandom, createVirtualClock } from './replay-ports.ts';

describe('virtual clock', () => {
  it('runs timers in order of time while it moves, and never before', () => {
    const clock = createVirtualClock(1_000);
    const seen: string[] = [];
    clock.after(20, () => seen.push(`b at ${clock.now()}`));
    clock.after(10, () => {
      seen.push(`a at ${clock.now()}`);
      clock.after(5, () => seen.push(`nested at ${clock.now()}`));
    });
    const cancel = clock.after(12, () => seen.push('cancelled'));
    cancel();
    clock.advance(9);
    expect(seen).toEqual([]);
    clock.advance(11);
    expect(seen).toEqual(['a at 1010', 'nested at 1015', 'b at 1020']);
    expect(clock.now()).toBe(1_020);
  });
});

describe('replay ids and chance', () => {
  it('counts per prefix', () => {
    const ids = createCountingIds();
    expect([ids.make('turn'), ids.make('turn'), ids.make('action')]).toEqual([
      'turn-000001',
      'turn-000002',
      'action-000001',
    ]);
  });

  it('gives the same numbers for the same seed and spreads them over [0, 1)', () => {
    const first = Array.from(
      { length: 1_000 },
      (
        (random) => () =>
          random.next()
      )(createSeededRandom(7)),
    );
    const again = Array.from(
      { length: 1_000 },
      (
        (random) => () =>
          random.next()
      )(createSeededRandom(7)),
    );
    expect(first).toEqual(again);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...first)).toBeLessThan(1);
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });
});
