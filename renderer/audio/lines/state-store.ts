import type { CallSessionState } from '../session.ts';

/**
 * @file A state that many look at: told after every change, but not for every block. Whoever is
 * told draws anew, so that what is told of a silent call is nothing.
 */

export interface StateStore {
  get(): CallSessionState;
  /** Tells at once. */
  set(change: Partial<CallSessionState>): void;
  /** Tells with the next change, or when `tick` finds that it is time; the same is no change. */
  setQuietly(change: Partial<CallSessionState>): void;
  /** Moves the call's clock and tells nobody: whoever shows it reads it when it is to be drawn. */
  setClock(elapsedMs: number): void;
  tick(): void;
  subscribe(listener: () => void): () => void;
}

/** What changes with every block is told this often. */
const tellEveryMs = 250;

export function createStateStore(first: CallSessionState, now: () => number): StateStore {
  let state = first;
  let toldAt = now();
  let quiet = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    quiet = false;
    toldAt = now();
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      tell();
    },
    setQuietly: (change) => {
      const keys = Object.keys(change) as (keyof CallSessionState)[];
      if (keys.every((key) => Object.is(change[key], state[key]))) return;
      state = { ...state, ...change };
      quiet = true;
    },
    setClock: (elapsedMs) => {
      state = { ...state, elapsedMs };
    },
    tick: () => {
      if (quiet && now() - toldAt >= tellEveryMs) tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
