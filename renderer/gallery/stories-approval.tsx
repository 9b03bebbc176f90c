import { useState, type ReactNode } from 'react';
import type { Action } from '#domain/action.ts';
import { ActionProgress } from '../console/approvals/ActionProgress.tsx';
import { ApprovalPanel } from '../console/approvals/ApprovalPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { fakeHash, makeAction } from './fixtures.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;

function Approval(props: { action: Action; offline?: boolean; busy?: boolean }): ReactNode {
  return (
    <div className="p-3">
      <ApprovalPanel
        action={props.action}
        titles={[]}
        currency="USD"
        customer={{ id: 'retail-customer-02', name: 'Tomas Lindqvist' }}
        offline={props.offline ?? false}
        busy={props.busy ?? false}
        onApprove={nothing}
        onReject={nothing}
        onEdit={nothing}
        onOpenArticle={nothing}
      />
    </div>
  );
}

/** Starts as it was looked at; the button edits it, as somebody else might. */
function Edited(): ReactNode {
  const [action, setAction] = useState(makeAction);
  return (
    <>
      <Button
        className="m-3 mb-0"
        onClick={() => {
          const payload = { ...action.payload, version: action.payload.version + 1 };
          setAction({ ...action, payload, payloadHash: fakeHash(payload) });
        }}
      >
        Edit it from elsewhere
      </Button>
      <Approval action={action} />
    </>
  );
}

const approval = (name: string, render: () => ReactNode): Story => ({
  group: 'approval',
  name,
  render,
});

const progress = (name: string, change: Readonly<Record<string, unknown>>): Story => ({
  group: 'progress',
  name,
  render: () => (
    <ul className="p-3">
      <ActionProgress
        action={makeAction(change)}
        offline={false}
        undoing={false}
        onUndo={nothing}
        onRetry={nothing}
        onTell={nothing}
      />
    </ul>
  ),
});

const closing = makeAction({
  id: 'action-7',
  title: 'Close the account of Rosa Lindgren',
  risk: 'high',
  reversible: false,
  reasoning: 'The customer asked for it twice and confirmed the date.',
  policy: {
    decision: 'permit',
    policies: ['retail.account.close_asks'],
    reason: 'Closing an account always asks an agent.',
  },
});

const forbidden = makeAction({
  title: 'Refund order 67890',
  policy: {
    decision: 'forbid',
    policies: ['retail.refund.limit'],
    reason: 'Refunds above $150 need a lead.',
  },
});

const long = makeAction({
  title:
    'Change the delivery address, the billing address and the contact details of every open order of this customer',
  reasoning:
    'The customer moved and named the new address in three turns, one of them corrected later. '.repeat(
      4,
    ),
});

export const approvalStories: readonly Story[] = [
  approval('awaiting', () => <Approval action={makeAction()} />),
  approval('high risk, final, typed', () => <Approval action={closing} />),
  approval('changed after looking', () => <Edited />),
  approval('expires soon', () => (
    <Approval action={makeAction({ expiresAt: Date.now() + 25_000 })} />
  )),
  approval('expired', () => <Approval action={makeAction({ expiresAt: Date.now() - 1000 })} />),
  approval('forbidden', () => <Approval action={forbidden} />),
  approval('offline', () => <Approval action={makeAction()} offline />),
  approval('being sent', () => <Approval action={makeAction()} busy />),
  approval('long text', () => <Approval action={long} />),
  progress('queued', { state: 'queued', problem: 'The CRM does not answer; next try in 14 s.' }),
  progress('running', { state: 'running' }),
  progress('succeeded', { state: 'succeeded' }),
  progress('failed', {
    state: 'failed',
    problem: 'Somebody changed order 12345 meanwhile. Look at it and try again.',
  }),
  progress('rejected', { state: 'rejected' }),
  progress('expired', { state: 'expired' }),
  progress('undone', { state: 'undone' }),
];
