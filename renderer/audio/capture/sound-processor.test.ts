import { expect, it } from 'vitest';
import { createVoiceDetector } from '../activity/voice-detector.ts';
import { createSoundProcessor } from './sound-processor.ts';
import type { FromWorklet } from './worklet-messages.ts';

function open() {
  const said: FromWorklet[] = [];
  let now = 0;
  const processor = createSoundProcessor({
    detector: () => createVoiceDetector(undefined),
    now: () => now,
    say: (message) => said.push(message),
  });
  processor.hear({ do: 'channels', agent: true, customer: true });
  const blocks = () => said.flatMap((message) => (message.is === 'block' ? [message] : []));
  return {
    processor,
    said,
    blocks,
    /** Milliseconds of a constant on both channels, in quanta of 128; time passes with it. */
    play: (ms: number, agent: number, customer: number | undefined) => {
      for (let taken = 0; taken < ms * 16; taken += 128) {
        const quantum = (value: number) => new Float32Array(128).fill(value);
        now += 8;
        processor.process(
          quantum(agent),
          customer === undefined ? undefined : quantum(customer),
          128,
        );
      }
    },
    sleep: (ms: number) => {
      now += ms;
    },
  };
}

it('cuts both channels at the same place, and takes no sound for silence', () => {
  const { play, blocks } = open();
  play(200, 0.5, undefined);
  expect(blocks().map(({ at }) => at)).toEqual([0, 800, 1_600, 2_400]);
  for (const { agent, customer } of blocks()) {
    expect(agent?.samples.every((value) => value === 0.5)).toBe(true);
    expect(customer?.rmsDb).toBe(-90);
  }
});

it('drops what is heard from the pause on, with what was open of its block', () => {
  const { processor, play, blocks } = open();
  play(72, 0.5, 0.5);
  processor.hear({ do: 'hold' });
  play(96, 0.5, 0.5);
  const held = blocks().slice(1);
  expect(held.length).toBe(2);
  for (const { agent, customer } of held) expect([agent, customer]).toEqual([undefined, undefined]);
  processor.hear({ do: 'go', epoch: 1 });
  play(400, 0.5, 0.5);
  const after = blocks().filter(({ epoch }) => epoch === 1);
  // 100 ms are dropped: sound that was on its way when capture went on.
  const heard = after.flatMap(({ agent }) => [...(agent?.samples ?? [])]);
  expect(heard.findIndex((value) => value !== 0)).toBeGreaterThanOrEqual(1_600 - 800);
  expect(heard.at(-1)).toBe(0.5);
  expect(blocks().map(({ at }) => at)).toEqual(blocks().map((_, index) => index * 800));
});

it('notices that the machine slept, and nothing less', () => {
  const { said, play, sleep } = open();
  play(200, 0.1, 0.1);
  sleep(2_000);
  play(200, 0.1, 0.1);
  expect(said.filter(({ is }) => is === 'gap')).toEqual([]);
  sleep(60_000);
  play(200, 0.1, 0.1);
  const gaps = said.flatMap((message) => (message.is === 'gap' ? [message.ms] : []));
  expect(gaps).toHaveLength(1);
  expect(Math.abs((gaps[0] ?? 0) - 60_000)).toBeLessThan(60);
});

it('tells nothing of a channel without a source', () => {
  const { processor, play, blocks } = open();
  processor.hear({ do: 'channels', agent: true, customer: false });
  play(104, 0.1, 0.1);
  expect(blocks()[0]).toHaveProperty('agent');
  expect(blocks()[0]).not.toHaveProperty('customer');
});
