import { z } from 'zod';
import { Evidence, Speaker } from './conversation.ts';
import { Instant, TurnId } from './ids.ts';

/** @file A live call: what was agreed, whether capture runs, what was ticked and flagged. */

/**
 * What has to happen before a call may be captured. `announce`: the agent says that the call is
 * written down. `ask`: the customer says yes. `off`: it was settled elsewhere (a notice of the
 * telephone system), the record says so.
 */
export const ConsentMode = z.enum(['announce', 'ask', 'off']);
export type ConsentMode = z.infer<typeof ConsentMode>;

export const ConsentAnswer = z.enum(['announced', 'agreed', 'declined', 'not_asked']);
export type ConsentAnswer = z.infer<typeof ConsentAnswer>;

/** The answer with which capture may start under a mode. */
export const sufficientAnswer: Readonly<Record<ConsentMode, ConsentAnswer>> = {
  announce: 'announced',
  ask: 'agreed',
  off: 'not_asked',
};

export const Consent = z.object({
  mode: ConsentMode,
  answer: ConsentAnswer,
  /** What the agent was shown to say. */
  sentence: z.string(),
  at: Instant,
});
export type Consent = z.infer<typeof Consent>;

/** Whether capture may start with what is on record. */
export const mayCapture = (consent: Consent | undefined): boolean =>
  consent !== undefined &&
  consent.answer !== 'declined' &&
  (consent.answer === 'agreed' || consent.answer === sufficientAnswer[consent.mode]);

/** `interrupted`: it ended by itself (device gone, page crashed) and nobody has taken it up yet. */
export const CaptureState = z.enum(['idle', 'running', 'paused', 'interrupted', 'ended']);
export type CaptureState = z.infer<typeof CaptureState>;

/** Where one channel's sound comes from. */
export const ChannelSource = z.object({
  kind: z.enum([
    'microphone',
    /** A tab, a window or the whole system, shared by the browser or taken by Electron. */
    'system',
    /** A second input device: a monitor source on Linux, a telephone adapter. */
    'device',
    /** One side of a stereo device or file: left is the agent, right the customer. */
    'left',
    'right',
    'file',
  ]),
  /** As the system calls it, for the agent. */
  label: z.string().max(200),
});
export type ChannelSource = z.infer<typeof ChannelSource>;

export const Capture = z.object({
  state: CaptureState,
  agent: ChannelSource.optional(),
  customer: ChannelSource.optional(),
  /** One sentence: why it is paused, interrupted or has ended. */
  reason: z.string().max(500).optional(),
  keepsAudio: z.boolean(),
  /** When the call's own clock was 0: times of lines count from here. */
  startedAt: Instant.optional(),
  at: Instant,
});
export type Capture = z.infer<typeof Capture>;

export const Flag = z.object({
  id: z.string().min(1).max(80),
  /** The moment that is meant: when the key was pressed, not when the note was finished. */
  at: Instant,
  /**
   * What was being said then, of what was written down when it was flagged. A view goes on from here
   * to the sentence that was not finished yet (`moment.ts`).
   */
  turn: TurnId.optional(),
  note: z.string().max(500),
});
export type Flag = z.infer<typeof Flag>;

/** One point of the pack's checklist in this conversation. */
export const ChecklistTick = z.object({
  item: z.string(),
  ticked: z.boolean(),
  /** `words`: the agent's own words did it. What a hand did, words do not undo. */
  by: z.enum(['words', 'hand']),
  evidence: z.array(Evidence).default([]),
});
export type ChecklistTick = z.infer<typeof ChecklistTick>;

/** What a window shows of the call itself; absent for conversations that are no calls. */
export interface CallView {
  readonly consent?: Consent;
  readonly capture?: Capture;
  readonly flags: readonly Flag[];
}

export const CallSummaryLine = z.object({
  section: z.enum(['who', 'issue', 'facts', 'done', 'promised', 'open', 'flagged']),
  text: z.string(),
  /** A line without turns is not written. */
  turns: z.array(TurnId).min(1),
});
export type CallSummaryLine = z.infer<typeof CallSummaryLine>;

/** `running`: where the call stands. `transfer`: what a colleague needs to take it over. */
export const CallSummary = z.object({
  kind: z.enum(['running', 'transfer']),
  lines: z.array(CallSummaryLine),
  /** The same as plain text, to be copied. */
  text: z.string(),
  /** Up to which turn it reads. */
  upTo: TurnId.optional(),
  ms: z.number().nonnegative(),
});
export type CallSummary = z.infer<typeof CallSummary>;

/** What was said about something, quoted; nothing is made up. */
export const CallAnswer = z.object({
  question: z.string(),
  /** Best first; empty when the call holds no answer. */
  quotes: z.array(
    z.object({
      turn: TurnId,
      speaker: Speaker,
      /** The words that answer, as they stand in the turn. */
      text: z.string(),
      span: z.object({ start: z.number().int(), end: z.number().int() }),
      score: z.number().min(0).max(1),
    }),
  ),
  /** A value the question asks for ("which order number?"), where one is certain. */
  value: z.string().optional(),
  /** Why there is no answer: one sentence. */
  reason: z.string().optional(),
  ms: z.number().nonnegative(),
});
export type CallAnswer = z.infer<typeof CallAnswer>;

/** What the page needs to capture a call. */
export const CallSetup = z.object({
  consent: z.object({ mode: ConsentMode, sentence: z.string() }),
  /** Audio is not kept unless the admin says so. */
  keepsAudio: z.boolean(),
  /** Whether the customer's voice may be enrolled or compared; else the page keeps none of it. */
  comparesVoices: z.boolean(),
  /** The recogniser's model; absent with the reason when none can be had. */
  speech: z
    .object({
      name: z.string(),
      title: z.string(),
      engine: z.enum(['vosk', 'transformers']),
      files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.int() })),
    })
    .optional(),
  problem: z.string().optional(),
});
export type CallSetup = z.infer<typeof CallSetup>;

/** What became of a line that was heard. */
export const HearOutcome = z.enum([
  /** Stored as a turn. */
  'kept',
  /** The microphone heard the customer: dropped. */
  'bleed',
  /** Card data and nothing else: dropped. */
  'card',
  /** No words were left. */
  'empty',
]);
export type HearOutcome = z.infer<typeof HearOutcome>;

/** A stretch of one channel's sound that is kept: Opus packets of 20 ms each, 16 kHz mono. */
export const AudioPart = z.object({
  speaker: Speaker,
  startMs: z.number().nonnegative(),
  /** Base64, one per packet. */
  packets: z.array(z.string().max(4_000)).min(1).max(500),
});
export type AudioPart = z.infer<typeof AudioPart>;

export const KeptAudio = z.object({
  conversation: z.string(),
  title: z.string(),
  at: Instant,
  seconds: z.number().nonnegative(),
  bytes: z.int().nonnegative(),
  /** When it is removed. */
  until: Instant,
});
export type KeptAudio = z.infer<typeof KeptAudio>;
