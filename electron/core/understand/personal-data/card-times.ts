import type { Topic } from './card-topic.ts';

/** @file How long the card watch waits, holds and remembers; measured on the set beside it. */

/** Digits of unknown meaning wait so long for more of them, or for a word on what they are; ms. */
export const lookBackMs = 4_000;
/** And in all no longer than this, however slowly they are dictated. */
export const longestWaitMs = 20_000;
/** Holding ends after so long without digits, or without a new question for them. */
export const resumeMs = 10_000;
/** Who dictates goes on within this time, one digit at a time too. */
export const dictationMs = 8_000;
/** A pause between two pieces of one number. */
export const longestPauseMs = 15_000;
/**
 * A final comes within this time after the voice. One that comes later was kept by a page that could
 * not reach the core; what it is about is told by when it was said.
 */
export const finalDelayMs = 2_000;
/** The longest line between two pauses that the recogniser makes, and its delay after the voice. */
const longestLineMs = 30_000;
/**
 * Sound of a moment may be kept when it is this old and no report named it: the digits may stand at
 * the beginning of the longest line, which then waits as long as a line can, plus a second for the
 * final to come. Sound of a line still open must wait for the line.
 */
export const audioLagMs = longestLineMs + longestWaitMs + 1_000;

/** How long a topic lasts after it was last touched; ms. */
export const lasts: Readonly<Record<Topic, number>> = {
  card: 90_000,
  weak: 20_000,
  code: 60_000,
  after: 30_000,
  other: 60_000,
  none: Infinity,
};
/** Words of a line that has nothing to do with a dictation before it. */
export const talkOn = { words: 4, digits: 8 } as const;
/** The longest card number; whoever gave so many digits has given them all. */
export const longestCard = 16;
