import type { ReactNode } from 'react';
import type { CustomerRecord } from '#domain/customer.ts';
import { Chip, type Tone } from '#renderer/ui/Chip.tsx';
import { calendarDay, capital, money, plain } from '#renderer/ui/format.ts';

const statusTones: Readonly<Record<string, Tone>> = {
  active: 'good',
  delivered: 'good',
  open: 'warn',
  pending: 'warn',
  processing: 'warn',
  shipped: 'accent',
  suspended: 'bad',
  overdue: 'bad',
  cancelled: 'neutral',
  closed: 'neutral',
};

/** A status in the CRM's own word. */
export function Status(props: { value: string }): ReactNode {
  return (
    <Chip tone={statusTones[props.value.toLowerCase()] ?? 'neutral'}>
      {capital(plain(props.value))}
    </Chip>
  );
}

function Line(props: { start: ReactNode; end?: ReactNode; below?: ReactNode }): ReactNode {
  return (
    <li className="border-t border-line py-1.5 first:border-t-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 font-medium wrap-anywhere" dir="auto">
          {props.start}
        </span>
        {props.end}
      </div>
      {props.below === undefined ? null : <div className="text-subtle">{props.below}</div>}
    </li>
  );
}

export function Group(props: { title: string; count: number; children: ReactNode }): ReactNode {
  if (props.count === 0) return null;
  return (
    <details open={props.count <= 3} className="group border-t border-line">
      <summary className="flex list-none items-center gap-1.5 py-2 text-xs font-semibold text-muted">
        {props.title}
        <span className="rounded-full bg-sunken px-1.5 text-2xs tabular-nums">{props.count}</span>
      </summary>
      <ul className="pb-1 text-sm">{props.children}</ul>
    </details>
  );
}

/** Orders, plan, tickets and notes of a customer. */
export function CustomerHistory(props: { record: CustomerRecord }): ReactNode {
  const { orders, subscriptions, tickets, notes } = props.record;
  return (
    <>
      <Group title="Plan" count={subscriptions.length}>
        {subscriptions.map((plan) => (
          <Line
            key={plan.id}
            start={plan.plan}
            end={<Status value={plan.status} />}
            below={`${plan.price.minor === 0 ? 'Since' : `${money(plan.price)} since`} ${calendarDay(plan.startedAt)}${plan.renewsAt === undefined ? '' : `, renews ${calendarDay(plan.renewsAt)}`}`}
          />
        ))}
      </Group>
      <Group title="Orders" count={orders.length}>
        {orders.map((order) => (
          <Line
            key={order.id}
            start={<span className="tabular-nums">#{order.number}</span>}
            end={
              <>
                <span className="tabular-nums">{money(order.total)}</span>
                <Status value={order.status} />
              </>
            }
            below={
              <>
                {order.items
                  .map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`))
                  .join(', ')}
                <br />
                Bought {calendarDay(order.purchasedAt)}
                {order.deliveredAt === undefined
                  ? ''
                  : `, delivered ${calendarDay(order.deliveredAt)}`}
              </>
            }
          />
        ))}
      </Group>
      <Group title="Tickets" count={tickets.length}>
        {tickets.map((ticket) => (
          <Line
            key={ticket.id}
            start={ticket.subject}
            end={<Status value={ticket.status} />}
            below={`Opened ${calendarDay(ticket.openedAt)}`}
          />
        ))}
      </Group>
      <Group title="Notes" count={notes.length}>
        {notes.map((note) => (
          <Line
            key={note.id}
            start={<span className="font-normal whitespace-pre-wrap">{note.text}</span>}
            below={calendarDay(note.at)}
          />
        ))}
      </Group>
    </>
  );
}
