import type { ReactNode } from 'react';
import type { Action, ActionState } from '#domain/action.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/classes.ts';
import { Icon, type IconName } from '#renderer/ui/icons.tsx';

interface Progress {
  readonly icon: IconName;
  readonly colour: string;
  readonly text: string;
}

const progress: Readonly<Partial<Record<ActionState, Progress>>> = {
  approved: { icon: 'clock', colour: 'text-muted', text: 'Approved, on its way' },
  queued: { icon: 'offline', colour: 'text-warn', text: 'Approved, waits for the CRM' },
  running: { icon: 'refresh', colour: 'text-accent', text: 'Being written to the CRM' },
  succeeded: { icon: 'accept', colour: 'text-good', text: 'Done in the CRM' },
  failed: { icon: 'alert', colour: 'text-bad', text: 'Not done' },
  undone: { icon: 'undo', colour: 'text-muted', text: 'Taken back' },
  rejected: { icon: 'close', colour: 'text-muted', text: 'Rejected: nothing was changed' },
  expired: {
    icon: 'clock',
    colour: 'text-muted',
    text: 'Expired without an answer: nothing was changed',
  },
};

export interface ActionProgressProps {
  readonly action: Action;
  readonly offline: boolean;
  /** Somebody already asked to take it back. */
  readonly undoing: boolean;
  readonly onUndo: (action: Action) => void;
  readonly onRetry: (action: Action) => void;
  /** Puts the sentence for the customer into the reply; absent where there is no reply box. */
  readonly onTell?: (text: string) => void;
}

/** What became of an action after the decision. */
export function ActionProgress(props: ActionProgressProps): ReactNode {
  const { action, offline, onTell } = props;
  const now = progress[action.state];
  if (now === undefined) return null;
  const { tellCustomer } = action;
  const canUndo = action.state === 'succeeded' && action.reversible && !props.undoing;
  return (
    <li className="rounded-lg border border-line bg-surface px-3 py-2 text-sm">
      <div className="flex items-start gap-2">
        <Icon
          name={now.icon}
          className={cx('mt-0.5', now.colour, action.state === 'running' && 'animate-pulse')}
        />
        <div className="min-w-0 flex-1">
          <p className="font-medium" dir="auto">
            {action.title}
          </p>
          <p role="status" className={now.colour}>
            {now.text}
          </p>
          {action.problem === undefined ? null : <p className="text-muted">{action.problem}</p>}
        </div>
        {canUndo ? (
          <Button
            look="quiet"
            icon="undo"
            disabled={offline}
            onClick={() => props.onUndo(action)}
            aria-label={`Undo ${action.title}`}
          >
            Undo
          </Button>
        ) : null}
        {action.state === 'failed' ? (
          <Button
            icon="refresh"
            disabled={offline}
            onClick={() => props.onRetry(action)}
            aria-label={`Retry ${action.title}`}
          >
            Retry
          </Button>
        ) : null}
      </div>
      {action.state === 'succeeded' && tellCustomer !== undefined && onTell !== undefined ? (
        <div className="mt-1.5 rounded-md bg-sunken px-2.5 py-1.5">
          <p className="text-muted" dir="auto">
            {tellCustomer}
          </p>
          <Button icon="reply" className="mt-1.5" onClick={() => onTell(tellCustomer)}>
            Tell the customer
          </Button>
        </div>
      ) : null}
    </li>
  );
}
