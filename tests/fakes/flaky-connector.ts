import type { Connector } from '#core/ports.ts';
import type { ConnectorError } from '#domain/connector.ts';
import { err } from '#domain/result.ts';

/** What the next call does instead of a plain answer. */
export type Behaviour =
  /** Never answers; with `after` the effect happens all the same. */
  | { readonly kind: 'hang'; readonly after?: boolean }
  /** Throws, as a bug would; with `after` once the effect has happened. */
  | { readonly kind: 'throw'; readonly after?: boolean }
  | { readonly kind: 'fail'; readonly error: ConnectorError };

export interface FlakyConnector extends Connector {
  /** How the next calls of `execute` behave, in order; plain ones after that. */
  readonly executes: Behaviour[];
  readonly lookups: Behaviour[];
  /** `execute key` and `lookup key`, in the order they came. */
  readonly calls: string[];
  /** Called when a call comes in, before anything else. */
  onCall: (call: string) => void;
  /** Most calls of `execute` at the same time. */
  mostAtOnce: number;
}

/** A connector with bad manners in front of a real one. */
export function createFlakyConnector(inner: Connector): FlakyConnector {
  let atOnce = 0;
  const behave = async <T>(
    behaviour: Behaviour | undefined,
    real: () => Promise<T>,
    fail: (error: ConnectorError) => T,
  ): Promise<T> => {
    if (behaviour === undefined) return real();
    if (behaviour.kind === 'fail') return fail(behaviour.error);
    if (behaviour.after === true) await real();
    if (behaviour.kind === 'throw') throw new Error('socket hang up');
    return new Promise<T>(() => undefined);
  };
  const flaky: FlakyConnector = {
    name: inner.name,
    executes: [],
    lookups: [],
    calls: [],
    onCall: () => undefined,
    mostAtOnce: 0,
    execute: async (command) => {
      const call = `execute ${command.idempotencyKey}`;
      flaky.calls.push(call);
      flaky.onCall(call);
      atOnce += 1;
      flaky.mostAtOnce = Math.max(flaky.mostAtOnce, atOnce);
      try {
        return await behave(flaky.executes.shift(), () => inner.execute(command), err);
      } finally {
        atOnce -= 1;
      }
    },
    lookup: (key) => {
      const call = `lookup ${key}`;
      flaky.calls.push(call);
      flaky.onCall(call);
      return behave(flaky.lookups.shift(), () => inner.lookup(key), err);
    },
    fetch: (id) => inner.fetch(id),
    fetchAll: () => inner.fetchAll(),
    close: () => inner.close(),
  };
  return flaky;
}
