import type { Clock, Ids, Random } from './ports.ts';

/** Time that moves only when told, so that a replay is the same on every machine. */
export interface VirtualClock extends Clock {
  /** Moves on by `ms` and runs what fell due, in order of time. */
  advance(ms: number): void;
}

/**
 * @param startAt milliseconds since the epoch
 * @param monotonic the stopwatch; the machine's own where a replay should report real latencies
 */
export function createVirtualClock(startAt: number, monotonic?: () => number): VirtualClock {
  let now = startAt;
  let order = 0;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    monotonic: monotonic ?? (() => now - startAt),
    after: (ms, callback) => {
      const key = (order += 1);
      timers.set(key, { at: now + ms, callback });
      return () => timers.delete(key);
    },
    advance: (ms) => {
      const until = now + ms;
      for (;;) {
        const due = [...timers.entries()]
          .filter(([, timer]) => timer.at <= until)
          .sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].callback();
      }
      now = until;
    },
  };
}

/** `turn-000001`, `turn-000002`, …: one counter per prefix. */
export function createCountingIds(): Ids {
  const counters = new Map<string, number>();
  return {
    make: (prefix) => {
      const next = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, next);
      return `${prefix}-${String(next).padStart(6, '0')}`;
    },
  };
}

/** mulberry32 (Tommy Ettinger, public domain): small, fast, good enough for jitter. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
}
