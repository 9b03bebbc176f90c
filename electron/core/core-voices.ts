import { ConversationId, RecordId } from '#domain/ids.ts';
import { err, ok } from '#domain/result.ts';
import {
  sameModel,
  VoiceConsent,
  voiceConsentSentence,
  voiceRetentionDays,
  verdictOf,
  voiceFacts,
  type VoiceComparison,
  type VoiceDeleted,
  type VoiceEnrolment,
  type VoiceEvent,
  type VoiceOfCall,
} from '#domain/voice.ts';
import type { ConversationView } from '#domain/view.ts';
import type { VoiceDesk } from './core-voices-surface.ts';
import { likeness, type SpeakerEmbedding, type SpeakerModel } from './inference/speaker.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock } from './ports.ts';
import type { VoiceTemplateRepository } from './store/voice-templates.ts';
import type { Answer, CoreFailure } from './surface.ts';

const dayMs = 86_400_000;

const off: CoreFailure = {
  code: 'FORBIDDEN',
  message: 'Comparing voices is turned off.',
  mend: 'An admin can turn it on under Settings, Voice as a risk signal.',
};
const noPurpose: CoreFailure = {
  code: 'FORBIDDEN',
  message: 'No policy of this pack looks at voices, so none is compared.',
  mend: 'Check the caller another way.',
};
const unknownCustomer: CoreFailure = {
  code: 'INVALID',
  message: 'It is not known yet who the customer is, so there is no voice to compare with.',
  mend: 'Find the customer first: ask for the account, e-mail or phone number.',
};

/** Enrolment with consent, comparison and deletion of customers' voices. */
export function createVoices(parts: {
  readonly store: VoiceTemplateRepository;
  /** Stores what `run` writes and publishes together or not at all. */
  readonly transact: <T>(run: () => T) => T;
  readonly publish: (event: VoiceEvent) => void;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
  /** The model in use; rejects with a sentence where there is none. */
  readonly speaker: () => Promise<SpeakerModel>;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  /** What a conversation remembers of it: the fold of its events. */
  readonly voiceIn: (view: ConversationView) => VoiceOfCall | undefined;
  /** Whether the pack of a conversation has a purpose for it: a policy that reads the verdict. */
  readonly hasPurpose: (view: ConversationView) => boolean;
  readonly nameOf: (customer: RecordId) => string | undefined;
  readonly settings: () => {
    readonly voiceSignal: boolean;
    readonly agent: string;
    /** Days that an enrolment is kept; a year when absent. */
    readonly voiceDays?: number;
  };
}): VoiceDesk {
  const { store, clock, transact, publish } = parts;

  const deleted = (customer: RecordId, reason: VoiceDeleted['reason'], in_?: string): void => {
    transact(() => {
      if (!store.remove(customer)) return;
      const where = in_ === undefined ? {} : { conversation: ConversationId.parse(in_) };
      publish({ type: 'voice.deleted', customer, reason, ...where });
    });
  };

  const expire = (): void => {
    for (const { customer } of store.expired(clock.now())) deleted(customer, 'expired');
  };

  /** The conversation, and its customer where the setting and the talk let anything be done. */
  const admitted = (
    conversation: string,
  ): Answer<{ readonly view: ConversationView; readonly customer: RecordId }> => {
    const view = parts.viewOf(conversation);
    if (view === undefined)
      return err({ code: 'NOT_FOUND', message: 'This conversation is not there.' });
    if (!parts.settings().voiceSignal) return err(off);
    if (!parts.hasPurpose(view)) return err(noPurpose);
    const customer = view.record?.customer.id;
    if (customer === undefined) return err(unknownCustomer);
    expire();
    return ok({ view, customer });
  };

  const unavailable = (thrown: unknown): Answer<never> => {
    parts.log.warn('A voice could not be read.', { reason: messageOf(thrown) });
    return err({
      code: 'UNAVAILABLE',
      message: `Voices cannot be compared right now: ${messageOf(thrown)}`,
      mend: 'Check the caller another way.',
    });
  };

  const isDifferent = (view: ConversationView, customer: RecordId): boolean =>
    voiceFacts(parts.voiceIn(view), customer).voice === 'different';

  /** The voice in numbers; the same customer must still be the customer when it is done. */
  const hear = async (
    conversation: string,
    customer: RecordId,
    samples: Float32Array,
  ): Promise<Answer<SpeakerEmbedding & { readonly speaker: SpeakerModel }>> => {
    try {
      const speaker = await parts.speaker();
      const heard = await speaker.embedSpeaker(samples);
      if (!heard.ok) return err({ ...heard.error, code: 'INVALID' });
      const still = admitted(conversation);
      if (!still.ok) return still;
      if (still.value.customer !== customer)
        return err({
          code: 'STALE',
          message: 'Another customer was chosen meanwhile.',
          mend: 'Look who is chosen and try again.',
        });
      return ok({ ...heard.value, speaker });
    } catch (thrown) {
      return unavailable(thrown);
    }
  };

  const state: VoiceDesk['state'] = async (conversation) => {
    const base = { leastSeconds: 3, sentence: voiceConsentSentence };
    const found = admitted(conversation);
    if (!found.ok) {
      if (found.error === off || found.error === noPurpose) return ok({ ...base, state: 'off' });
      return found.error === unknownCustomer ? ok({ ...base, state: 'no_customer' }) : found;
    }
    try {
      const speaker = await parts.speaker();
      const { view, customer } = found.value;
      const voice = parts.voiceIn(view);
      const own = voice?.customer === customer ? voice : undefined;
      const enrolment = store.enrolment(customer);
      const shown = {
        ...{ ...base, leastSeconds: speaker.leastSeconds },
        ...(own !== undefined && { comparison: own.comparison }),
        ...(own?.proof !== undefined && { proof: own.proof }),
      };
      if (enrolment === undefined) return ok({ ...shown, state: 'not_enrolled' });
      const stands = sameModel(enrolment.model, speaker.model) ? 'enrolled' : 'stale';
      return ok({ ...shown, state: stands, enrolment });
    } catch (thrown) {
      return unavailable(thrown);
    }
  };

  const enrol: VoiceDesk['enrol'] = async (conversation, samples, consent) => {
    const found = admitted(conversation);
    if (!found.ok) return found;
    const agreed = VoiceConsent.safeParse(consent);
    if (!agreed.success)
      return err({
        code: 'FORBIDDEN',
        message: "A voice is not enrolled without the customer's explicit consent on record.",
        mend: 'Read the sentence out, write down the answer and tick the box.',
      });
    const { view, customer } = found.value;
    // Else somebody who was just found different could take the place of who is enrolled.
    if (isDifferent(view, customer))
      return err({
        code: 'FORBIDDEN',
        message:
          'In this call the voice was different from the enrolled one, so it is not enrolled.',
        mend: 'Check who it is another way, and enrol in a later call.',
      });
    const heard = await hear(conversation, customer, samples);
    if (!heard.ok) return heard;
    const { embedding, seconds, speaker } = heard.value;
    const now = clock.now();
    const { agent, voiceDays = voiceRetentionDays } = parts.settings();
    const enrolment: VoiceEnrolment = {
      ...{ customer, seconds, consent: agreed.data, model: speaker.model },
      enrolledAt: now,
      expiresAt: now + voiceDays * dayMs,
      enrolledBy: agent,
    };
    transact(() => {
      deleted(customer, 'replaced', conversation);
      store.put(enrolment, embedding);
      publish({
        type: 'voice.enrolled',
        conversation: ConversationId.parse(conversation),
        ...{ customer, seconds, consent: agreed.data, model: speaker.model },
        expiresAt: enrolment.expiresAt,
      });
    });
    return ok(enrolment);
  };

  const compare: VoiceDesk['compare'] = async (conversation, samples) => {
    const found = admitted(conversation);
    if (!found.ok) return found;
    const { customer } = found.value;
    if (store.enrolment(customer) === undefined) return notEnrolled;
    const heard = await hear(conversation, customer, samples);
    if (!heard.ok) return heard;
    const { embedding, seconds, speaker } = heard.value;
    const enrolment = store.enrolment(customer);
    const enrolled = store.embedding(customer);
    if (enrolment === undefined || enrolled === undefined) return notEnrolled;
    if (!sameModel(enrolment.model, speaker.model) || enrolled.length !== embedding.length)
      return err({
        code: 'STALE',
        message: 'This voice was enrolled with another model and cannot be compared any more.',
        mend: 'Check the caller another way; enrol the voice again afterwards, with consent.',
      });
    const score = likeness(enrolled, embedding);
    const comparison: VoiceComparison = {
      ...{ score, seconds, thresholds: speaker.thresholds, model: speaker.model },
      verdict: verdictOf(score, speaker.thresholds),
      errorRates: speaker.errorRates(Math.min(seconds, enrolment.seconds)),
      at: clock.now(),
    };
    publish({
      type: 'voice.compared',
      conversation: ConversationId.parse(conversation),
      customer,
      comparison,
    });
    return ok(comparison);
  };

  return {
    state,
    enrol,
    compare,
    expire,
    prove: (conversation, proof) => {
      const found = admitted(conversation);
      if (!found.ok) return found;
      const { view, customer } = found.value;
      if (!isDifferent(view, customer))
        return err({
          code: 'INVALID',
          message: 'No voice was found different here, so no second proof is needed.',
        });
      const where = ConversationId.parse(conversation);
      publish({ type: 'voice.proved', conversation: where, customer, proof });
      return ok(null);
    },
    remove: (customer, conversation) => {
      const id = RecordId.safeParse(customer);
      if (!id.success || store.enrolment(id.data) === undefined)
        return err({ code: 'NOT_FOUND', message: 'No voice of this customer is enrolled.' });
      deleted(id.data, 'asked', conversation);
      return ok(null);
    },
    removeAll: () => {
      const all = store.list();
      transact(() => {
        for (const { customer } of all) deleted(customer, 'asked');
      });
      return ok({ removed: all.length });
    },
    list: () => {
      expire();
      return ok(
        store.list().map((enrolment) => {
          const name = parts.nameOf(enrolment.customer);
          return name === undefined ? enrolment : { ...enrolment, name };
        }),
      );
    },
  };
}

const notEnrolled = err<CoreFailure>({
  code: 'NOT_FOUND',
  message: 'No voice of this customer is enrolled.',
  mend: 'Check the caller another way; a voice can be enrolled with consent afterwards.',
});
