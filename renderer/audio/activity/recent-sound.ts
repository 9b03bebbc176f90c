/** @file The last seconds of a channel, by place on the call's clock. */

export interface RecentSound {
  /** Appends; `at` has to be where the last one ended, or `clear` was called. */
  write(at: number, samples: Float32Array): void;
  /** A copy of what lies between two places; what is no longer there is left out. */
  read(from: number, to: number): Float32Array<ArrayBuffer>;
  /** The earliest place that is still there. */
  start(): number;
  end(): number;
  clear(): void;
}

/** @param capacity samples that are kept */
export function createRecentSound(capacity: number): RecentSound {
  const ring = new Float32Array(capacity);
  let from = 0;
  let to = 0;
  return {
    write: (at, samples) => {
      if (from === to) from = at;
      to = at + samples.length;
      const kept = samples.length > capacity ? samples.subarray(-capacity) : samples;
      const first = (to - kept.length) % capacity;
      const room = Math.min(kept.length, capacity - first);
      ring.set(kept.subarray(0, room), first);
      ring.set(kept.subarray(room), 0);
      from = Math.max(from, to - capacity);
    },
    read: (start, end) => {
      const first = Math.max(start, from);
      const last = Math.min(end, to);
      const copy = new Float32Array(Math.max(0, last - first));
      const offset = first % capacity;
      const room = Math.min(copy.length, capacity - offset);
      copy.set(ring.subarray(offset, offset + room));
      copy.set(ring.subarray(0, copy.length - room), room);
      return copy;
    },
    start: () => from,
    end: () => to,
    clear: () => {
      from = to;
    },
  };
}
