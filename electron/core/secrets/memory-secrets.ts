import type { Secrets } from '#core/ports.ts';

/** Secrets that go away with the process: for replays and tests. */
export function createMemorySecrets(initial: Readonly<Record<string, string>> = {}): Secrets {
  const kept = new Map(Object.entries(initial));
  return {
    kind: 'memory of this process, forgotten when it ends',
    getOrCreate: (name, create) => {
      const value = kept.get(name) ?? create();
      kept.set(name, value);
      return Promise.resolve(value);
    },
  };
}
