/** How often the right passage comes first, among the first five, and how high (MRR@5). */
export interface RetrievalScore {
  readonly hit1: number;
  readonly hit5: number;
  readonly mrr5: number;
}

/** What one question's search gave: ids, best first, and those that are right. */
export interface RankedAnswer {
  readonly found: readonly string[];
  readonly right: readonly string[];
}

const round = (value: number): number => Number(value.toFixed(4));

/** Shares of all answers; 0 where there are none. Ids that come again count at their first place. */
export function scoreRetrieval(answers: readonly RankedAnswer[]): RetrievalScore {
  let first = 0;
  let five = 0;
  let reciprocal = 0;
  for (const { found, right } of answers) {
    const wanted = new Set(right);
    const rank = [...new Set(found)].findIndex((id) => wanted.has(id));
    if (rank === 0) first += 1;
    if (rank < 0 || rank >= 5) continue;
    five += 1;
    reciprocal += 1 / (rank + 1);
  }
  const share = (value: number): number =>
    answers.length === 0 ? 0 : round(value / answers.length);
  return { hit1: share(first), hit5: share(five), mrr5: share(reciprocal) };
}

/** F1 of saying yes; 0 where nothing is right. */
export function f1Of(
  decisions: readonly { readonly said: boolean; readonly right: boolean }[],
): number {
  const count = (said: boolean, right: boolean): number =>
    decisions.filter((one) => one.said === said && one.right === right).length;
  const both = count(true, true);
  const rest = count(true, false) + count(false, true);
  return both === 0 ? 0 : round((2 * both) / (2 * both + rest));
}

/** Chance that a right pair scores above a wrong one; ties count half (Fawcett 2006). */
export function aurocOf(right: readonly number[], wrong: readonly number[]): number {
  if (right.length === 0 || wrong.length === 0) return 0;
  let above = 0;
  for (const one of right)
    for (const other of wrong) above += one > other ? 1 : one === other ? 0.5 : 0;
  return round(above / (right.length * wrong.length));
}

/** Milliseconds at p50, p95 and p99; zeros without any. */
export function latencyOf(times: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    Number(
      (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2),
    );
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
