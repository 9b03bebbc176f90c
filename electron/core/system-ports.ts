import { randomBytes } from 'node:crypto';
import type { Clock, Ids, Random } from './ports.ts';

/** The machine's own time. Timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  get timezone() {
    return -new Date().getTimezoneOffset();
  },
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = { next: () => Math.random() };

/** Time-ordered and unguessable: 8 base-36 digits of milliseconds, 80 random bits. */
export function createSystemIds(clock: Pick<Clock, 'now'>): Ids {
  return {
    make: (prefix) =>
      `${prefix}-${clock.now().toString(36).padStart(8, '0')}${randomBytes(10).toString('hex')}`,
  };
}
