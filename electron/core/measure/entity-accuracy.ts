/** A typed span: UTF-16 offsets, end exclusive. */
export interface TypedSpan {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface EntityScore {
  readonly precision: number;
  readonly recall: number;
  /** F-beta with beta 2: a miss costs more than a false alarm. */
  readonly f2: number;
  /** Spans in the reference. */
  readonly n: number;
}

export interface EntityAccuracy {
  /** Texts. */
  readonly n: number;
  readonly overall: EntityScore;
  readonly byType: Readonly<Record<string, EntityScore>>;
}

export interface ScoredText {
  readonly text: string;
  readonly expected: readonly TypedSpan[];
  readonly found: readonly TypedSpan[];
}

interface Counts {
  expected: number;
  found: number;
  correct: number;
}

const scoreOf = ({ expected, found, correct }: Counts): EntityScore => {
  const precision = found === 0 ? (expected === 0 ? 1 : 0) : correct / found;
  const recall = expected === 0 ? 1 : correct / expected;
  const f2 = precision + recall === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall);
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  return { precision: round(precision), recall: round(recall), f2: round(f2), n: expected };
};

const keyOf = ({ type, start, end }: TypedSpan): string => `${type}:${start}:${end}`;

/** Exact spans and exact types; micro-averaged over all types that the reference has. */
export function scoreEntities(texts: readonly ScoredText[]): EntityAccuracy {
  const all: Counts = { expected: 0, found: 0, correct: 0 };
  const byType = new Map<string, Counts>();
  const known = new Set(texts.flatMap(({ expected }) => expected.map(({ type }) => type)));
  const countsOf = (type: string): Counts => {
    const counts = byType.get(type) ?? { expected: 0, found: 0, correct: 0 };
    byType.set(type, counts);
    return counts;
  };
  for (const { expected, found } of texts) {
    const wanted = new Set(expected.map(keyOf));
    for (const { type } of expected) countsOf(type).expected += 1;
    const seen = new Set<string>();
    for (const span of found) {
      const key = keyOf(span);
      if (!known.has(span.type) || seen.has(key)) continue;
      seen.add(key);
      const counts = countsOf(span.type);
      counts.found += 1;
      if (wanted.has(key)) counts.correct += 1;
    }
  }
  for (const { expected, found, correct } of byType.values()) {
    all.expected += expected;
    all.found += found;
    all.correct += correct;
  }
  return {
    n: texts.length,
    overall: scoreOf(all),
    byType: Object.fromEntries(
      [...byType]
        .sort(([, a], [, b]) => b.expected - a.expected)
        .map(([type, counts]) => [type, scoreOf(counts)]),
    ),
  };
}

const between = /^[\s,]*$/u;

/**
 * Spans of one type with nothing but blanks or commas between them as one span: sets made from
 * templates cut one address into house number and street. Presidio's own evaluator does the same.
 */
export function joinNeighbours(text: string, spans: readonly TypedSpan[]): TypedSpan[] {
  const joined: TypedSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last?.type === span.type && between.test(text.slice(last.end, span.start)))
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
