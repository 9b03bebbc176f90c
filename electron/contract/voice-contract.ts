import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  VoiceComparison,
  VoiceConsent,
  VoiceEnrolment,
  VoiceListing,
  VoiceProof,
  VoiceSound,
  VoiceState,
} from '#domain/voice.ts';
import { errors } from './errors.ts';

const call = oc.errors(errors);
const inConversation = z.object({ conversation: z.string() });
const heard = inConversation.extend({ sound: VoiceSound });
const nothing = z.object({});

/** A caller's voice against an enrolled one. No call takes or returns an embedding. */
export const voiceContract = {
  state: call.input(inConversation).output(VoiceState),
  /** Refused without consent. Replaces what was enrolled of the customer. */
  enrol: call.input(heard.extend({ consent: VoiceConsent })).output(VoiceEnrolment),
  /** What is compared is forgotten afterwards. */
  compare: call.input(heard).output(VoiceComparison),
  /** After a voice that was different: how else the caller showed who it is. */
  prove: call.input(inConversation.extend({ proof: VoiceProof })).output(nothing),
  /** `conversation` where it was asked for in one. Answered in any setting. */
  remove: call
    .input(z.object({ customer: z.string(), conversation: z.string().optional() }))
    .output(nothing),
  removeAll: call.output(z.object({ removed: z.int().nonnegative() })),
  /** Everybody whose voice is kept. */
  list: call.output(z.array(VoiceListing)),
} as const;
