import type { Clock } from '#core/ports.ts';
import type { InstallProgress } from './install-request.ts';

/** @file How far an install is and how fast it goes. */

/** Over how long the speed is averaged, and how often it is told. */
const windowMs = 3_000;
const everyMs = 100;

export interface Meter {
  /** Bytes of a file that are there. */
  at(file: string, done: number, total: number | undefined): void;
  finish(file: string, bytes: number): void;
}

/** @param expected bytes of the whole model; grows when the files turn out to be larger */
export function createMeter(
  clock: Pick<Clock, 'monotonic'>,
  expected: number,
  onProgress: ((progress: InstallProgress) => void) | undefined,
): Meter {
  let finished = 0;
  let told = -Infinity;
  let samples: { at: number; done: number }[] = [];
  const tell = (file: string, done: number, total: number, now: number): void => {
    const oldest = samples[0];
    const seconds = oldest === undefined ? 0 : (now - oldest.at) / 1_000;
    const bytesPerSecond =
      oldest === undefined || seconds <= 0 ? 0 : Math.max(0, (done - oldest.done) / seconds);
    told = now;
    onProgress?.({ file, done, total, bytesPerSecond });
  };
  return {
    at: (file, here, total) => {
      const now = clock.monotonic();
      const done = finished + here;
      samples = [...samples.filter(({ at }) => now - at <= windowMs), { at: now, done }];
      if (now - told < everyMs) return;
      tell(file, done, Math.max(expected, finished + (total ?? here)), now);
    },
    finish: (file, bytes) => {
      finished += bytes;
      tell(file, finished, Math.max(expected, finished), clock.monotonic());
    },
  };
}
