import { expect, test } from 'vitest';
import type { Recording } from '#domain/recording.ts';
import type { Clock } from '#core/ports.ts';
import { createPlayer, type PlaySpeed } from './player.ts';

/** A clock that only moves when it is told to. */
function handClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = 0;
  let waiting: { at: number; callback: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    monotonic: () => now,
    after: (ms, callback) => {
      const entry = { at: now + ms, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance: async (ms) => {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        now = next.at;
        next.callback();
      }
      now = end;
      await settle();
    },
  };
}

const recording: Recording = {
  header: { session: 's' },
  turns: [
    { speaker: 'agent', text: 'one', offsetMs: 0, durationMs: 1000 },
    { speaker: 'customer', text: 'two', offsetMs: 2000 },
    { speaker: 'agent', text: 'three', offsetMs: 8000, durationMs: 2000 },
  ],
  decisions: [{ decide: 'approve', offsetMs: 2500 }],
  problems: [],
};

function start(speed: PlaySpeed, slow?: Promise<void>) {
  const clock = handClock();
  const said: string[] = [];
  const player = createPlayer({
    clock,
    speed,
    recording,
    say: async (turn, index) => {
      said.push(`${clock.now()} ${index} ${turn.text}`);
      await slow;
    },
    decide: ({ decide }) => {
      said.push(`${clock.now()} ${decide}`);
    },
  });
  return { clock, said, player };
}

test('turns are said when they ended, at the speed asked for', async () => {
  for (const [speed, times] of [
    [1, ['1000 0 one', '2000 1 two', '2500 approve', '10000 2 three']],
    [8, ['125 0 one', '250 1 two', '312.5 approve', '1250 2 three']],
    ['instant', ['0 0 one', '0 1 two', '0 approve', '0 2 three']],
  ] as const) {
    const { clock, said, player } = start(speed);
    player.play();
    await clock.advance(20_000);
    expect(said).toEqual(times);
    expect(player.state()).toBe('finished');
    await expect(player.done).resolves.toBe('finished');
  }
});

test('a pause keeps the time that was left', async () => {
  const { clock, said, player } = start(1);
  player.play();
  await clock.advance(1400);
  player.pause();
  await clock.advance(60_000);
  expect(said).toEqual(['1000 0 one']);
  player.play();
  await clock.advance(600);
  expect(said).toEqual(['1000 0 one', '62000 1 two']);
  expect(player.position()).toBe(2);
});

test('stop ends it for good', async () => {
  const { clock, said, player } = start(1);
  player.play();
  await clock.advance(1500);
  player.stop();
  player.play();
  await clock.advance(60_000);
  expect(said).toHaveLength(1);
  await expect(player.done).resolves.toBe('stopped');
});

test('the next turn waits for a slow listener', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { clock, said, player } = start('instant', promise);
  player.play();
  await clock.advance(1000);
  expect(said).toHaveLength(1);
  resolve(undefined);
  await clock.advance(1000);
  expect(said).toHaveLength(4);
});

test('a listener that fails ends the playing with its error', async () => {
  const clock = handClock();
  const player = createPlayer({
    clock,
    speed: 'instant',
    recording,
    say: () => Promise.reject(new Error('no room')),
  });
  const ended = expect(player.done).rejects.toThrow('no room');
  player.play();
  await clock.advance(1);
  await ended;
  expect(player.state()).toBe('stopped');
});
