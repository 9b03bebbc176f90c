import type { TokenTag } from '#core/ports.ts';

/** @file Long texts in overlapping windows, and the tags of the windows put together again. */

export interface Window {
  /** Where it begins and ends in the whole; end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it decides about: from half of the overlap before to half of the overlap after. */
  readonly from: number;
  readonly to: number;
}

/**
 * Windows of at most `size` over a length, each sharing `overlap` with the one before. `cutAt` may
 * move an edge down a little, to a place that no word crosses.
 */
export function windowsOver(
  length: number,
  size: number,
  overlap: number,
  cutAt: (edge: number, lowest: number) => number = (edge) => edge,
): Window[] {
  const windows: Window[] = [];
  let start = 0;
  let from = 0;
  while (start < length || windows.length === 0) {
    const end = start + size >= length ? length : cutAt(start + size, start + overlap + 1);
    if (end >= length) {
      windows.push({ start, end: length, from, to: Infinity });
      break;
    }
    const next = cutAt(end - overlap, start + 1);
    const middle = next + Math.floor((end - next) / 2);
    windows.push({ start, end, from, to: middle });
    start = next;
    from = middle;
  }
  return windows;
}

/** A cut at white space where there is some in the quarter before the edge; else between two letters. */
export const atWhiteSpace =
  (text: string) =>
  (edge: number, lowest: number): number => {
    const least = Math.max(lowest, edge - 200);
    for (let at = edge; at > least; at -= 1) if (/\s/u.test(text.charAt(at - 1))) return at;
    const splitsPair = /[\uD800-\uDBFF]/u.test(text.charAt(edge - 1));
    return splitsPair && edge - 1 >= lowest ? edge - 1 : edge;
  };

/** A tag belongs to the window that decides about its start; where two still overlap, the first stays. */
export function joinTags(
  windows: readonly {
    readonly from: number;
    readonly to: number;
    readonly tags: readonly TokenTag[];
  }[],
): TokenTag[] {
  const joined: TokenTag[] = [];
  for (const { from, to, tags } of windows)
    for (const tag of tags)
      if (tag.start >= from && tag.start < to && tag.start >= (joined.at(-1)?.end ?? 0))
        joined.push(tag);
  return joined;
}
