import type { HeardWord } from '#domain/speech.ts';

/** A line of words as a recogniser gives them, 300 ms each. */
export const heardWords = (said: string, confidence = 0.9): HeardWord[] =>
  said
    .split(' ')
    .filter((text) => text !== '')
    .map((text, index) => ({
      text,
      startMs: index * 300,
      endMs: index * 300 + 280,
      confidence,
    }));
