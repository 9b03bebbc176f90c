import type { ReactNode } from 'react';
import { voiceConsentSentence, type VoiceState } from '#domain/voice.ts';
import { VoicePanel, type VoicePanelProps } from '../console/voice/VoicePanel.tsx';
import { comparison, enrolment } from './fixtures-voice.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
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
