import type { CallSessionState } from '../session.ts';

/** @file A state that many look at: told after every change, but not for every block. */

export interface StateStore {
  get(): CallSessionState;
  /** Tells at once. */
  set(change: Partial<CallSessionState>): void;
  /** Tells with the next change, or when `tick` finds that it is time. */
  setQuietly(change: Partial<CallSessionState>): void;
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
      state = { ...state, ...change };
      quiet = true;
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
