/**
 * How long to wait before the next attempt to reach the core: `min(5 s, 150 ms * 2^attempt)`,
 * between half and all of it, so that several windows do not knock at once.
 * @param attempt 0 for the first retry
 * @param random in [0, 1)
 * @returns milliseconds
 */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  Math.round(Math.min(5000, 150 * 2 ** Math.min(attempt, 20)) * (0.5 + random / 2));
