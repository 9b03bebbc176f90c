import type { Speaker } from '#domain/conversation.ts';
import type { VoiceDetector } from '../activity/voice-detector.ts';
import {
  blockSamples,
  type ChannelSound,
  createBlockMaker,
  type SoundBlock,
} from '../capture/sound-block.ts';
import type { AudioPiece } from './audio-file.ts';

/**
 * Pieces of a recording as the blocks that capture makes, both channels in lockstep; the last one
 * is filled up with silence.
 * @param speakers who is on the piece's first channel, and on its second
 */
export async function* fileBlocks(
  pieces: AsyncIterable<AudioPiece>,
  speakers: readonly Speaker[],
  detector: () => VoiceDetector,
): AsyncGenerator<SoundBlock, void> {
  let found: Partial<Record<Speaker, ChannelSound>> = {};
  const makers = speakers.map((speaker) =>
    createBlockMaker(detector(), (sound) => {
      found[speaker] = sound;
    }),
  );
  let at = 0;
  let filled = 0;
  const take = (): SoundBlock => {
    const block = { at, length: blockSamples, ...found };
    found = {};
    at += blockSamples;
    filled = 0;
    return block;
  };
  for await (const { channels } of pieces) {
    const length = channels[0]?.length ?? 0;
    for (let taken = 0; taken < length;) {
      // Up to the end of a block, so that both sides' blocks are full at once.
      const size = Math.min(length - taken, blockSamples - filled);
      for (const [index, maker] of makers.entries())
        maker.accept(channels[index]?.subarray(taken, taken + size), size);
      taken += size;
      filled += size;
      if (filled === blockSamples) yield take();
    }
  }
  if (filled > 0) {
    for (const maker of makers) maker.flush();
    yield take();
  }
}
