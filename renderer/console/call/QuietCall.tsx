import type { ReactNode } from 'react';
import { mayCapture, type CallView } from '#domain/call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Indicator } from './Indicator.tsx';
import { Strip } from './Strip.tsx';

export interface QuietCallProps {
  readonly call: CallView | undefined;
  /** Another window captures it; undefined while that is being found out. */
  readonly taken: boolean | undefined;
  readonly offline: boolean;
  readonly busy: boolean;
  readonly onGoOn: () => void;
  readonly onOrder: (order: 'pause' | 'resume') => void;
}

/** A live call that this window does not capture: why not, and the one click to go on. */
export function QuietCall(props: QuietCallProps): ReactNode {
  const { call, offline, taken } = props;
  const { capture, consent } = call ?? {};
  const goOn = (
    <Button look="primary" icon="replay" disabled={offline || props.busy} onClick={props.onGoOn}>
      {props.busy ? 'Starting…' : 'Go on'}
    </Button>
  );
  if (consent?.answer === 'declined')
    return (
      <Strip
        tone="plain"
        message="The customer said no: nothing is heard or written down."
        mend="Type what matters below."
      />
    );
  const state = capture?.state ?? 'idle';
  if (state === 'running' || state === 'paused') {
    if (taken === undefined) return null;
    if (taken)
      return (
        <section
          aria-label="The call"
          className={cx(
            'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1',
            state === 'paused' ? 'bg-warn-soft' : 'bg-surface',
          )}
        >
          <Indicator state={state} />
          <p className="min-w-0 flex-1 text-sm text-muted">in another window</p>
          <Button
            icon={state === 'paused' ? 'replay' : 'pause'}
            onClick={() => props.onOrder(state === 'paused' ? 'resume' : 'pause')}
          >
            {state === 'paused' ? 'Go on' : 'Pause'}
          </Button>
        </section>
      );
  }
  if (!mayCapture(consent)) return null;
  if (state === 'ended')
    return (
      <Strip
        tone="plain"
        message="Capture has ended."
        mend={capture?.reason ?? 'Nothing is heard or written down.'}
      >
        {goOn}
      </Strip>
    );
  if (state === 'idle')
    return (
      <Strip tone="plain" message="This call is not listened to." mend="Start when you are ready.">
        {goOn}
      </Strip>
    );
  return (
    <Strip
      tone="warn"
      message={
        capture?.reason === undefined
          ? 'Capture stopped when the window closed.'
          : 'Capture stopped.'
      }
      mend={`${capture?.reason ?? 'What was said before is safe; what was said since was not heard.'} Go on?`}
    >
      {goOn}
    </Strip>
  );
}
