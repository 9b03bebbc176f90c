import { mostVoiceSeconds } from '#domain/voice.ts';
import { createRecentSound } from '../activity/recent-sound.ts';
import type { ChannelSound } from '../capture/sound-block.ts';

/** The newest speech of one channel, in this page's memory only; pauses are left out. */
export interface VoiceMemory {
  accept(sound: ChannelSound): void;
  /** Seconds of speech that are held. */
  seconds(): number;
  /** A copy, oldest first: 16 kHz mono, -1 to 1. */
  samples(): Float32Array<ArrayBuffer>;
  forget(): void;
}

export function createVoiceMemory(): VoiceMemory {
  const recent = createRecentSound(mostVoiceSeconds * 16_000);
  return {
    accept: ({ samples, voiced }) => {
      if (voiced !== 0) recent.write(recent.end(), samples);
    },
    seconds: () => (recent.end() - recent.start()) / 16_000,
    samples: () => recent.read(recent.start(), recent.end()),
    forget: () => recent.clear(),
  };
}
