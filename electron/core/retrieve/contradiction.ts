import type { PassageHit } from '#domain/knowledge.ts';
import { contentWords, stem } from './words.ts';

/** A sentence that states numbers, with what it states them about. */
interface Statement {
  readonly words: ReadonlySet<string>;
  /** Values by unit: the word after the number, or the sign before or after it. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Words that both sentences must share, of all that either has, to be about the same thing. */
const leastShared = 0.6;
const leastWords = 3;

const numbers: Readonly<Record<string, string>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);

const numberWord = new RegExp(`\\b(?:${Object.keys(numbers).join('|')})\\b`, 'gi');
/** Further down nobody looks, and every pair costs. */
const looked = 8;

const quantity = /([$€£])?\s?(\d[\d.,]*\d|\d)\s?(%|[\p{L}]+)?/gu;
const anyNumber =
  /^(?:\d|zero$|one$|two$|three$|four$|five$|six$|seven$|eight$|nine$|ten$|eleven$|twelve$)/;

function statementsOf(text: string): Statement[] {
  return text.split(/(?<=[.!?])\s+|\n+/).flatMap((sentence): Statement[] => {
    const plain = sentence.replaceAll(numberWord, (word) => numbers[word.toLowerCase()] ?? word);
    const values = new Map<string, Set<string>>();
    for (const [, sign, number, unit] of plain.matchAll(quantity)) {
      const key = sign ?? (unit === '%' ? '%' : stem((unit ?? '').toLowerCase()));
      if (key === '' || number === undefined) continue;
      const value = number.replaceAll(',', '').replace(/\.0+$/, '');
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
    if (values.size === 0) return [];
    const words = new Set(
      contentWords(sentence)
        .filter((word) => !anyNumber.test(word))
        .map(stem),
    );
    return words.size < leastWords ? [] : [{ words, values }];
  });
}

function disagree(one: Statement, two: Statement): boolean {
  let shared = 0;
  for (const word of one.words) if (two.words.has(word)) shared += 1;
  if (shared < leastWords) return false;
  if (shared / (one.words.size + two.words.size - shared) < leastShared) return false;
  for (const [unit, values] of one.values) {
    const others = two.values.get(unit);
    if (others !== undefined && [...values].every((value) => !others.has(value))) return true;
  }
  return false;
}

/**
 * Marks hits of different documents that give different numbers for the same thing, in nearly the
 * same words: which is right only a person can tell, so both stay, and the newer one comes first.
 * Careful rather than complete: a wrong alarm on a card costs more than a missed one.
 * @param subjectOf what a hit's document is about; hits about different things cannot contradict
 */
export function markContradictions(
  hits: readonly PassageHit[],
  subjectOf: (hit: PassageHit) => string | undefined,
): PassageHit[] {
  const marked = [...hits];
  const first = Math.min(looked, hits.length);
  const statements = hits.slice(0, first).map(({ passage }) => statementsOf(passage.text));
  for (let one = 0; one < first; one += 1)
    for (let two = one + 1; two < first; two += 1) {
      const [upper, lower] = [marked[one], marked[two]] as [PassageHit, PassageHit];
      if (upper.passage.document === lower.passage.document) continue;
      if (upper.contradicts !== undefined || lower.contradicts !== undefined) continue;
      if (subjectOf(upper) !== subjectOf(lower)) continue;
      const differ = (statements[one] as Statement[]).some((mine) =>
        (statements[two] as Statement[]).some((other) => disagree(mine, other)),
      );
      if (!differ) continue;
      const pair = [
        { ...upper, contradicts: lower.passage.id },
        { ...lower, contradicts: upper.passage.id },
      ] as const;
      const swap = (lower.updatedAt ?? 0) > (upper.updatedAt ?? 0);
      marked[one] = swap ? pair[1] : pair[0];
      marked[two] = swap ? pair[0] : pair[1];
      if (swap)
        [statements[one], statements[two]] = [
          statements[two] as Statement[],
          statements[one] as Statement[],
        ];
    }
  return marked;
}
