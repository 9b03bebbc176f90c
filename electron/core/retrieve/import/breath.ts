import { setImmediate } from 'node:timers/promises';

/** Lets everything else run when it has not had a turn for this long. */
const longestMs = 8;

/** For long loops: `await breathe()` gives way to a call about every eight milliseconds. */
export function createBreath(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestMs) return;
    await setImmediate();
    last = performance.now();
  };
}
