import type { AuditEntry } from '#domain/audit.ts';
import type { DomainEvent, DomainEventType, EventOf, RecordedEvent } from '#domain/events.ts';
import type { Clock, EventLog, Store } from './ports.ts';

/** Told about every event inside the transaction that stores it: the audit. */
export type Recorder = (recorded: RecordedEvent) => AuditEntry | undefined;

type Listener = (recorded: RecordedEvent) => void;

export interface Bus {
  /**
   * Stores the event and tells everybody once it is committed. Inside `transact` it waits for the
   * outer commit; when that rolls back nobody hears of it.
   */
  publish(event: DomainEvent, actor: string): RecordedEvent;
  /** One transaction around several events and writes; `durable` ones are on disk on return. */
  transact<T>(run: () => T, durability: 'durable' | 'normal'): T;
  on<T extends DomainEventType>(
    type: T,
    listener: (event: EventOf<T>, recorded: RecordedEvent) => void,
  ): () => void;
  onAny(listener: Listener): () => void;
}

/**
 * Where the stages meet. Delivery is synchronous, in order of commit; a listener that throws is
 * reported and does not keep the others from hearing.
 */
export function createBus(options: {
  readonly store: Pick<Store, 'transaction'> & { readonly events: EventLog };
  readonly clock: Clock;
  readonly record: Recorder;
  readonly onListenerError: (error: unknown, recorded: RecordedEvent) => void;
}): Bus {
  const { store, clock } = options;
  const listeners = new Set<Listener>();
  let depth = 0;
  const committed: RecordedEvent[] = [];
  let delivering = false;
  let pending: RecordedEvent[] = [];

  const deliver = (): void => {
    committed.push(...pending);
    pending = [];
    if (delivering) return;
    delivering = true;
    try {
      for (let next = committed.shift(); next !== undefined; next = committed.shift()) {
        for (const listener of [...listeners]) {
          try {
            listener(next);
          } catch (error) {
            options.onListenerError(error, next);
          }
        }
      }
    } finally {
      delivering = false;
    }
  };

  const transact = <T>(run: () => T, durability: 'durable' | 'normal'): T => {
    depth += 1;
    const before = pending.length;
    let result: T;
    try {
      result = store.transaction(run, durability);
    } catch (error) {
      pending.length = before;
      throw error;
    } finally {
      depth -= 1;
    }
    if (depth === 0) deliver();
    return result;
  };

  return {
    transact,
    publish: (event, actor) =>
      transact(() => {
        const recorded = store.events.append({ at: clock.now(), actor, event });
        options.record(recorded);
        pending.push(recorded);
        return recorded;
      }, 'normal'),
    on: (type, listener) => {
      const wrapped: Listener = (recorded) => {
        if (recorded.event.type === type)
          listener(recorded.event as EventOf<typeof type>, recorded);
      };
      listeners.add(wrapped);
      return () => listeners.delete(wrapped);
    },
    onAny: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
