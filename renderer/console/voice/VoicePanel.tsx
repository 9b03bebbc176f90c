import { useState, type ReactNode } from 'react';
import type { VoiceConsent, VoiceProof, VoiceState } from '#domain/voice.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { fullTime } from '#renderer/ui/format.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Empty, Problem } from '#renderer/ui/Panel.tsx';
import { Fold } from '../call/Fold.tsx';
import { VoiceEnrol } from './VoiceEnrol.tsx';
import { VoiceResult } from './VoiceResult.tsx';
import { heardWords, verdicts } from './voiceWords.ts';

export interface VoicePanelProps {
  /** Undefined when it could not be asked for: then there is a problem. */
  readonly voice: VoiceState | undefined;
  /** Seconds of speech heard from the customer so far, about. */
  readonly heardSeconds: number;
  /** What is under way. */
  readonly busy: 'enrol' | 'compare' | undefined;
  readonly problem: { readonly message: string; readonly mend?: string } | undefined;
  readonly onEnrol: (consent: VoiceConsent) => void;
  readonly onCompare: () => void;
  readonly onProve: (proof: VoiceProof) => void;
  readonly onDelete: () => void;
}

function Enrolled(props: VoicePanelProps & { voice: VoiceState }): ReactNode {
  const { enrolment, state, leastSeconds } = props.voice;
  const [deleting, setDeleting] = useState(false);
  if (enrolment === undefined) return null;
  return (
    <>
      <div className="flex items-center gap-1">
        <p className="min-w-0 flex-1 text-xs text-subtle">
          Enrolled {fullTime(enrolment.enrolledAt)} by {enrolment.enrolledBy}; deleted by itself{' '}
          {fullTime(enrolment.expiresAt)}. The customer answered “{enrolment.consent.answer}”.
        </p>
        <IconButton
          icon="trash"
          label="Delete the enrolled voice"
          aria-expanded={deleting}
          onClick={() => setDeleting((open) => !open)}
        />
      </div>
      {deleting ? (
        <div className="flex flex-wrap items-center gap-2">
          <p className="text-sm">Delete this voice for good?</p>
          <Button
            look="danger"
            onClick={() => {
              setDeleting(false);
              props.onDelete();
            }}
          >
            Delete
          </Button>
          <Button look="quiet" onClick={() => setDeleting(false)}>
            Keep
          </Button>
        </div>
      ) : null}
      {state === 'stale' ? (
        <p className="text-sm">
          It was enrolled with another model and cannot be compared any more. It can be enrolled
          again, with consent.
        </p>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            icon="sound"
            disabled={props.busy !== undefined || props.heardSeconds < leastSeconds}
            onClick={props.onCompare}
          >
            {props.busy === 'compare' ? 'Comparing…' : 'Compare the voice'}
          </Button>
          <span className="text-xs text-subtle">
            {heardWords(props.heardSeconds, leastSeconds)}
          </span>
        </div>
      )}
    </>
  );
}

function Open(props: VoicePanelProps & { voice: VoiceState }): ReactNode {
  const { voice } = props;
  const mayEnrol = voice.state === 'not_enrolled' || voice.state === 'stale';
  return (
    <div className="space-y-3 px-3 pb-3">
      {voice.state === 'not_enrolled' ? (
        <p className="text-sm text-subtle">
          No voice of this customer is enrolled.{' '}
          {heardWords(props.heardSeconds, voice.leastSeconds)}
        </p>
      ) : null}
      <Enrolled {...props} />
      {voice.comparison === undefined ? null : (
        <VoiceResult comparison={voice.comparison} proof={voice.proof} onProve={props.onProve} />
      )}
      {mayEnrol ? (
        <VoiceEnrol
          sentence={voice.sentence}
          ready={props.heardSeconds >= voice.leastSeconds}
          busy={props.busy === 'enrol'}
          again={voice.state === 'stale'}
          onEnrol={props.onEnrol}
        />
      ) : null}
    </div>
  );
}

const asides: Readonly<Record<VoiceState['state'], string>> = {
  off: '',
  no_customer: 'no customer yet',
  not_enrolled: 'not enrolled',
  stale: 'enrolled with another model',
  enrolled: 'enrolled',
};

function Aside({ voice }: { voice: VoiceState }): ReactNode {
  if (voice.comparison === undefined) return asides[voice.state];
  const { title, tone } = verdicts[voice.comparison.verdict];
  return <Chip tone={tone}>{title}</Chip>;
}

/** The caller's voice against an enrolled one: a hint with its error rates, never a key. */
export function VoicePanel(props: VoicePanelProps): ReactNode {
  const { voice } = props;
  return (
    <Fold
      title="Voice"
      icon="sound"
      aside={voice === undefined ? null : <Aside voice={voice} />}
      open={props.problem !== undefined || voice?.enrolment !== undefined}
    >
      {props.problem === undefined ? null : <Problem {...props.problem} />}
      {voice?.state === 'no_customer' ? (
        <Empty icon="customer" title="Not known who it is">
          As soon as the customer is known, the voice can be compared with an enrolled one.
        </Empty>
      ) : null}
      {voice === undefined || voice.state === 'no_customer' ? null : (
        <Open {...props} voice={voice} />
      )}
    </Fold>
  );
}
