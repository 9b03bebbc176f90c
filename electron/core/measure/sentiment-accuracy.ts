/** @file Scorers of sentiment and urgency. Pure; the command prints them with n. */

export interface ClassScore {
  readonly n: number;
  readonly accuracy: number;
  /** Mean of the F1 of every class that is expected or found. */
  readonly macroF1: number;
  readonly f1: Readonly<Record<string, number>>;
}

export interface Judged {
  readonly expected: string;
  readonly found: string;
}

export function scoreClasses(pairs: readonly Judged[]): ClassScore {
  const names = [...new Set(pairs.flatMap(({ expected, found }) => [expected, found]))].sort();
  const f1 = Object.fromEntries(
    names.map((name) => {
      const right = pairs.filter(({ expected, found }) => expected === name && found === name);
      const total =
        pairs.filter(({ expected }) => expected === name).length +
        pairs.filter(({ found }) => found === name).length;
      return [name, (2 * right.length) / total];
    }),
  );
  const right = pairs.filter(({ expected, found }) => expected === found).length;
  return {
    n: pairs.length,
    accuracy: share(right, pairs.length),
    macroF1: share(
      Object.values(f1).reduce((sum, value) => sum + value, 0),
      names.length,
    ),
    f1,
  };
}

/** Expected calibration error over ten bins of confidence (Guo et al. 2017). */
export function calibrationError(
  answers: readonly { readonly confidence: number; readonly right: boolean }[],
): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of answers) {
    const bin = bins[Math.min(9, Math.floor(confidence * 10))];
    if (bin === undefined) continue;
    bin.n += 1;
    bin.confidence += confidence;
    bin.right += Number(right);
  }
  const gap = bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0);
  return share(gap, answers.length);
}

/** Pearson's correlation; 0 where one side does not vary. */
export function pearson(first: readonly number[], second: readonly number[]): number {
  const means = [mean(first), mean(second)] as const;
  let product = 0;
  let squares = [0, 0] as readonly [number, number];
  first.forEach((value, i) => {
    const a = value - means[0];
    const b = (second[i] ?? 0) - means[1];
    product += a * b;
    squares = [squares[0] + a * a, squares[1] + b * b];
  });
  const length = Math.sqrt(squares[0] * squares[1]);
  return length === 0 ? 0 : product / length;
}

/** Spearman's rank correlation; ties share their mean rank. */
export const spearman = (first: readonly number[], second: readonly number[]): number =>
  pearson(ranksOf(first), ranksOf(second));

/** Area under the ROC curve: the chance that a positive scores above a negative; ties count half. */
export function auroc(scores: readonly number[], positive: readonly boolean[]): number {
  const ranks = ranksOf(scores);
  const chosen = ranks.filter((_, i) => positive[i] === true);
  const others = ranks.length - chosen.length;
  if (chosen.length === 0 || others === 0) return 0.5;
  const sum = chosen.reduce((total, rank) => total + rank, 0);
  return (sum - (chosen.length * (chosen.length + 1)) / 2) / (chosen.length * others);
}

/** From 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (const { place } of order.slice(from, to)) ranks[place] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number =>
  share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
