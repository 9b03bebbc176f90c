import { z } from 'zod';
import { Speaker } from './conversation.ts';

/**
 * @file What a recogniser heard. All times are milliseconds on the call's own clock: 0 is when
 * capture began, both channels share it, and it runs on while capture is paused.
 */

export const HeardWord = z.object({
  /** As the recogniser spells it: lower case, numbers as words. */
  text: z.string().min(1).max(200),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  /** The recogniser's own, 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type HeardWord = z.infer<typeof HeardWord>;

/** How much of what the microphone heard was the customer's voice coming back. */
export const Echo = z.object({
  /** 0: nothing in common with the other channel at that time, 1: the same sound. */
  likeness: z.number().min(0).max(1),
  /** How much later than on the other channel. */
  lagMs: z.number(),
  /** Level against the other channel's, decibel; negative is quieter. */
  levelDb: z.number(),
});
export type Echo = z.infer<typeof Echo>;

/** What one channel said between two pauses, final. */
export const HeardLine = z.object({
  speaker: Speaker,
  words: z.array(HeardWord).min(1).max(2_000),
  /** From voice activity: when the voice began and ended; the words lie within, give or take. */
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  /** Name of the recogniser's model. */
  model: z.string().max(120),
  echo: Echo.optional(),
});
export type HeardLine = z.infer<typeof HeardLine>;

/** What one channel is saying now; replaced by the next one or by a line. */
export const HeardPartial = z.object({
  speaker: Speaker,
  text: z.string().max(20_000),
  startMs: z.number().nonnegative(),
  atMs: z.number().nonnegative(),
});
export type HeardPartial = z.infer<typeof HeardPartial>;

/** A word or phrase that a pack or an agent wants recognised. */
export const VocabularyTerm = z.object({
  /** As it is to be written: "AeroPress Go". */
  written: z.string().min(1).max(120),
  /** Other ways a recogniser may spell it, lower case; learned ones are added here. */
  heard: z.array(z.string().min(1).max(120)).max(20).default([]),
  kind: z.enum(['product', 'person', 'place', 'term', 'learned']),
});
export type VocabularyTerm = z.infer<typeof VocabularyTerm>;

/** What was changed between the recogniser's words and the text of the turn. */
export const MendedSpan = z.object({
  /** Where in the written text, UTF-16. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** What the recogniser had. */
  heard: z.string(),
  kind: z.enum([
    'number',
    'money',
    'date',
    'time',
    'email',
    'spelled',
    'code',
    'name',
    'vocabulary',
    'case',
  ]),
});
export type MendedSpan = z.infer<typeof MendedSpan>;

/** A line as it is written: digits, amounts, addresses and names spelt as people write them. */
export const WrittenLine = z.object({ text: z.string(), mended: z.array(MendedSpan) });
export type WrittenLine = z.infer<typeof WrittenLine>;
