import { frameSamples } from '../activity/fvad.ts';
import { loudness } from '../activity/levels.ts';
import type { VoiceDetector } from '../activity/voice-detector.ts';
import type { Speaker } from '#domain/conversation.ts';

/**
 * @file What everything behind capture works on: 50 ms of both channels, cut at the same place of
 * one clock, with what voice activity found. The worklet and the reader of files make the same.
 */

/** Frames of 10 ms in a block: the meters move 20 times a second. */
export const blockFrames = 5;
export const blockSamples = blockFrames * frameSamples;

export interface ChannelSound {
  /** 16 kHz, mono, -1 to 1. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Bit n: the n-th frame of 10 ms holds voice. */
  readonly voiced: number;
  /** Of the whole block, decibel full scale. */
  readonly rmsDb: number;
  /** Samples at full scale. */
  readonly clipped: number;
}

export interface SoundBlock {
  /** Place of the first sample on the call's clock, in samples of 16 kHz. */
  readonly at: number;
  /** Samples; also of a channel that is absent. */
  readonly length: number;
  /** Absent: this channel is not captured, or capture is paused. */
  readonly agent?: ChannelSound;
  readonly customer?: ChannelSound;
}

export const speakers = ['agent', 'customer'] as const satisfies readonly Speaker[];

/** Cuts one channel into blocks. */
export interface BlockMaker {
  /** Takes samples of any number; calls back for every block that is full. */
  accept(samples: Float32Array | undefined, length: number): void;
  /** Fills the block that is open with silence and gives it away; nothing when none is open. */
  flush(): void;
  /** Forgets what is not a whole block yet. */
  clear(): void;
}

/** @param full told about every block of `blockSamples` */
export function createBlockMaker(
  detector: VoiceDetector,
  full: (sound: ChannelSound) => void,
): BlockMaker {
  let block = new Float32Array(blockSamples);
  let filled = 0;
  const give = (): void => {
    const samples = block;
    block = new Float32Array(blockSamples);
    filled = 0;
    let voiced = 0;
    let clipped = 0;
    for (let frame = 0; frame < blockFrames; frame += 1) {
      const found = detector.next(samples, frame * frameSamples);
      if (found.voiced) voiced |= 1 << frame;
      clipped += found.clipped;
    }
    full({ samples, voiced, rmsDb: loudness(samples).rmsDb, clipped });
  };
  return {
    accept: (samples, length) => {
      for (let taken = 0; taken < length;) {
        const size = Math.min(length - taken, blockSamples - filled);
        // An input that gives nothing is silence: the other channel's clock goes on.
        if (samples) block.set(samples.subarray(taken, taken + size), filled);
        filled += size;
        taken += size;
        if (filled === blockSamples) give();
      }
    },
    flush: () => {
      if (filled > 0) give();
    },
    clear: () => {
      block.fill(0);
      filled = 0;
    },
  };
}
