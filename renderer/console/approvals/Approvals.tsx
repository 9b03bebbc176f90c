import { useRef, type ReactNode } from 'react';
import type { Action } from '#domain/action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useKeepFocus } from '#renderer/ui/useKeepFocus.ts';
import { ActionProgress, type ActionProgressProps } from './ActionProgress.tsx';
import { ApprovalPanel, type ApprovalProps } from './ApprovalPanel.tsx';
import type { InputTitle } from './ActionEditor.tsx';
import type { NamedCustomer } from './ChangeTable.tsx';

export type ApprovalCommands = Pick<
  ApprovalProps & ActionProgressProps,
  'onApprove' | 'onReject' | 'onEdit' | 'onOpenArticle' | 'onUndo' | 'onRetry' | 'onTell'
>;

const undecided: ReadonlySet<Action['state']> = new Set(['drafted', 'awaiting']);

/** Requests that wait for the agent, then what became of the decided ones, newest first. */
export function Approvals(props: {
  actions: readonly Action[];
  titlesOf: (kind: string) => readonly InputTitle[];
  currency: string;
  customer: NamedCustomer | undefined;
  offline: boolean;
  busy: ReadonlySet<string>;
  commands: ApprovalCommands;
}): ReactNode {
  const { actions, commands, offline } = props;
  const box = useRef<HTMLDivElement>(null);
  useKeepFocus(box, actions);
  const awaiting = actions.filter(({ state }) => state === 'awaiting');
  const decided = actions.filter(({ state }) => !undecided.has(state)).toReversed();
  const undoing = new Set(actions.flatMap(({ undoes }) => undoes ?? []));
  if (awaiting.length === 0 && decided.length === 0) return null;
  return (
    <Panel title="Your decision" icon="record">
      <div className="sr-only" aria-live="polite">
        {awaiting[0] === undefined ? '' : `Approval needed: ${awaiting[0].title}`}
      </div>
      <div ref={box} tabIndex={-1} className="space-y-2 px-3 pt-1 pb-3 outline-none">
        {awaiting.map((action) => (
          <ApprovalPanel
            key={action.id}
            {...commands}
            action={action}
            titles={props.titlesOf(action.payload.kind)}
            currency={props.currency}
            customer={props.customer}
            offline={offline}
            busy={props.busy.has(action.id)}
          />
        ))}
        {decided.length === 0 ? null : (
          <ul aria-label="Decided actions" className="space-y-2">
            {decided.map((action) => (
              <ActionProgress
                key={action.id}
                {...commands}
                action={action}
                offline={offline}
                undoing={undoing.has(action.id)}
              />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
