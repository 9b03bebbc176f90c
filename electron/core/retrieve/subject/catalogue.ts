import { isEveryday, isJoint, plainWords } from './name-words.ts';

/** A name of the catalogue with what tells it from the others. */
export interface Name {
  /** As written. */
  readonly subject: string;
  /** In order, with all joints. */
  readonly all: readonly string[];
  /** Once each, without joints. */
  readonly words: readonly string[];
  /** By word: rare ones tell more, kinds ("hotel") and everyday words next to nothing. */
  readonly weights: readonly number[];
  readonly total: number;
  /** Whether any of its words is more than everyday or a kind. */
  readonly telling: boolean;
}

export interface Catalogue {
  readonly names: readonly Name[];
  /** Words of a text, comparable with those of the names. */
  read(text: string): string[];
  /** Says what kind of thing it is, or nothing at all. */
  isGeneric(word: string): boolean;
}

/** Beyond it a text names more than anybody can mean. */
const longestText = 400;
/** A word in this share of the names says what kind of thing it is, not which. */
const genericShare = 0.03;
const weightOfGeneric = 0.15;
/** Of a word that stands only in what is added to a name. */
const weightOfAddition = 0.25;

/** A name without what is added to it: "Corner Shop - Main Street", "Harbour Inn, a Nordic Hotel". */
const headOf = (name: string): string => {
  const head = name.split(/\s[-–|/]\s|[,(:]/)[0]?.trim() ?? '';
  return head === '' ? name : head;
};

export function createCatalogue(subjects: readonly string[]): Catalogue {
  // "Guesthouse" in one place is "guest house" in another: both are read as two words.
  const pairs = new Map<string, readonly [string, string]>();
  for (const subject of subjects) {
    const words = plainWords(subject);
    for (const [at, word] of words.entries()) {
      const next = words[at + 1];
      if (next !== undefined && word.length > 2 && next.length > 2)
        pairs.set(word + next, [word, next]);
    }
  }
  const read = (text: string): string[] =>
    plainWords(text, longestText).flatMap((word) => pairs.get(word) ?? [word]);

  const held = new Map<string, number>();
  const split = subjects.map((subject) => {
    const all = read(subject);
    for (const word of new Set(all)) held.set(word, (held.get(word) ?? 0) + 1);
    return all;
  });
  const count = subjects.length;
  const isGeneric = (word: string): boolean =>
    isEveryday(word) ||
    isJoint(word) ||
    word.length < 2 ||
    (held.get(word) ?? 0) > Math.max(2, genericShare * count);
  const weightOf = (word: string): number =>
    ((isGeneric(word) ? weightOfGeneric : 1) * Math.log(1 + count / (held.get(word) ?? 1))) /
    Math.log(1 + count);
  const names = split.map((all, at): Name => {
    const subject = subjects[at] as string;
    const words = [...new Set(all)].filter((word) => !isJoint(word));
    const head = new Set(read(headOf(subject)));
    const weights = words.map((word) => weightOf(word) * (head.has(word) ? 1 : weightOfAddition));
    return {
      subject,
      all,
      words,
      weights,
      total: weights.reduce((sum, weight) => sum + weight, 0),
      telling: words.some((word) => !isGeneric(word)),
    };
  });
  return { names, read, isGeneric };
}
