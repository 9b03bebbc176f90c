import type { ReactNode } from 'react';
import type { DismissReason } from '#domain/feedback.ts';
import type { SuggestionBody } from '#domain/suggestion.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { acceptance } from './cardText.ts';
import { dismissReasons } from './keys.ts';

/** Why a card is put away: five reasons, one key each. */
export function DismissReasons(props: {
  onDismiss: (reason: DismissReason) => void;
  onCancel: () => void;
}): ReactNode {
  return (
    <div role="group" aria-label="Why dismiss it" className="rounded-md bg-sunken p-2">
      <div className="mb-1.5 text-xs font-medium text-muted">Why put it away?</div>
      <div className="flex flex-wrap gap-1">
        {dismissReasons.map((reason, index) => (
          <Button key={reason.value} onClick={() => props.onDismiss(reason.value)} className="px-2">
            <Kbd>{index + 1}</Kbd>
            {reason.title}
          </Button>
        ))}
        <Button look="quiet" onClick={props.onCancel}>
          Keep it
        </Button>
      </div>
    </div>
  );
}

/** What can be done with the card under hand; each has a key. */
export function CardActions(props: {
  kind: SuggestionBody['kind'];
  offline: boolean;
  forbidden: boolean;
  copied: boolean;
  onAccept: () => void;
  onEdit: () => void;
  onCopy: () => void;
  onDismiss: () => void;
}): ReactNode {
  const keyed = (letter: string): ReactNode => (
    <span aria-hidden="true" className="hidden @sm:inline">
      <Kbd>{letter}</Kbd>
    </span>
  );
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button
        look="primary"
        disabled={props.offline || props.forbidden}
        onClick={props.onAccept}
        aria-keyshortcuts="a"
        title={`${acceptance[props.kind].does} (a)`}
      >
        {acceptance[props.kind].label}
      </Button>
      {props.kind === 'form' || props.kind === 'action' ? null : (
        <Button
          look="quiet"
          className="px-1.5!"
          disabled={props.offline}
          onClick={props.onEdit}
          aria-keyshortcuts="e"
        >
          Edit {keyed('e')}
        </Button>
      )}
      <Button look="quiet" className="px-1.5!" onClick={props.onCopy} aria-keyshortcuts="c">
        {props.copied ? 'Copied' : 'Copy'} {keyed('c')}
      </Button>
      <Button
        look="quiet"
        disabled={props.offline}
        onClick={props.onDismiss}
        aria-keyshortcuts="d"
        className="ml-auto px-1.5!"
      >
        Dismiss {keyed('d')}
      </Button>
    </div>
  );
}
