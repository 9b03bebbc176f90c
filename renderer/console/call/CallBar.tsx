import type { ReactNode } from 'react';
import { sufficientAnswer, type Consent, type ConsentMode } from '#domain/call.ts';
import type { CallSessionState, Levels } from '#renderer/audio/session.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { CallNotes } from './CallNotes.tsx';
import { consentText, keepsText, notesOf, type NoteRemedy } from './callText.ts';
import { ChannelMeters } from './ChannelMeters.tsx';
import { Indicator } from './Indicator.tsx';

export interface CallBarProps {
  readonly state: CallSessionState;
  /** What is on record; until it is known here, what the mode made sure of. */
  readonly consent: Pick<Consent, 'answer'> | undefined;
  readonly mode: ConsentMode;
  readonly keepsAudio: boolean;
  /** The talk is of a card. */
  readonly holding: boolean;
  readonly ending: boolean;
  readonly offline: boolean;
  /** Another conversation is on screen: what this call is called. */
  readonly away?: string | undefined;
  readonly elapsed: () => number;
  readonly onLevels: (listener: (levels: Levels) => void) => () => void;
  /** The way to flag a moment. */
  readonly flag?: ReactNode;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onEnd: () => void;
  readonly onBack: () => void;
  readonly onSound: () => void;
  readonly onRemedy: (remedy: NoteRemedy) => void;
}

const pauseKey = 'Ctrl+Shift+P';

/** The strip of a running call: that it is listened to, how both sides sound, pause and end. */
export function CallBar(props: CallBarProps): ReactNode {
  const { away, ending, state } = props;
  const paused = state.phase === 'paused' && !ending;
  const now = ending
    ? 'ending'
    : paused
      ? 'paused'
      : state.phase === 'starting'
        ? 'starting'
        : 'running';
  const reminder = (
    <>
      <span>{consentText(props.consent ?? { answer: sufficientAnswer[props.mode] })}</span>
      <span>{keepsText(props.keepsAudio)}</span>
    </>
  );
  return (
    <section
      aria-label="The call"
      className={cx('border-b', paused ? 'border-warn/50 bg-warn-soft' : 'border-line bg-surface')}
    >
      <div
        className={cx(
          'flex flex-wrap items-center gap-x-3 gap-y-1 px-3',
          paused ? 'min-h-14 py-2' : 'min-h-10 py-1',
        )}
      >
        <Indicator state={now} elapsed={props.elapsed} />
        {paused ? (
          <p className="min-w-40 flex-1 text-sm">Nothing is heard or written down.</p>
        ) : (
          <button
            type="button"
            onClick={props.onSound}
            title="Where the sound comes from"
            className="-mx-1 flex min-h-8 min-w-0 items-center rounded-md px-1 hover:bg-hover"
          >
            <span className="sr-only">Sound of the call: </span>
            <ChannelMeters
              agent={state.agent}
              customer={state.customer}
              onLevels={props.onLevels}
            />
          </button>
        )}
        <p className="ms-auto hidden gap-x-3 text-xs text-subtle @4xl/console:flex">{reminder}</p>
        <div className="ms-auto flex items-center gap-1 @4xl/console:ms-0">
          {props.flag}
          {paused ? (
            <Button
              look="primary"
              icon="replay"
              className="min-h-9 px-4"
              title={`Go on listening (${pauseKey})`}
              aria-keyshortcuts="Control+Shift+P p"
              onClick={props.onResume}
            >
              Go on
            </Button>
          ) : (
            <IconButton
              icon="pause"
              label={`Pause (${pauseKey})`}
              aria-keyshortcuts="Control+Shift+P p"
              disabled={ending}
              onClick={props.onPause}
            />
          )}
          <Button look="danger" disabled={ending} onClick={props.onEnd}>
            End
            <span className="sr-only"> the call</span>
          </Button>
        </div>
      </div>
      {away === undefined ? null : (
        <div className="flex items-center gap-2 px-3 pb-1 text-sm">
          <p className="min-w-0 truncate text-muted">
            <span className="sr-only">Still listening to: </span>
            <bdi className="font-medium text-ink">{away}</bdi>
          </p>
          <Button look="quiet" icon="back" className="ms-auto text-accent" onClick={props.onBack}>
            Back to the call
          </Button>
        </div>
      )}
      <p className="flex flex-wrap gap-x-3 px-3 pb-1 text-2xs text-subtle @4xl/console:hidden">
        {reminder}
      </p>
      <CallNotes
        notes={notesOf(state, props)}
        progress={state.recogniser.progress}
        onRemedy={props.onRemedy}
      />
    </section>
  );
}
