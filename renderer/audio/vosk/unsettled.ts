/** @file What a recogniser would have to hear again, should its worker die now. */

/** A block of samples, or the wish to end an utterance, in the order they came. */
export type Pending =
  | { readonly is: 'samples'; readonly samples: Float32Array<ArrayBuffer>; readonly end: number }
  | { readonly is: 'finish'; readonly id: number; readonly at: number };

export interface Unsettled {
  /** Samples taken so far. */
  readonly taken: number;
  /** Samples that a worker has worked on at least once. */
  readonly worked: number;
  /** @returns the block as it is to be sent; the given one is kept */
  take(samples: Float32Array<ArrayBuffer>): void;
  takeFinish(id: number): void;
  /** Everything up to this sample belongs to an utterance that is final. */
  settle(upTo: number): void;
  settleFinish(id: number): void;
  work(upTo: number): void;
  /** Where the first block that is still held begins. */
  first(): number;
  held(): readonly Pending[];
}

/**
 * Holds what is not final. Of what was worked on it holds the last `most` samples only: somebody
 * who speaks on for longer is heard again from there. What was not worked on is held in any case.
 *
 * @param most samples
 */
export function createUnsettled(most: number): Unsettled {
  let pending: Pending[] = [];
  /** Where `pending` begins: a long file is thousands of blocks, too many to copy at every one. */
  let head = 0;
  let taken = 0;
  let worked = 0;
  let settled = 0;

  /** Of a block that is settled in its middle the rest stays. */
  const cut = (one: Pending): Pending => {
    if (one.is === 'finish') return one;
    const left = Math.min(one.samples.length, one.end - settled);
    return { ...one, samples: one.samples.subarray(one.samples.length - left) };
  };
  const drop = (): void => {
    const from = Math.max(settled, worked - most);
    let one = pending[head];
    while (one?.is === 'samples' && one.end <= from) {
      head += 1;
      one = pending[head];
    }
    if (one !== undefined) pending[head] = cut(one);
    if (head > 1000 && head * 2 > pending.length) {
      pending = pending.slice(head);
      head = 0;
    }
  };
  return {
    get taken() {
      return taken;
    },
    get worked() {
      return worked;
    },
    take: (samples) => {
      taken += samples.length;
      pending.push({ is: 'samples', samples, end: taken });
    },
    takeFinish: (id) => {
      pending.push({ is: 'finish', id, at: taken });
    },
    settle: (upTo) => {
      settled = Math.max(settled, upTo);
      drop();
    },
    settleFinish: (id) => {
      const at = pending.findIndex(
        (one, index) => index >= head && one.is === 'finish' && one.id === id,
      );
      if (at >= 0) pending.splice(at, 1);
      drop();
    },
    work: (upTo) => {
      worked = Math.max(worked, upTo);
      drop();
    },
    first: () => {
      const block = pending.find((one, index) => index >= head && one.is === 'samples');
      return block?.is === 'samples' ? block.end - block.samples.length : taken;
    },
    held: () => pending.slice(head),
  };
}
