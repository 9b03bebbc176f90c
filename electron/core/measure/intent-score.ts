/** @file How good answers to labelled texts are: accuracy, macro-F1, and what was rejected. */

/** One text with the head's best label for it. */
export interface IntentAnswer {
  /** Undefined for a text of none of the labels. */
  readonly expected: string | undefined;
  readonly got: string;
  /** In [0, 1]. */
  readonly confidence: number;
}

export interface IntentScore {
  readonly n: number;
  /** Share whose best label is right, threshold aside. */
  readonly accuracy: number;
  /** Mean F1 of the labels that are expected or given, threshold aside. */
  readonly macroF1: number;
  /** Share of in-scope texts that reach the threshold, right or wrong. */
  readonly answered: number;
  /** Share of out-of-scope texts below the threshold; null where there are none. */
  readonly oosRecall: number | null;
  /** Chance that an in-scope text has more confidence than an out-of-scope one; null where there are none. */
  readonly oosAuroc: number | null;
}

const ratio = (some: number, all: number): number => (all === 0 ? 0 : some / all);

/** `threshold` as the head has it. */
export function scoreIntents(answers: readonly IntentAnswer[], threshold: number): IntentScore {
  const inside = answers.filter(({ expected }) => expected !== undefined);
  const outside = answers.filter(({ expected }) => expected === undefined);
  const right = (one: IntentAnswer): boolean => one.expected === one.got;
  return {
    n: inside.length,
    accuracy: ratio(inside.filter(right).length, inside.length),
    macroF1: macroF1(inside),
    answered: ratio(
      inside.filter(({ confidence }) => confidence >= threshold).length,
      inside.length,
    ),
    oosRecall:
      outside.length === 0
        ? null
        : ratio(outside.filter(({ confidence }) => confidence < threshold).length, outside.length),
    oosAuroc:
      outside.length === 0 || inside.length === 0
        ? null
        : areaUnderCurve(
            inside.map(({ confidence }) => confidence),
            outside.map(({ confidence }) => confidence),
          ),
  };
}

function macroF1(answers: readonly IntentAnswer[]): number {
  const tally = new Map<string, { right: number; all: number }>();
  const of = (label: string): { right: number; all: number } => {
    const known = tally.get(label) ?? { right: 0, all: 0 };
    tally.set(label, known);
    return known;
  };
  for (const { expected, got } of answers) {
    if (expected === undefined) continue;
    of(expected).all += 1;
    of(got).all += 1;
    if (expected === got) of(got).right += 1;
  }
  let sum = 0;
  for (const { right, all } of tally.values()) sum += (2 * right) / all;
  return ratio(sum, tally.size);
}

/** Area under the receiver operating characteristic by ranks (Mann and Whitney); ties count half. */
export function areaUnderCurve(higher: readonly number[], lower: readonly number[]): number {
  const all = [
    ...higher.map((value) => ({ value, high: true })),
    ...lower.map((value) => ({ value, high: false })),
  ].sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    let high = 0;
    while (to < all.length && all[to]?.value === all[from]?.value) {
      high += Number(all[to]?.high);
      to += 1;
    }
    ranks += (high * (from + 1 + to)) / 2;
    from = to;
  }
  const [a, b] = [higher.length, lower.length];
  return (ranks - (a * (a + 1)) / 2) / (a * b);
}
