import type { FromWorklet } from './worklet-messages.ts';

/**
 * @file Blocks of sound in which nothing happens go to the page a few at a time: waking the page
 * 20 times a second was half of what it cost in a silent call, and nobody waits for silence.
 */

/** Blocks without a voice that go one by one: what is open behind capture closes in time, and the
 * needles of the meters have fallen. Two seconds. */
export const promptBlocks = 40;
/** Blocks that go together after that: 250 ms. */
export const batchedBlocks = 5;
/** Nothing quieter moves a meter, decibel full scale. */
const meterFloorDb = -60;
/** A level that moved by more, decibel, is worth a look at once: a meter is to follow it. */
const movedDb = 3;

type Post = (messages: readonly FromWorklet[], transfer: Transferable[]) => void;

const levelsOf = ({ agent, customer }: Extract<FromWorklet, { is: 'block' }>) =>
  [agent, customer].map((sound) => Math.max(meterFloorDb, sound?.rmsDb ?? meterFloorDb));

/** Posts in the order said: voice, a level that moves and whatever is no block at once. */
export function createMessageBatch(post: Post): {
  readonly say: (message: FromWorklet, transfer?: readonly Transferable[]) => void;
} {
  let waiting: FromWorklet[] = [];
  let transfers: Transferable[] = [];
  let sinceVoice = 0;
  let posted: readonly number[] = [];
  const isUrgent = (message: FromWorklet): boolean => {
    if (message.is !== 'block') return true;
    const { agent, customer } = message;
    const voiced = (agent?.voiced ?? 0) !== 0 || (customer?.voiced ?? 0) !== 0;
    sinceVoice = voiced ? 0 : sinceVoice + 1;
    if (sinceVoice <= promptBlocks) return true;
    return levelsOf(message).some((level, side) => Math.abs(level - (posted[side] ?? 0)) > movedDb);
  };
  return {
    say: (message, transfer = []) => {
      const urgent = isUrgent(message);
      waiting.push(message);
      transfers.push(...transfer);
      if (!urgent && waiting.length < batchedBlocks) return;
      if (message.is === 'block') posted = levelsOf(message);
      const [messages, moved] = [waiting, transfers];
      [waiting, transfers] = [[], []];
      post(messages, moved);
    },
  };
}
