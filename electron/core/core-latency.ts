/** How many of the newest times are kept for the status bar. */
const window = 500;

export interface LatencyLedger {
  add(ms: number): void;
  summary(): { readonly n: number; readonly p50: number; readonly p99: number };
}

/** Nearest-rank percentile of ascending values; 0 when there are none. */
export function percentile(ascending: readonly number[], share: number): number {
  if (ascending.length === 0) return 0;
  const rank = Math.max(1, Math.ceil(share * ascending.length));
  return ascending[rank - 1] ?? 0;
}

/** Message-to-card times on this machine, newest 500. */
export function createLatencyLedger(): LatencyLedger {
  const times: number[] = [];
  return {
    add: (ms) => {
      times.push(ms);
      if (times.length > window) times.shift();
    },
    summary: () => {
      const ascending = times.toSorted((a, b) => a - b);
      return {
        n: ascending.length,
        p50: percentile(ascending, 0.5),
        p99: percentile(ascending, 0.99),
      };
    },
  };
}
