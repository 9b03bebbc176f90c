import { useId, useState, type ReactNode } from 'react';
import type { VoiceConsent } from '#domain/voice.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';

export interface VoiceEnrolProps {
  /** What the agent reads out. */
  readonly sentence: string;
  /** Whether the customer has said enough. */
  readonly ready: boolean;
  readonly busy: boolean;
  readonly again: boolean;
  readonly onEnrol: (consent: VoiceConsent) => void;
}

/** Reading out, the answer in the customer's words, the tick: nothing is enrolled without all three. */
export function VoiceEnrol(props: VoiceEnrolProps): ReactNode {
  const id = useId();
  const [agreed, setAgreed] = useState(false);
  const [answer, setAnswer] = useState('');
  const complete = agreed && answer.trim() !== '';
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete || !props.ready || props.busy) return;
        props.onEnrol({ sentence: props.sentence, answer: answer.trim() });
        setAgreed(false);
        setAnswer('');
      }}
    >
      <p className="text-xs text-subtle">Read out:</p>
      <blockquote id={id} className="border-s-2 border-line ps-2 text-sm">
        {props.sentence}
      </blockquote>
      <TextField
        label="What the customer answered"
        value={answer}
        maxLength={500}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          checked={agreed}
          aria-describedby={id}
          onChange={(event) => setAgreed(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        I read this out, and the customer agreed to it. Who it is was checked another way.
      </label>
      <Button type="submit" icon="microphone" disabled={!complete || !props.ready || props.busy}>
        {props.busy ? 'Listening…' : props.again ? 'Enrol again' : 'Enrol the voice'}
      </Button>
    </form>
  );
}
