import { expect, it } from 'vitest';
import { reconnectDelayMs } from './backoff.ts';

it('doubles from 75 to 150 ms up to at most 5 s', () => {
  expect(reconnectDelayMs(0, 0)).toBe(75);
  expect(reconnectDelayMs(0, 0.999)).toBeLessThanOrEqual(150);
  expect(reconnectDelayMs(3, 0)).toBe(600);
  for (const attempt of [6, 40, 100_000]) {
    expect(reconnectDelayMs(attempt, 0)).toBe(2500);
    expect(reconnectDelayMs(attempt, 0.999)).toBeLessThanOrEqual(5000);
  }
});
