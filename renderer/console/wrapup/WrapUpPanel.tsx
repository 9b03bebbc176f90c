import type { ReactNode } from 'react';
import type { Action } from '#domain/action.ts';
import type { ConversationState, Turn } from '#domain/conversation.ts';
import type { WrapUp } from '#domain/wrapup.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { duration } from '#renderer/ui/format.ts';
import { Loading, Panel } from '#renderer/ui/Panel.tsx';
import { DispositionPicker } from './DispositionPicker.tsx';
import { SummaryLines } from './SummaryLines.tsx';

export interface WrapUpProps {
  readonly wrapUp: WrapUp | undefined;
  readonly state: ConversationState;
  readonly turns: readonly Turn[];
  readonly dispositions: readonly { readonly name: string; readonly title: string }[];
  /** The action that writes it to the CRM, once it exists. */
  readonly saved: Action | undefined;
  readonly offline: boolean;
  readonly onEditLine: (line: number, text: string) => void;
  readonly onChoose: (disposition: string) => void;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

function savedHint(saved: Action | undefined): string {
  if (saved === undefined) return 'Note, disposition and form go to the CRM after your approval.';
  switch (saved.state) {
    case 'drafted':
    case 'awaiting':
      return 'Approve it above to write it to the CRM.';
    case 'succeeded':
      return 'Saved to the CRM.';
    case 'rejected':
    case 'expired':
    case 'failed':
    case 'undone':
      return 'It was not saved to the CRM. You can save it again.';
    default:
      return 'Approved, on its way to the CRM.';
  }
}

/** After the talk: what it was about, what was done, how it ended, and where that is written. */
export function WrapUpPanel(props: WrapUpProps): ReactNode {
  const { wrapUp, saved } = props;
  const closed = props.state === 'closed';
  const locked = props.offline || closed;
  if (wrapUp === undefined)
    return (
      <Panel title="Wrap-up" icon="form">
        <Loading label="Writing the summary" lines={6} />
      </Panel>
    );
  const pending =
    saved !== undefined && !['rejected', 'expired', 'failed', 'undone'].includes(saved.state);
  return (
    <Panel
      title="Wrap-up"
      icon="form"
      aside={
        <span className="text-xs text-subtle tabular-nums">written in {duration(wrapUp.ms)}</span>
      }
    >
      <div className="space-y-3 px-3 pt-1 pb-4">
        <SummaryLines
          summary={wrapUp.summary}
          turns={props.turns}
          locked={locked}
          onEdit={props.onEditLine}
        />
        <DispositionPicker
          best={wrapUp.dispositions}
          all={props.dispositions}
          chosen={wrapUp.disposition}
          locked={locked}
          onChoose={props.onChoose}
        />
        <p role="status" className="text-sm text-subtle">
          {closed ? 'This conversation is closed.' : savedHint(saved)}
        </p>
        {closed ? null : (
          <div className="flex gap-2">
            <Button
              look={saved?.state === 'succeeded' ? 'plain' : 'primary'}
              disabled={locked || pending}
              onClick={props.onSave}
            >
              Save to CRM
            </Button>
            <Button
              look={saved?.state === 'succeeded' ? 'primary' : 'plain'}
              disabled={locked}
              onClick={props.onClose}
            >
              Close conversation
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
