import type { ReactNode } from 'react';
import { RecordId } from '#domain/ids.ts';
import {
  voiceConsentSentence,
  type VoiceComparison,
  type VoiceEnrolment,
  type VoiceState,
  type VoiceVerdict,
} from '#domain/voice.ts';
import { VoicePanel, type VoicePanelProps } from '../console/voice/VoicePanel.tsx';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const model = { name: 'earshot-speaker', version: '1.0.0', sha256: 'a'.repeat(64) };
const at = Date.parse('2026-11-03T09:12:00Z');

const enrolment: VoiceEnrolment = {
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

const comparison = (verdict: VoiceVerdict): VoiceComparison => ({
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

const panel = (
  name: string,
  voice: Partial<VoiceState> | undefined,
  props: Partial<VoicePanelProps> = {},
): Story => ({
  group: 'voice',
  name,
  render: (): ReactNode => (
    <VoicePanel
      voice={
        voice && { state: 'enrolled', leastSeconds: 3, sentence: voiceConsentSentence, ...voice }
      }
      heardSeconds={9.4}
      busy={undefined}
      problem={undefined}
      onEnrol={nothing}
      onCompare={nothing}
      onProve={nothing}
      onDelete={nothing}
      {...props}
    />
  ),
});

export const voiceStories: readonly Story[] = [
  panel('loading', undefined),
  panel('off', { state: 'off' }),
  panel('no customer', { state: 'no_customer' }),
  panel('not enrolled', { state: 'not_enrolled' }),
  panel('not enrolled, too little speech', { state: 'not_enrolled' }, { heardSeconds: 1.2 }),
  panel('enrolling', { state: 'not_enrolled' }, { busy: 'enrol' }),
  panel('enrolled', { enrolment }),
  panel('enrolled, too little speech', { enrolment }, { heardSeconds: 0 }),
  panel('comparing', { enrolment }, { busy: 'compare' }),
  panel('consistent', { enrolment, comparison: comparison('consistent') }),
  panel('unsure', { enrolment, comparison: comparison('unsure') }),
  panel('different', { enrolment, comparison: comparison('different') }),
  panel('different, second proof', {
    ...{ enrolment, comparison: comparison('different'), proof: 'last_invoice' as const },
  }),
  panel('another model', { state: 'stale', enrolment }),
  panel(
    'error',
    { enrolment },
    {
      problem: {
        message: 'Only 1.2 of 3 seconds of speech were heard from the customer.',
        mend: 'Let the customer say one or two sentences more and try again.',
      },
    },
  ),
];
