import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSendQueue } from './send-queue.ts';

it('says everything at least once, in order, however often the core is gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 60 }),
      fc.integer({ min: 0, max: 20 }),
      async (failures, count) => {
        const arrived: number[] = [];
        let tries = 0;
        const queue = createSendQueue({
          delayMs: () => 0,
          now: () => performance.now(),
          onChange: () => undefined,
          onTrouble: () => undefined,
        });
        for (let line = 0; line < count; line += 1)
          queue.push(async () => {
            const fails = failures[tries];
            tries += 1;
            // The core may have stored it and died before it said so.
            if (fails === true && tries % 2 === 0) arrived.push(line);
            if (fails === true) throw new Error('gone');
            arrived.push(line);
          }, 'line');
        expect(queue.unsent()).toBe(count);
        await queue.empty();
        expect(queue.unsent()).toBe(0);
        expect(arrived).toEqual(arrived.toSorted((a, b) => a - b));
        expect([...new Set(arrived)]).toEqual(Array.from({ length: count }, (_, line) => line));
      },
    ),
    { numRuns: 40 },
  );
});

it('tries again when time has passed, also where timers sleep', async () => {
  let now = 0;
  let tries = 0;
  const troubles: unknown[] = [];
  const queue = createSendQueue({
    delayMs: () => 60_000,
    now: () => now,
    onChange: () => undefined,
    onTrouble: (error) => troubles.push(error === undefined ? 'over' : 'gone'),
  });
  queue.push(async () => {
    tries += 1;
    if (tries === 1) throw new Error('gone');
  }, 'line');
  await new Promise((resolve) => setTimeout(resolve, 5));
  queue.look();
  expect(tries).toBe(1);
  now = 60_000;
  queue.look();
  await queue.empty();
  expect(tries).toBe(2);
  expect(troubles).toEqual(['gone', 'over']);
});
