import type { ChannelSound } from './sound-block.ts';

/** @file What page and worklet say to each other. */

export const processorName = 'earshot-sound';

export interface WorkletOptions {
  /** `fvad.wasm`; absent when it could not be fetched: the level alone decides then. */
  readonly fvad?: ArrayBuffer;
}

export type ToWorklet =
  /** Which channels have a source. */
  | { readonly do: 'channels'; readonly agent: boolean; readonly customer: boolean }
  /** Drop all sound from now on. */
  | { readonly do: 'hold' }
  /** Hear again; blocks carry this number from now on. */
  | { readonly do: 'go'; readonly epoch: number };

/** Posted in batches, see message-batch.ts. */
export type FromWorklet =
  | {
      readonly is: 'block';
      /** Samples since the worklet began; the clock runs on while sound is dropped. */
      readonly at: number;
      readonly epoch: number;
      readonly agent?: ChannelSound;
      readonly customer?: ChannelSound;
    }
  /** No sound was asked for in so many milliseconds of the wall clock: the machine slept. */
  | { readonly is: 'gap'; readonly ms: number }
  /** The voice detector could not be started; the level decides. */
  | { readonly is: 'plain'; readonly reason: string };
