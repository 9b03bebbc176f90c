/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): score = sum of
 * weight / (60 + rank). Ranks are from 1. Higher is better; equal scores keep the order of first
 * appearance, so the same lists always give the same order.
 */
export const rankConstant = 60;

export interface RankedList {
  readonly weight: number;
  /** Ids, best first. */
  readonly ids: readonly string[];
}

/** Fused ids with scores from 0 to 1: 1 is first in every list that found something. */
export function fuse(lists: readonly RankedList[]): { id: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [index, id] of list.ids.entries())
      scores.set(id, (scores.get(id) ?? 0) + list.weight / (rankConstant + index + 1));
  const most = lists.reduce(
    // A part that found nothing takes nothing from the others.
    (sum, list) => sum + (list.ids.length === 0 ? 0 : list.weight / (rankConstant + 1)),
    0,
  );
  return [...scores]
    .map(([id, score]) => ({ id, score: score / most }))
    .sort((a, b) => b.score - a.score);
}
