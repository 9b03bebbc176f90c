import type {
  VoiceComparison,
  VoiceConsent,
  VoiceEnrolment,
  VoiceListing,
  VoiceProof,
  VoiceState,
} from '#domain/voice.ts';
import type { Answer } from './surface.ts';

/** What an agent may ask about voices. No call returns an embedding. */
export interface VoiceDesk {
  state(conversation: string): Promise<Answer<VoiceState>>;
  /** @param samples what the customer's channel heard, 16 kHz mono, -1 to 1 */
  enrol(
    conversation: string,
    samples: Float32Array,
    consent: VoiceConsent | undefined,
  ): Promise<Answer<VoiceEnrolment>>;
  /** Never enrols: what is compared is forgotten, so that a replayed voice cannot wear itself in. */
  compare(conversation: string, samples: Float32Array): Promise<Answer<VoiceComparison>>;
  /** After a voice that was different: the caller showed in another way who it is. */
  prove(conversation: string, proof: VoiceProof): Answer<null>;
  /** For any customer and in any setting: a way out is never closed. */
  remove(customer: string, conversation?: string): Answer<null>;
  removeAll(): Answer<{ readonly removed: number }>;
  list(): Answer<VoiceListing[]>;
  /** Deletes what is kept too long; to be called at the start and once a day. */
  expire(): void;
}
