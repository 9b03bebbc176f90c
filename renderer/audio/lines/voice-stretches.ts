import type { HeardWord } from '#domain/speech.ts';
import { createClockMap } from './clock-map.ts';

/**
 * @file The stretches of voice that were given to one recogniser, and the words it found in them,
 * put on the call's clock.
 */

interface Stretch {
  /** The recogniser's own count at its first sample. */
  readonly fedFrom: number;
  readonly voiceAt: number;
  voiceEnd?: number;
  /** A line of it was said already: the next one begins with its first word. */
  said: boolean;
}

export interface PlacedWords {
  readonly words: readonly HeardWord[];
  readonly startMs: number;
  readonly endMs: number;
}

export interface VoiceStretches {
  open(voiceAt: number): void;
  feed(at: number, length: number): void;
  close(voiceEnd: number): void;
  /** Milliseconds on the call's clock where what is being said began. */
  openedMs(): number;
  /** Milliseconds on the call's clock up to which the recogniser was fed. */
  fedMs(): number;
  /** Words of one final, in the recogniser's time. */
  place(words: readonly HeardWord[]): PlacedWords;
}

/**
 * A final comes in the middle of a stretch when the recogniser ends an utterance by itself, which
 * takes half a second of silence; a last word nearer to the voice's end than this ends with it.
 */
const nearEndMs = 700;

export function createVoiceStretches(): VoiceStretches {
  const clock = createClockMap();
  let stretches: Stretch[] = [];
  let fedTo = 0;
  return {
    open: (voiceAt) => {
      stretches.push({ fedFrom: clock.fed(), voiceAt, said: false });
    },
    feed: (at, length) => {
      // Its beginning was dropped while the recogniser was loading.
      if (stretches.at(-1)?.voiceEnd !== undefined || stretches.length === 0)
        stretches.push({ fedFrom: clock.fed(), voiceAt: at, said: false });
      clock.add(at, length);
      fedTo = at + length;
    },
    close: (voiceEnd) => {
      const last = stretches.at(-1);
      if (last) last.voiceEnd = voiceEnd;
    },
    openedMs: () => (stretches.at(-1)?.voiceAt ?? fedTo) / 16,
    fedMs: () => fedTo / 16,
    place: (words) => {
      const placed = words.map((word) => {
        const startMs = clock.start(word.startMs);
        return { ...word, startMs, endMs: Math.max(startMs, clock.end(word.endMs)) };
      });
      const first = words[0]?.startMs ?? 0;
      const begin = placed[0]?.startMs ?? 0;
      const end = placed.at(-1)?.endMs ?? begin;
      const index = stretches.findLastIndex(({ fedFrom }) => fedFrom <= first * 16);
      const stretch = stretches[Math.max(0, index)];
      stretches = stretches.slice(Math.max(0, index));
      clock.forgetBefore(first);
      if (stretch === undefined) return { words: placed, startMs: begin, endMs: end };
      const { voiceAt, voiceEnd, said } = stretch;
      stretch.said = true;
      const voiceEndMs = voiceEnd === undefined ? end : voiceEnd / 16;
      return {
        words: placed,
        startMs: said ? begin : Math.min(begin, voiceAt / 16),
        endMs: voiceEndMs - end < nearEndMs ? Math.max(end, voiceEndMs) : end,
      };
    },
  };
}
