import { RecordId } from '#domain/ids.ts';
import {
  voiceConsentSentence,
  type VoiceComparison,
  type VoiceEnrolment,
  type VoiceListing,
  type VoiceState,
  type VoiceVerdict,
} from '#domain/voice.ts';
import type { Handler } from './fixtureDesk.ts';

/** @file Voices as the panel and the admin see them. */

const model = { name: 'earshot-speaker', version: '1.0.0', sha256: 'a'.repeat(64) };
const at = Date.parse('2026-11-03T09:12:00Z');

export const enrolment: VoiceEnrolment = {
  customer: RecordId.parse('saas-customer-03'),
  enrolledAt: at,
  expiresAt: at + 365 * 86_400_000,
  enrolledBy: 'Sam',
  consent: { sentence: voiceConsentSentence, answer: 'Yes, that is fine with me.' },
  seconds: 14,
  model,
};

const scores: Readonly<Record<VoiceVerdict, number>> = {
  consistent: 0.81,
  unsure: 0.44,
  different: 0.08,
};

export const comparison = (verdict: VoiceVerdict): VoiceComparison => ({
  verdict,
  score: scores[verdict],
  thresholds: { consistent: 0.62, different: 0.21 },
  errorRates: {
    ...{ falseAccept: 0.12, falseReject: 0.06, equalErrorRate: 0.2 },
    ...{ n: { same: 44, different: 410 }, set: 'people, through lines', seconds: 3 },
  },
  seconds: 9.4,
  model,
  at,
});

/** What the pretended core answers about voices: one is enrolled, and every caller is another one. */
export function voiceHandlers(kept: 'usual' | 'empty'): Readonly<Record<string, Handler>> {
  let compared: VoiceComparison | undefined;
  let listed: readonly VoiceListing[] =
    kept === 'empty'
      ? []
      : [
          { ...enrolment, name: 'Mara Lindqvist' },
          {
            ...enrolment,
            customer: RecordId.parse('saas-customer-11'),
            name: 'Wolfeschlegelsteinhausenbergerdorff & Sons Incorporated, Purchasing',
          },
        ];
  return {
    'voices.state': () =>
      ({
        ...{ state: 'enrolled', leastSeconds: 3, sentence: voiceConsentSentence, enrolment },
        ...(compared !== undefined && { comparison: compared }),
      }) satisfies VoiceState,
    'voices.compare': () => (compared = comparison('different')),
    'voices.list': () => listed,
    'voices.remove': ({ customer }) => {
      listed = listed.filter((one) => one.customer !== customer);
      return {};
    },
    'voices.removeAll': () => {
      const removed = listed.length;
      listed = [];
      return { removed };
    },
  };
}
