/** @file Word error rate, by the alignment of two texts with the fewest changes. */

export interface WordErrors {
  /** Words of the reference. */
  readonly words: number;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
  /** (substitutions + deletions + insertions) / words; 0 when both are empty, 1 when only the reference is. */
  readonly rate: number;
}

/** A text that was said, and what a recogniser made of it. */
export interface HeardText {
  readonly reference: string;
  readonly hypothesis: string;
}

/**
 * Words as they are compared: lower case, punctuation off except the apostrophe inside a word, a
 * hyphen parts two words. Numbers stay as they are, so both texts must have them alike: as the
 * model's card counts, references and the recogniser's own words both spell them ("four two", "p m",
 * "wi fi"). Written text (42, $5) is not to be compared with them; entity-errors.ts is for that.
 */
export function comparedWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^'+|'+$/gu, ''))
    .filter((word) => word !== '');
}

interface Counts {
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
}
const errorsOf = ({ substitutions, deletions, insertions }: Counts): number =>
  substitutions + deletions + insertions;

/** The fewest changes that make the one list the other (Levenshtein 1966); of equals, substitutions. */
function alignment(reference: readonly string[], hypothesis: readonly string[]): Counts {
  let last: Counts[] = Array.from({ length: hypothesis.length + 1 }, (_, insertions) => ({
    substitutions: 0,
    deletions: 0,
    insertions,
  }));
  const none: Counts = { substitutions: 0, deletions: 0, insertions: 0 };
  for (const [i, said] of reference.entries()) {
    const row: Counts[] = [{ substitutions: 0, deletions: i + 1, insertions: 0 }];
    for (const [j, heard] of hypothesis.entries()) {
      const diagonal = last[j] ?? none;
      const above = last[j + 1] ?? none;
      const left = row[j] ?? none;
      const choices: readonly Counts[] = [
        said === heard ? diagonal : { ...diagonal, substitutions: diagonal.substitutions + 1 },
        { ...above, deletions: above.deletions + 1 },
        { ...left, insertions: left.insertions + 1 },
      ];
      row.push(choices.reduce((best, one) => (errorsOf(one) < errorsOf(best) ? one : best)));
    }
    last = row;
  }
  return last.at(-1) ?? none;
}

const withRate = (words: number, counts: Counts): WordErrors => {
  const errors = errorsOf(counts);
  return { words, ...counts, rate: words === 0 ? Number(errors > 0) : errors / words };
};

/** The errors of one text. */
export function wordErrors({ reference, hypothesis }: HeardText): WordErrors {
  const [said, heard] = [comparedWords(reference), comparedWords(hypothesis)];
  return withRate(said.length, alignment(said, heard));
}

/** All errors over all words of several texts: long ones weigh more, as is usual. */
export function totalWordErrors(texts: readonly HeardText[]): WordErrors {
  const each = texts.map(wordErrors);
  const sum = (of: (one: WordErrors) => number): number =>
    each.reduce((total, one) => total + of(one), 0);
  return withRate(
    sum(({ words }) => words),
    {
      substitutions: sum((one) => one.substitutions),
      deletions: sum((one) => one.deletions),
      insertions: sum((one) => one.insertions),
    },
  );
}
