import { z } from 'zod';
import { Speaker } from '#domain/conversation.ts';
import { HeardLine, HeardPartial } from '#domain/speech.ts';

/**
 * @file What a command line and the page that recognises for it in a headless browser say to each
 * other: a job with tasks, and what came of them. HTTP on 127.0.0.1; the token of the run is a
 * bearer token in every request but those for parts of the page itself.
 */

/** Where the page gets its job, tells what came of it, and reads the files named in it. */
export const jobPaths = { job: '/job', told: '/job/told', file: '/job/files/' } as const;

export const HeadlessTask = z.object({
  id: z.string(),
  /**
   * `fast`: as fast as it goes. `paced`: at the speed of life, as a device would deliver it, with
   * partial words, to measure how long things take.
   */
  pace: z.enum(['fast', 'paced']),
  /** Name of the recording, for its format and for messages. */
  name: z.string(),
  bytes: z.int().nonnegative(),
  /** All of it is one person's; absent: left is the agent, and one channel is the customer. */
  speaker: Speaker.optional(),
});
export type HeadlessTask = z.infer<typeof HeadlessTask>;

export const HeadlessJob = z.object({
  /** Name of the speech model. */
  model: z.string(),
  tasks: z.array(HeadlessTask),
});
export type HeadlessJob = z.infer<typeof HeadlessJob>;

/** What happened, and what to do. */
const Sentences = z.object({ message: z.string(), mend: z.string() });
const task = z.string();
/** Milliseconds since the task's first sample was handed over, on the page's own stopwatch. */
const atMs = z.number();

export const HeadlessTold = z.discriminatedUnion('kind', [
  /** The model is being fetched and loaded, 0 to 1. */
  z.object({ kind: z.literal('loading'), share: z.number() }),
  z.object({ kind: z.literal('progress'), task, share: z.number() }),
  z.object({ kind: z.literal('partial'), task, atMs, partial: HeardPartial }),
  z.object({ kind: z.literal('line'), task, atMs, line: HeardLine }),
  /**
   * The recording was read to its end, or to where it is damaged: then `damage` says where. Notes
   * are for the person as well, but nothing was lost.
   */
  z.object({
    kind: z.literal('done'),
    task,
    /** Of sound. */
    seconds: z.number().nonnegative(),
    /** That it took. */
    ms: z.number().nonnegative(),
    notes: z.array(Sentences),
    damage: Sentences.optional(),
  }),
  /** Nothing came of a task, or, without one, of the whole job. */
  z.object({
    kind: z.literal('failed'),
    task: task.optional(),
    message: z.string(),
    mend: z.string(),
  }),
  /** Every few seconds: the page has not crashed. */
  z.object({ kind: z.literal('alive') }),
  z.object({ kind: z.literal('over') }),
]);
export type HeadlessTold = z.infer<typeof HeadlessTold>;
