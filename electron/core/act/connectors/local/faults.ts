import { noFaults, type ConnectorError, type ConnectorFaults } from '#domain/connector.ts';
import type { Clock } from '#core/ports.ts';

const minute = 60_000;

/** The bad days of a far end, switched on by an admin or a test. Not kept over a restart. */
export function createFaults(clock: Clock, name: string) {
  let faults: ConnectorFaults = { ...noFaults };
  let writes: number[] = [];

  return {
    get: (): ConnectorFaults => ({ ...faults }),
    set: (next: ConnectorFaults): void => {
      faults = { ...next };
    },
    /** Half of the latency: once before the effect and once after. */
    delay: (): Promise<void> =>
      faults.latencyMs === 0
        ? Promise.resolve()
        : new Promise((resolve) => clock.after(faults.latencyMs / 2, () => resolve())),
    outage: (): ConnectorError | undefined =>
      faults.outage
        ? { code: 'unavailable', message: `The CRM (${name}) cannot be reached.`, retry: 'later' }
        : undefined,
    /** Counts a write; refuses it when the minute's share is used up. */
    overLimit: (): ConnectorError | undefined => {
      const { rateLimitPerMinute } = faults;
      if (rateLimitPerMinute === 0) return undefined;
      const now = clock.now();
      writes = writes.filter((at) => at > now - minute);
      const oldest = writes[writes.length - rateLimitPerMinute];
      if (oldest === undefined) {
        writes.push(now);
        return undefined;
      }
      return {
        code: 'rate_limited',
        message: `${name} takes ${String(rateLimitPerMinute)} writes a minute.`,
        retry: 'later',
        retryAfterMs: oldest + minute - now,
      };
    },
    /** Whether the switch is on; turns it off. */
    take: (once: 'conflictNext' | 'loseNextReply'): boolean => {
      const on = faults[once];
      if (on) faults = { ...faults, [once]: false };
      return on;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
