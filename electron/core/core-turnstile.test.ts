import { describe, expect, it } from 'vitest';
import { createTurnstile } from './core-turnstile.ts';

describe('turnstile', () => {
  it('never has more at work than its width, and all get through in order', async () => {
    const turnstile = createTurnstile(2);
    let busy = 0;
    let most = 0;
    const finished: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        turnstile.run(async () => {
          busy += 1;
          most = Math.max(most, busy);
          await turnstile.breathe();
          busy -= 1;
          finished.push(index);
        }),
      ),
    );
    expect(most).toBe(2);
    expect(finished).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('goes on after a task that failed', async () => {
    const turnstile = createTurnstile(1);
    const failed = turnstile.run(() => Promise.reject(new Error('no')));
    const next = turnstile.run(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('lets other callbacks run between tasks', async () => {
    const turnstile = createTurnstile(1);
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 0);
    await Promise.all(
      Array.from({ length: 10 }, () =>
        turnstile.run(async () => {
          const until = performance.now() + 3;
          while (performance.now() < until);
          await Promise.resolve();
        }),
      ),
    );
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });
});
