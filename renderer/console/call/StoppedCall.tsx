import type { ReactNode } from 'react';
import type { Problem } from '#renderer/audio/session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Strip } from './Strip.tsx';

/** Capture ended by itself while the call goes on: says so, and goes on in one click. */
export function StoppedCall(props: {
  problem: Problem | undefined;
  busy: boolean;
  onGoOn: () => void;
  onEnd: () => void;
}): ReactNode {
  const { problem } = props;
  return (
    <Strip
      tone="warn"
      message="Earshot no longer hears this call."
      mend={
        problem === undefined
          ? 'What was said before is safe.'
          : `${problem.message} ${problem.mend}`
      }
    >
      <span className="flex gap-1.5">
        <Button look="primary" icon="replay" disabled={props.busy} onClick={props.onGoOn}>
          {props.busy ? 'Starting…' : 'Go on'}
        </Button>
        <Button look="danger" disabled={props.busy} onClick={props.onEnd}>
          End<span className="sr-only"> the call</span>
        </Button>
      </span>
    </Strip>
  );
}
