/**
 * @file From what a recogniser was given to the call's clock: it counts the samples it accepted,
 * and only stretches of voice are given to it.
 */

interface Piece {
  /** First sample, as the recogniser counts. */
  readonly fed: number;
  /** The same sample on the call's clock. */
  readonly at: number;
  length: number;
}

export interface ClockMap {
  /** The next samples given to the recogniser lie at `at` on the call's clock. */
  add(at: number, length: number): void;
  /** Samples given so far. */
  fed(): number;
  /** Call-clock milliseconds where something begins that the recogniser puts at `ms`. */
  start(ms: number): number;
  /** The same for where something ends: on a seam it is the end of what came before. */
  end(ms: number): number;
  /** Nothing before `ms` of the recogniser's will be asked for again. */
  forgetBefore(ms: number): void;
}

const samplesPerMs = 16;

export function createClockMap(): ClockMap {
  let pieces: Piece[] = [];
  let fed = 0;
  /** The last piece that begins before `sample`, or at it. */
  const find = (sample: number, isEnd: boolean): Piece | undefined => {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const begins = pieces[middle]?.fed ?? 0;
      if (isEnd ? begins < sample : begins <= sample) low = middle;
      else high = middle - 1;
    }
    return pieces[low];
  };
  const map = (ms: number, isEnd: boolean): number => {
    const sample = ms * samplesPerMs;
    const piece = find(sample, isEnd);
    if (piece === undefined) return ms;
    // A word that is said to end after the last sample ends there.
    const within = Math.max(0, Math.min(sample - piece.fed, piece.length));
    return (piece.at + within) / samplesPerMs;
  };
  return {
    add: (at, length) => {
      const last = pieces.at(-1);
      if (last && last.at + last.length === at) last.length += length;
      else pieces.push({ fed, at, length });
      fed += length;
    },
    fed: () => fed,
    start: (ms) => map(ms, false),
    end: (ms) => map(ms, true),
    forgetBefore: (ms) => {
      const sample = ms * samplesPerMs;
      const first = pieces.findIndex((piece) => piece.fed + piece.length > sample);
      // The newest piece stays, so that a late word has a place.
      pieces = pieces.slice(first === -1 ? -1 : first);
    },
  };
}
