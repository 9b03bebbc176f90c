import type { ReactNode } from 'react';
import type { Health } from '#renderer/data/api.ts';
import type { ConnectionState } from '#renderer/data/connection.ts';
import { useNow } from '#renderer/ui/clock.ts';
import { Flyout } from '#renderer/ui/Flyout.tsx';
import { Icon } from '#renderer/ui/icons.tsx';
import { ago, duration, fullTime } from '#renderer/ui/format.ts';

export interface StatusText {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
}

/** The state of the core and the CRM in two words. */
export function statusOf(state: ConnectionState, health: Health | undefined): StatusText {
  if (state === 'connecting') return { tone: 'warn', text: 'Connecting' };
  if (state === 'lost') return { tone: 'bad', text: 'Reconnecting' };
  if (health === undefined) return { tone: 'warn', text: 'Checking' };
  if (!health.connector.reachable) return { tone: 'warn', text: 'CRM offline' };
  if (health.waiting.length > 0) return { tone: 'warn', text: 'Syncing' };
  return { tone: 'good', text: 'In sync' };
}

/** Trouble has a shape of its own: colour alone would not tell everybody. */
function StatusMark(props: { tone: StatusText['tone'] }): ReactNode {
  if (props.tone === 'good') return <span className="size-2 rounded-full bg-good" />;
  return props.tone === 'warn' ? (
    <Icon name="offline" className="text-warn" />
  ) : (
    <Icon name="alert" className="text-bad" />
  );
}

function WaitingList(props: { waiting: Health['waiting']; now: number }): ReactNode {
  if (props.waiting.length === 0)
    return <p className="text-sm text-subtle">Nothing waits to be written to the CRM.</p>;
  return (
    <ul aria-label="Waiting to sync" className="divide-y divide-line text-sm">
      {props.waiting.map((item) => {
        const seconds = Math.max(0, Math.ceil((item.nextAttemptAt - props.now) / 1000));
        return (
          <li key={item.action} className="py-1.5">
            <div className="font-medium" dir="auto">
              {item.title}
            </div>
            <div className="text-xs text-subtle tabular-nums">
              {item.attempts === 0
                ? 'Not tried yet'
                : `Tried ${item.attempts} ${item.attempts === 1 ? 'time' : 'times'}`}
              , {seconds === 0 ? 'trying now' : `next in ${seconds} s`}
            </div>
            {item.problem === undefined ? null : (
              <div className="text-xs text-warn">{item.problem}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function StatusDetails(props: { state: ConnectionState; health: Health | undefined }): ReactNode {
  const { health } = props;
  const now = useNow(1000);
  if (health === undefined)
    return <p className="p-3 text-sm text-subtle">Waiting for the core to answer.</p>;
  const { connector, latency } = health;
  return (
    <div className="space-y-3 overflow-y-auto p-3">
      <div>
        <h2 className="text-sm font-semibold">
          {connector.reachable ? 'CRM connected' : 'CRM offline'}
        </h2>
        <p
          className="text-xs text-subtle"
          title={connector.syncedAt === undefined ? undefined : fullTime(connector.syncedAt)}
        >
          {connector.name}, last read{' '}
          {connector.syncedAt === undefined ? 'never' : ago(connector.syncedAt, now)}
        </p>
        {connector.problem === undefined ? null : (
          <p className="mt-1 text-sm text-warn">{connector.problem}</p>
        )}
        {connector.reachable ? null : (
          <p className="mt-1 text-sm text-muted">
            Go on working: approved actions wait and are written once it is back.
          </p>
        )}
      </div>
      <WaitingList waiting={health.waiting} now={now} />
      <dl className="grid grid-cols-3 gap-2 border-t border-line pt-2 text-center tabular-nums">
        {[
          ['Median', latency.n === 0 ? '–' : duration(latency.p50)],
          ['99th percentile', latency.n === 0 ? '–' : duration(latency.p99)],
          ['Cards measured', String(latency.n)],
        ].map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-2xs text-subtle">{name}</dt>
            <dd className="text-sm font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-center text-2xs text-subtle">from message to card, on this machine</p>
    </div>
  );
}

/** The badge: connection, CRM, how many actions wait, how fast cards come. */
export function StatusFlyout(props: {
  state: ConnectionState;
  health: Health | undefined;
}): ReactNode {
  const { state, health } = props;
  const { tone, text } = statusOf(state, health);
  const waiting = health?.waiting.length ?? 0;
  return (
    <Flyout
      label="Status"
      align="end"
      trigger={
        <button
          type="button"
          className="flex min-h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm text-muted hover:bg-hover"
        >
          <StatusMark tone={tone} />
          <span className="sr-only">Status: </span>
          <span
            className={tone === 'good' ? 'sr-only @3xl:not-sr-only' : 'sr-only @md:not-sr-only'}
          >
            {text}
          </span>
          {waiting === 0 ? null : (
            <span className="rounded-full bg-warn-soft px-1.5 text-xs font-semibold text-warn tabular-nums">
              {waiting}
              <span className="sr-only"> waiting to sync</span>
            </span>
          )}
          {health === undefined || health.latency.n === 0 ? null : (
            <span
              className="hidden text-xs text-subtle tabular-nums @5xl:inline"
              title="Median and 99th percentile, message to card"
            >
              {duration(health.latency.p50)} / {duration(health.latency.p99)}
            </span>
          )}
        </button>
      }
    >
      <StatusDetails state={state} health={health} />
    </Flyout>
  );
}
