import { createORPCClient, ORPCError } from '@orpc/client';
import type { Api } from './api.ts';
import { reconnectDelayMs } from './backoff.ts';
import { Disconnected } from './failure.ts';
import type { Link, OpenLink } from './link.ts';

/** `connecting`: never reached a core yet. `lost`: had one, trying to get back. */
export type ConnectionState = 'connecting' | 'connected' | 'lost';

export interface Connection {
  readonly api: Api;
  readonly state: () => ConnectionState;
  /** How many links there were: a new number means that streams must subscribe again. */
  readonly generation: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves as soon as there is a link. */
  readonly connected: (signal?: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

interface Timing {
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
}

const realTiming: Timing = {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/**
 * Keeps one link to the core alive for as long as the window lives. Calls in flight when it breaks
 * fail with `Disconnected`; they are never repeated behind the agent's back.
 */
export function connect(open: OpenLink, timing: Timing = realTiming): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let generation = 0;
  let link: Link | undefined;
  /** Aborted when the link breaks: ends its calls and streams even if the transport says nothing. */
  let gone = new AbortController();
  let ended = false;

  const move = (next: ConnectionState, nextLink: Link | undefined): void => {
    state = next;
    link = nextLink;
    for (const listener of [...listeners]) listener();
  };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const keepAlive = async (): Promise<void> => {
    for (let attempt = 0; !ended;) {
      const next = await open().catch(() => undefined);
      if (next === undefined) {
        await timing.sleep(reconnectDelayMs(attempt, timing.random()));
        attempt += 1;
        continue;
      }
      attempt = 0;
      generation += 1;
      gone = new AbortController();
      move('connected', next);
      await next.closed;
      gone.abort(new Disconnected());
      move('lost', undefined);
    }
  };

  const api = createORPCClient<Api>({
    call: async (path, input, options) => {
      const used = link;
      if (used === undefined) throw new Disconnected();
      const signal =
        options.signal === undefined ? gone.signal : AbortSignal.any([options.signal, gone.signal]);
      try {
        return await used.call(path, input, { ...options, signal });
      } catch (error) {
        if (error instanceof ORPCError || options.signal?.aborted) throw error;
        // A broken transport fails its calls just before it says that it is closed.
        await new Promise((resolve) => setTimeout(resolve, 0));
        throw link === used ? error : new Disconnected({ cause: error });
      }
    },
  });

  void keepAlive();

  return {
    api,
    state: () => state,
    generation: () => generation,
    subscribe,
    connected: (signal) =>
      new Promise((resolve, reject) => {
        if (state === 'connected') return resolve();
        const stop = subscribe(() => {
          if (state !== 'connected') return;
          stop();
          resolve();
        });
        signal?.addEventListener('abort', () => {
          stop();
          reject(new DOMException('Stopped waiting for the core.', 'AbortError'));
        });
      }),
    close: () => {
      ended = true;
      link?.close();
    },
  };
}
