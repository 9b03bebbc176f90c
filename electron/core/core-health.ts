import type { Bus } from './bus.ts';
import { streamOf } from './core-frames.ts';
import type { LatencyLedger } from './core-latency.ts';
import type { MirrorSync } from './core-mirror.ts';
import type { Connector, Store } from './ports.ts';
import type { CoreHealth } from './surface.ts';

/** What the status bar shows, now and after every change. */
export interface HealthDesk {
  now(): CoreHealth;
  watch(signal?: AbortSignal): AsyncIterable<CoreHealth>;
  /** Something changed that is not an event: the CRM went away or came back. */
  changed(): void;
}

export function createHealthDesk(parts: {
  readonly bus: Bus;
  readonly store: Pick<Store, 'outbox' | 'actions'>;
  readonly connector: Connector;
  readonly mirror: MirrorSync;
  readonly latency: LatencyLedger;
}): HealthDesk {
  const { store, connector, mirror } = parts;
  const listeners = new Set<(health: CoreHealth) => void>();

  const now = (): CoreHealth => ({
    waiting: store.outbox.waiting().flatMap((entry) => {
      const action = store.actions.get(entry.action);
      return action === undefined ? [] : [{ entry, action }];
    }),
    connector: {
      name: connector.name,
      ...mirror.state(),
      ...(connector.faults?.get().outage === true && {
        reachable: false,
        problem: 'The CRM does not answer; approved actions wait.',
      }),
    },
    latency: parts.latency.summary(),
  });

  const changed = (): void => {
    if (listeners.size === 0) return;
    const health = now();
    for (const listener of listeners) listener(health);
  };
  parts.bus.onAny(({ event }) => {
    if (event.type === 'action.changed' || event.type === 'suggestion.proposed') changed();
  });

  return {
    now,
    changed,
    watch: (signal) =>
      streamOf<CoreHealth>((push) => {
        push(now());
        listeners.add(push);
        return () => listeners.delete(push);
      }, signal),
  };
}
