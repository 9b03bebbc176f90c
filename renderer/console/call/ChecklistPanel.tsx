import { useId, type ReactNode } from 'react';
import { Icon } from '#renderer/ui/icons.tsx';
import { Empty } from '#renderer/ui/Panel.tsx';
import { Tip } from '#renderer/ui/Tip.tsx';
import { useSpotlight } from '../spotlight.tsx';
import type { Checklist, ChecklistRow } from './checklist.ts';
import { Fold } from './Fold.tsx';

/** By whom an item was ticked; the agent's own words lead to where they were said. */
function Why(props: { row: ChecklistRow }): ReactNode {
  const { jump, shine } = useSpotlight();
  const { tick } = props.row;
  const evidence = tick?.evidence[0];
  if (tick?.by !== 'words' || evidence === undefined) return null;
  return (
    <Tip content={<span dir="auto">You said: “{evidence.text}”</span>}>
      <button
        type="button"
        aria-label={`Ticked because you said “${evidence.text}”: go there`}
        onClick={() => {
          shine(tick.evidence);
          jump(evidence.turn);
        }}
        className="inline-grid size-6 shrink-0 place-items-center rounded-sm text-accent hover:bg-hover"
      >
        <Icon name="chat" className="size-3.5" />
      </button>
    </Tip>
  );
}

function Row(props: {
  row: ChecklistRow;
  locked: boolean;
  onTick: (item: string, ticked: boolean) => void;
}): ReactNode {
  const id = useId();
  const { done, item } = props.row;
  return (
    <li className="flex items-start gap-2 px-3 py-1 hover:bg-hover">
      <input
        id={id}
        type="checkbox"
        checked={done}
        disabled={props.locked}
        onChange={(event) => props.onTick(item.name, event.target.checked)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <label htmlFor={id} className="min-w-0 flex-1 py-0.5 text-sm" dir="auto">
        <span className={done ? 'text-subtle' : ''}>{item.title}</span>
        {item.mandatory && !done ? (
          <span className="ms-1.5 rounded-sm bg-warn-soft px-1 text-2xs font-medium whitespace-nowrap text-warn">
            must
          </span>
        ) : null}
        {item.mandatory && done ? <span className="sr-only"> (must)</span> : null}
      </label>
      <Why row={props.row} />
    </li>
  );
}

/** What belongs to a good call; ticks itself from the agent's words, and by hand always. */
export function ChecklistPanel(props: {
  checklist: Checklist;
  locked: boolean;
  open?: boolean;
  onTick: (item: string, ticked: boolean) => void;
}): ReactNode {
  const { done, missing, others, rows } = props.checklist;
  const total = rows.length;
  if (total + others.length === 0) return null;
  return (
    <Fold
      title="Checklist"
      icon="checklist"
      open={props.open ?? true}
      aside={
        <>
          {missing === 0 ? null : <span className="text-warn">{missing} must</span>}
          <span>
            {done} of {total}
          </span>
        </>
      }
    >
      <div
        role="progressbar"
        aria-label="Checklist"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${done} of ${total}`}
        className="mx-3 h-1 overflow-hidden rounded-full bg-hover"
      >
        <div
          className="h-full rounded-full bg-good transition-[width]"
          style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }}
        />
      </div>
      {total === 0 ? (
        <Empty icon="checklist" title="Nothing to tick yet">
          Items appear once it is clear what the customer wants.
        </Empty>
      ) : (
        <ul className="py-1.5">
          {rows.map((row) => (
            <Row key={row.item.name} row={row} locked={props.locked} onTick={props.onTick} />
          ))}
        </ul>
      )}
      {others.length === 0 ? null : (
        <details className="px-3 pb-2 text-sm">
          <summary className="text-xs text-subtle">
            {others.length} for calls about something else
          </summary>
          <ul className="-mx-3 mt-1">
            {others.map((row) => (
              <Row key={row.item.name} row={row} locked={props.locked} onTick={props.onTick} />
            ))}
          </ul>
        </details>
      )}
    </Fold>
  );
}
