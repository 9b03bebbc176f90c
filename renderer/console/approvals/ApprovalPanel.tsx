import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { Action, ActionInput } from '#domain/action.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip, type Tone } from '#renderer/ui/Chip.tsx';
import { useNow } from '#renderer/ui/clock.ts';
import { TextField } from '#renderer/ui/Field.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { capital } from '#renderer/ui/format.ts';
import { outermost, Quote } from '../Quote.tsx';
import { ActionEditor, type InputTitle } from './ActionEditor.tsx';
import { ChangeTable, type NamedCustomer } from './ChangeTable.tsx';
import { Countdown } from './Countdown.tsx';
import { confirmationPhrase, whyNotYet } from './decision.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { PolicyNote } from './PolicyNote.tsx';

const riskTone: Readonly<Record<Action['risk'], Tone>> = {
  low: 'neutral',
  medium: 'warn',
  high: 'bad',
};

export interface ApprovalProps {
  readonly action: Action;
  readonly titles: readonly InputTitle[];
  /** Of the pack: what amounts are in. */
  readonly currency: string;
  /** Who the conversation is with, so that records name them. */
  readonly customer?: NamedCustomer | undefined;
  readonly offline: boolean;
  readonly busy: boolean;
  readonly onApprove: (action: Action) => void;
  readonly onReject: (action: Action) => void;
  readonly onEdit: (action: Action, input: ActionInput) => void;
  readonly onOpenArticle: (article: string) => void;
}

function Facts(props: { action: Action }): ReactNode {
  const { action } = props;
  return (
    <dl className="grid grid-cols-3 gap-x-3 gap-y-2 rounded-md bg-sunken px-2.5 py-1.5 text-sm">
      <div>
        <dt className="text-xs text-subtle">Where</dt>
        <dd>{capital(action.payload.connector)} CRM</dd>
      </div>
      <div>
        <dt className="text-xs text-subtle">In whose name</dt>
        <dd dir="auto" className="wrap-anywhere">
          {action.payload.actor}
        </dd>
      </div>
      <div>
        <dt className="text-xs text-subtle">Can be undone</dt>
        <dd className={action.reversible ? '' : 'font-medium text-bad'}>
          {action.reversible ? 'Yes' : 'No, it is final'}
        </dd>
      </div>
      <div className="col-span-3">
        <dt className="text-xs text-subtle">Why</dt>
        <dd dir="auto">{action.reasoning}</dd>
      </div>
    </dl>
  );
}

/**
 * A request for a yes or a no. It never takes the focus, no key approves it, both answers are as
 * easy, and after an edit it has to be looked at again.
 */
export function ApprovalPanel(props: ApprovalProps): ReactNode {
  const { action, offline, busy } = props;
  const titleId = useId();
  const whyId = useId();
  const now = useNow(1000);
  const [looked, setLooked] = useState(action.payloadHash);
  const [typed, setTyped] = useState('');
  const [editing, setEditing] = useState(false);
  const [edited, setEdited] = useState(false);
  const phrase = confirmationPhrase(action, props.customer?.name);
  const blocked = whyNotYet({
    action,
    looked,
    typed,
    now,
    offline,
    customer: props.customer?.name,
  });
  const changed = looked !== action.payloadHash;
  const box = useRef<HTMLElement>(null);
  // Fields that were refused stay open as they were typed.
  const [shown, setShown] = useState(action.payloadHash);
  if (shown !== action.payloadHash) {
    setShown(action.payloadHash);
    setEditing(false);
    setTyped('');
  }
  useEffect(() => {
    // The new values stand above the fields they were typed in.
    if (changed && edited) box.current?.scrollIntoView({ block: 'start' });
  }, [changed, edited, action.payloadHash]);
  return (
    <section
      ref={box}
      aria-labelledby={titleId}
      className="animate-arrive rounded-lg border-2 border-warn/60 bg-surface shadow-raised"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-t-md bg-warn-soft px-3 py-2">
        <Icon name="record" className="text-warn" />
        <h3 id={titleId} className="min-w-0 flex-1 font-semibold">
          <span className="sr-only">Approval needed: </span>
          <span dir="auto">{action.title}</span>
        </h3>
        <Chip tone={riskTone[action.risk]} label="Risk">
          {capital(action.risk)} risk
        </Chip>
      </header>
      <div className="space-y-3 px-3 py-2.5">
        {changed ? (
          <div role="status" className="space-y-1.5 rounded-md bg-warn-soft px-2.5 py-2 text-sm">
            <p>This request changed. Read it again: an earlier yes does not count.</p>
            <Button onClick={() => setLooked(action.payloadHash)}>
              I have read the new values
            </Button>
          </div>
        ) : null}
        {action.payload.changes.map((change) => (
          <ChangeTable
            key={`${change.record} ${change.label}`}
            change={change}
            customer={props.customer}
          />
        ))}
        <Facts action={action} />
        <PolicyNote policy={action.policy} onOpenArticle={props.onOpenArticle} />
        {outermost(action.evidence).map((evidence) => (
          <Quote key={`${evidence.turn} ${evidence.span.start}`} evidence={evidence} />
        ))}
        {editing || phrase === undefined || action.policy.decision === 'forbid' ? null : (
          <TextField
            label={`Type “${phrase}” to approve`}
            value={typed}
            disabled={offline || now >= action.expiresAt}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </div>
      {editing ? (
        <ActionEditor
          action={action}
          titles={props.titles}
          currency={props.currency}
          busy={busy || offline}
          onSave={(input) => props.onEdit(action, input)}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <DecisionBar>
          <div className="grid grid-cols-2 gap-2">
            <Button
              className="min-h-9"
              look="good"
              icon="accept"
              disabled={busy || blocked !== undefined}
              aria-describedby={blocked === undefined ? undefined : whyId}
              onClick={() => props.onApprove(action)}
            >
              Approve
            </Button>
            <Button
              className="min-h-9"
              look="danger"
              icon="close"
              disabled={busy || offline}
              onClick={() => props.onReject(action)}
            >
              Reject
            </Button>
          </div>
          {blocked === undefined ? null : (
            <p id={whyId} className="text-xs wrap-anywhere text-muted">
              {blocked}
            </p>
          )}
          <div className="flex flex-wrap items-center justify-between gap-x-2">
            <Countdown expiresAt={action.expiresAt} now={now} />
            {Object.keys(action.payload.input).length === 0 ? null : (
              <Button
                // Back where it was pressed, once the fields are gone.
                autoFocus={edited}
                look="quiet"
                icon="edit"
                aria-label={`Edit ${action.title}`}
                disabled={offline || now >= action.expiresAt}
                onClick={() => {
                  setEdited(true);
                  setEditing(true);
                }}
              >
                Edit
              </Button>
            )}
          </div>
        </DecisionBar>
      )}
    </section>
  );
}
