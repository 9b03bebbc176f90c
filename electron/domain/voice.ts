import { z } from 'zod';
import { ConversationId, Instant, RecordId } from './ids.ts';
import { ModelRef } from './insight.ts';

/**
 * @file A caller's voice against an enrolled one: one signal among others, off unless an admin turns
 * it on. An embedding of a voice is biometric data; it never leaves the store, so no type here has one.
 */

/** `unsure`: neither threshold was reached; it says nothing, as if nobody had compared. */
export const VoiceVerdict = z.enum(['consistent', 'unsure', 'different']);
export type VoiceVerdict = z.infer<typeof VoiceVerdict>;

/** How often a comparison goes wrong, as measured; see the model's card for what on. */
export const VoiceErrorRates = z.object({
  /** Share of other people's voices that are called consistent, 0 to 1. */
  falseAccept: z.number().min(0).max(1),
  /** Share of a person's own voices that are called different, 0 to 1. */
  falseReject: z.number().min(0).max(1),
  /** Where the two are equal, by moving one threshold. */
  equalErrorRate: z.number().min(0).max(1),
  /** Pairs they were measured on: of one person, and of two. */
  n: z.object({ same: z.int().nonnegative(), different: z.int().nonnegative() }),
  /** On what: "people", "made-up voices". */
  set: z.string().min(1),
  /** Seconds of speech on each side of those pairs. */
  seconds: z.number().positive(),
});
export type VoiceErrorRates = z.infer<typeof VoiceErrorRates>;

/** Cosine: from `consistent` upwards it is consistent, below `different` different. */
export const VoiceThresholds = z.object({
  consistent: z.number().min(-1).max(1),
  different: z.number().min(-1).max(1),
});
export type VoiceThresholds = z.infer<typeof VoiceThresholds>;

export const VoiceComparison = z.object({
  verdict: VoiceVerdict,
  /** Cosine of the two embeddings, -1 to 1. */
  score: z.number().min(-1).max(1),
  thresholds: VoiceThresholds,
  errorRates: VoiceErrorRates,
  /** Seconds of speech that were compared; pauses do not count. */
  seconds: z.number().nonnegative(),
  model: ModelRef,
  at: Instant,
});
export type VoiceComparison = z.infer<typeof VoiceComparison>;

/** A second proof of who is calling: one more fact of the article that says how callers are checked. */
export const VoiceProof = z.enum([
  'account_number',
  'last_invoice',
  'plan_and_seats',
  'month_made',
  'call_back',
]);
export type VoiceProof = z.infer<typeof VoiceProof>;

/** How the customer agreed to the enrolment: explicit, for this purpose, and on record. */
export const VoiceConsent = z.object({
  /** What the customer was told, as the agent read it out. */
  sentence: z.string().trim().min(20).max(1_000),
  /** What the customer answered, in the customer's own words. */
  answer: z.string().trim().min(1).max(500),
});
export type VoiceConsent = z.infer<typeof VoiceConsent>;

/** What the agent reads out before the tick; the purpose is named and so is the way back. */
export const voiceConsentSentence =
  'May I keep a mathematical description of your voice on this computer, only to compare it when you call again about access to your account? You can say no and lose nothing, and you can have it deleted at any time.';

/** What is on record of an enrolment, without the embedding. */
export const VoiceEnrolment = z.object({
  customer: RecordId,
  enrolledAt: Instant,
  /** Compared until then, and deleted afterwards. */
  expiresAt: Instant,
  enrolledBy: z.string().min(1).max(80),
  consent: VoiceConsent,
  /** Seconds of speech it was made from. */
  seconds: z.number().positive(),
  model: ModelRef,
});
export type VoiceEnrolment = z.infer<typeof VoiceEnrolment>;

/** For who decides about what is kept: whose it is, in words. */
export const VoiceListing = VoiceEnrolment.extend({ name: z.string().optional() });
export type VoiceListing = z.infer<typeof VoiceListing>;

/** Speech of the newest seconds that a page keeps for an enrolment or a comparison. */
export const mostVoiceSeconds = 30;

/** What the customer's channel heard: base64 of 16-bit samples, little-endian, 16 kHz mono. */
export const VoiceSound = z.base64().max(Math.ceil((mostVoiceSeconds * 32_000 * 4) / 3) + 4);
export type VoiceSound = z.infer<typeof VoiceSound>;

/** Days after which an enrolment is deleted unless an admin set another number. */
export const voiceRetentionDays = 365;

/** Where the panel stands. `stale`: enrolled with another model, so it cannot be compared. */
export const VoiceState = z.object({
  state: z.enum(['off', 'no_customer', 'not_enrolled', 'stale', 'enrolled']),
  enrolment: VoiceEnrolment.optional(),
  /** The newest comparison of this conversation. */
  comparison: VoiceComparison.optional(),
  /** Given after a comparison that was different. */
  proof: VoiceProof.optional(),
  /** Seconds of speech that are needed at least. */
  leastSeconds: z.number().positive(),
  /** What the agent reads out. */
  sentence: z.string(),
});
export type VoiceState = z.infer<typeof VoiceState>;

/** Events; the record says that and why, never the embedding. */
export const VoiceEnrolled = z.object({
  type: z.literal('voice.enrolled'),
  conversation: ConversationId,
  customer: RecordId,
  consent: VoiceConsent,
  seconds: z.number().positive(),
  expiresAt: Instant,
  model: ModelRef,
});
export type VoiceEnrolled = z.infer<typeof VoiceEnrolled>;

export const VoiceCompared = z.object({
  type: z.literal('voice.compared'),
  conversation: ConversationId,
  customer: RecordId,
  comparison: VoiceComparison,
});
export type VoiceCompared = z.infer<typeof VoiceCompared>;

export const VoiceDeleted = z.object({
  type: z.literal('voice.deleted'),
  /** Absent for what an admin or the retention did. */
  conversation: ConversationId.optional(),
  customer: RecordId,
  /** `replaced`: enrolled again. */
  reason: z.enum(['asked', 'expired', 'replaced']),
});
export type VoiceDeleted = z.infer<typeof VoiceDeleted>;

/** After a voice that was different: the caller showed in another way who it is. */
export const VoiceProved = z.object({
  type: z.literal('voice.proved'),
  conversation: ConversationId,
  customer: RecordId,
  /** Which fact it was, never its value. */
  proof: VoiceProof,
});
export type VoiceProved = z.infer<typeof VoiceProved>;

/** What a conversation remembers of it: the newest comparison, whose it was, and the proof after it. */
export interface VoiceOfCall {
  readonly customer: RecordId;
  readonly comparison: VoiceComparison;
  readonly proof?: VoiceProof;
}

/** For the view: a new comparison takes the proof of the former one with it. */
export function foldVoice(
  before: VoiceOfCall | undefined,
  event: VoiceCompared | VoiceProved,
): VoiceOfCall | undefined {
  if (event.type === 'voice.compared')
    return { customer: event.customer, comparison: event.comparison };
  return before?.customer === event.customer ? { ...before, proof: event.proof } : before;
}

/**
 * The facts of the policies: `voice` is the newest verdict, only while the customer it was made for is
 * still the customer, and absent when nobody compared; `secondProof` that one was given since.
 */
export const voiceFacts = (
  voice: VoiceOfCall | undefined,
  customer: RecordId | undefined,
): { readonly voice?: VoiceVerdict; readonly secondProof?: boolean } => {
  if (voice === undefined || voice.customer !== customer) return {};
  const proved = voice.proof === undefined ? {} : { secondProof: true };
  return { voice: voice.comparison.verdict, ...proved };
};

export type VoiceEvent = VoiceEnrolled | VoiceCompared | VoiceProved | VoiceDeleted;

/** What `config.json` of the speaker model says besides how it hears. */
export const VoiceMeasured = z.object({
  set: z.string(),
  seconds: z.number().positive(),
  speakers: z.int().nonnegative(),
  same: z.int().nonnegative(),
  different: z.int().nonnegative(),
  equalErrorRate: z.number().optional(),
  falseAccept: z.number().optional(),
  falseReject: z.number().optional(),
});
export type VoiceMeasured = z.infer<typeof VoiceMeasured>;

/** The verdict of a score. */
export const verdictOf = (score: number, thresholds: VoiceThresholds): VoiceVerdict => {
  if (score >= thresholds.consistent) return 'consistent';
  return score < thresholds.different ? 'different' : 'unsure';
};

/** Whether an embedding of one model can be compared with one of another: only the same weights. */
export const sameModel = (
  one: { readonly sha256: string },
  other: { readonly sha256: string },
): boolean => one.sha256 === other.sha256;
