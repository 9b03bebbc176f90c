import { expect, it } from 'vitest';
import { batchedBlocks, createMessageBatch, promptBlocks } from './message-batch.ts';
import { blockSamples, type ChannelSound } from './sound-block.ts';
import type { FromWorklet } from './worklet-messages.ts';

function open() {
  const posts: (readonly FromWorklet[])[] = [];
  const transferred: Transferable[] = [];
  const batch = createMessageBatch((messages, transfer) => {
    posts.push(messages);
    transferred.push(...transfer);
  });
  let at = 0;
  const sound = (rmsDb: number, voiced: number): ChannelSound => ({
    samples: new Float32Array(blockSamples),
    voiced,
    rmsDb,
    clipped: 0,
  });
  return {
    posts,
    transferred,
    batch,
    play: (blocks: number, { db = -70, voiced = 0 } = {}) => {
      const before = posts.length;
      for (let block = 0; block < blocks; block += 1) {
        const [agent, customer] = [sound(db, voiced), sound(-70, 0)];
        const transfer = [agent.samples.buffer, customer.samples.buffer];
        batch.say({ is: 'block', at, epoch: 0, agent, customer }, transfer);
        at += blockSamples;
      }
      return posts.length - before;
    },
  };
}

it('posts a voice block by block, and what follows it until all behind it is closed', () => {
  const { play } = open();
  expect(play(30, { db: -20, voiced: 1 })).toBe(30);
  expect(play(promptBlocks)).toBe(promptBlocks);
});

it('posts silence a few blocks at a time, and a voice in it at once', () => {
  const { play } = open();
  play(promptBlocks);
  expect(play(batchedBlocks * 20)).toBe(20);
  expect(play(1)).toBe(0);
  expect(play(1, { db: -30, voiced: 4 })).toBe(1);
});

it('posts every block once, in order, and gives every buffer away', () => {
  const { batch, play, posts, transferred } = open();
  play(promptBlocks + 3);
  play(2, { voiced: 1 });
  play(promptBlocks + 7);
  batch.say({ is: 'gap', ms: 9_000 });
  const said = posts.flat();
  const places = said.flatMap((message) => (message.is === 'block' ? [message.at] : []));
  expect(places).toEqual(places.map((_, index) => index * blockSamples));
  expect(places).toHaveLength(promptBlocks * 2 + 12);
  expect(said.at(-1)?.is).toBe('gap');
  expect(new Set(transferred).size).toBe(places.length * 2);
});

it('follows a level that moves, and takes steady noise for silence', () => {
  const { play } = open();
  play(promptBlocks, { db: -50 });
  expect(play(batchedBlocks * 4, { db: -49 })).toBe(4);
  expect(play(1, { db: -40 })).toBe(1);
});
