import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createSendQueue } from './send-queue.ts';

/** A core that answers when told to; when it is gone, everything that it has not answered fails. */
function lossyCore() {
  const arrived: number[] = [];
  let pending: { readonly answer: () => void; readonly fail: () => void }[] = [];
  return {
    arrived,
    waiting: () => pending.length,
    send: (line: number) =>
      new Promise<void>((resolve, reject) => {
        arrived.push(line);
        pending.push({ answer: resolve, fail: () => reject(new Error('gone')) });
      }),
    /** The oldest one: it is decided when what comes next is known. */
    answer: () => pending.shift()?.answer(),
    die: () => {
      for (const { fail } of pending) fail();
      pending = [];
    },
  };
}
const queueTo = (troubles: unknown[] = []) =>
  createSendQueue({
    delayMs: () => 0,
    now: () => performance.now(),
    onChange: () => undefined,
    onTrouble: (error) => troubles.push(error === undefined ? 'over' : 'gone'),
  });
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

it('says everything at least once, in order, however often the core is gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('answer', 'die', 'push', 'change', 'wait'), { maxLength: 60 }),
      fc.integer({ min: 0, max: 20 }),
      async (steps, count) => {
        const core = lossyCore();
        const queue = queueTo();
        const kinds: ('line' | 'change')[] = [];
        const push = (kind: 'line' | 'change'): void => {
          const line = kinds.push(kind) - 1;
          queue.push(() => core.send(line), kind);
        };
        for (let line = 0; line < count; line += 1) push('line');
        expect(queue.unsent()).toBe(count);
        for (const step of steps) {
          if (step === 'push') push('line');
          else if (step === 'change') push('change');
          else if (step === 'answer') core.answer();
          else if (step === 'die') core.die();
          else await moment();
        }
        while (queue.size() > 0) {
          core.answer();
          await moment();
        }
        await queue.empty();
        const first = [...new Set(core.arrived)];
        expect(first).toEqual(kinds.map((_, line) => line));
      },
    ),
    { numRuns: 60 },
  );
});

it('gives the next line before the one before is answered, and nothing behind a change', async () => {
  const core = lossyCore();
  const queue = queueTo();
  for (const [line, kind] of (['line', 'line', 'change', 'line'] as const).entries())
    queue.push(() => core.send(line), kind);
  await moment();
  expect(core.arrived).toEqual([0, 1, 2]);
  expect(queue.unsent()).toBe(3);
  core.answer();
  core.answer();
  await moment();
  expect(core.arrived).toEqual([0, 1, 2]);
  core.answer();
  await moment();
  expect(core.arrived).toEqual([0, 1, 2, 3]);
});

it('gives again what was not answered, and nothing that was', async () => {
  const core = lossyCore();
  const troubles: unknown[] = [];
  const queue = queueTo(troubles);
  for (let line = 0; line < 3; line += 1) queue.push(() => core.send(line), 'line');
  core.answer();
  await moment();
  core.die();
  await vi.waitFor(() => {
    expect(core.arrived).toEqual([0, 1, 2, 1, 2]);
  }, 20_000);
  core.answer();
  core.answer();
  await queue.empty();
  expect(troubles).toEqual(['gone', 'over']);
});

it('does not give a new core everything at once', async () => {
  const core = lossyCore();
  const queue = queueTo();
  for (let line = 0; line < 100; line += 1) queue.push(() => core.send(line), 'line');
  await moment();
  expect(core.waiting()).toBe(32);
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
