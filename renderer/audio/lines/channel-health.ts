import type { Speaker } from '#domain/conversation.ts';
import type { ChannelSound, SoundBlock } from '../capture/sound-block.ts';
import type { ChannelHealth } from '../session.ts';

/** @file What is wrong with the sound of two channels that are both captured, from the sound. */

/** Less is no sound at all: a microphone that is switched off, a share of a tab that plays nothing. */
export const soundFromDb = -60;
const silentAfter = 16 * 10_000;
/** So much voice of the other side within that time means that there was a talk to be heard. */
const otherVoice = 16 * 2_000;
/** Blocks that are looked at for clipping: two seconds. */
const clippingBlocks = 40;
/** Share of samples at full scale. Music that was mixed loud has less than one in a thousand. */
const clippingShare = 0.003;
/** A voice that says nothing for longer than this is music on hold. */
export const musicAfterMs = 15_000;
/** An engine without partials says nothing until a stretch is over, twenty seconds at most. */
export const musicAfterWithoutPartialsMs = 40_000;

interface Ear {
  /** Samples since there was sound. */
  quiet: number;
  /** Voice of the other side in that time, samples. */
  other: number;
  /** Clipped samples of the last blocks. */
  readonly clipped: number[];
}

export interface ChannelHealths {
  /** Takes a block and returns what it makes of each channel that is there. */
  accept(
    block: SoundBlock,
    wordlessMs: Readonly<Record<Speaker, number>>,
  ): Readonly<Record<Speaker, Extract<ChannelHealth, 'live' | 'silent' | 'clipping' | 'music'>>>;
  /** Another source, or a pause: what was before says nothing any more. */
  forget(speaker: Speaker): void;
}

export function createChannelHealths(streaming: boolean): ChannelHealths {
  const fresh = (): Ear => ({ quiet: 0, other: 0, clipped: [] });
  const ears = { agent: fresh(), customer: fresh() };
  const musicAfter = streaming ? musicAfterMs : musicAfterWithoutPartialsMs;

  const hear = (ear: Ear, own: ChannelSound, other: ChannelSound | undefined): void => {
    if (own.rmsDb > soundFromDb || own.voiced !== 0) {
      ear.quiet = 0;
      ear.other = 0;
    } else {
      ear.quiet += own.samples.length;
      ear.other += other && other.voiced !== 0 ? other.samples.length : 0;
    }
    ear.clipped.push(own.clipped);
    if (ear.clipped.length > clippingBlocks) ear.clipped.shift();
  };
  return {
    accept: (block, wordlessMs) => {
      if (block.agent) hear(ears.agent, block.agent, block.customer);
      if (block.customer) hear(ears.customer, block.customer, block.agent);
      const judge = (speaker: Speaker) => {
        const ear = ears[speaker];
        const clipped = ear.clipped.reduce((sum, count) => sum + count, 0);
        if (ear.quiet >= silentAfter && ear.other >= otherVoice) return 'silent';
        if (clipped > clippingShare * clippingBlocks * block.length) return 'clipping';
        return wordlessMs[speaker] > musicAfter ? 'music' : 'live';
      };
      return { agent: judge('agent'), customer: judge('customer') };
    },
    forget: (speaker) => {
      ears[speaker] = fresh();
    },
  };
}
