/**
 * Lets a bounded number of tasks work at once, and the event loop breathe before each: words that
 * come in must be stored at once, however much is still to be understood.
 */
export interface Turnstile {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Gives timers and sockets their turn in the middle of a task. */
  breathe(): Promise<void>;
}

/** @param width tasks at once */
export function createTurnstile(width: number): Turnstile {
  let busy = 0;
  const waiting: (() => void)[] = [];
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    breathe,
    run: async (task) => {
      if (busy >= width) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        return await task();
      } finally {
        await breathe();
        // The place is handed over, so that nobody slips in between.
        const next = waiting.shift();
        if (next === undefined) busy -= 1;
        else next();
      }
    },
  };
}
