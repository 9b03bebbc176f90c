import type { WrittenLine } from '#domain/speech.ts';
import { comparedWords } from './word-errors.ts';

/**
 * @file Entity error rate of live transcripts: the share of numbers, amounts, dates, times, codes,
 * e-mail addresses and names in what was said whose value does not come out.
 *
 * References are words ("four two"), so their entities are found by writing the reference with the
 * product's writer without a vocabulary; every stretch that it wrote as a number, amount, date,
 * time, address, code, spelling or name is one entity, and so is a number below ten that people
 * write as a word. "one" counts only as a whole line: elsewhere it is a pronoun as often. The
 * hypothesis is judged by value, in three ways:
 *
 * - `raw`: the recogniser's words as they stand. A number in words is not yet a value (it cannot be
 *   copied, looked up or called), so it counts as wrong, but for one below ten; names count in any case.
 * - `rawLenient`: right when the words of the reference that make the entity stand in the
 *   recogniser's words in the same order. What is wrong here was misheard.
 * - `mended`: the written line. Right when the entity's value is one of its values.
 *
 * The same writer reads both sides, so a form that it writes badly in the same way on both does not
 * show here; the writer's own pairs (understand/spoken) show that.
 */

export type EntityKind = 'number' | 'money' | 'date' | 'time' | 'email' | 'code' | 'name';

export interface SpokenEntity {
  readonly kind: EntityKind;
  /** Compared: lower case, without blanks, hyphens, grouping commas and ordinal endings. */
  readonly value: string;
  /** The words that were said for it. */
  readonly said: string;
}

/** One recording: its reference and the recogniser's words, each written, and the words themselves. */
export interface TranscribedLine {
  readonly name: string;
  /** The reference, written without a vocabulary. */
  readonly reference: WrittenLine;
  /** What the recogniser heard, one blank between words. */
  readonly raw: string;
  /** What the recogniser heard, written. */
  readonly mended: WrittenLine;
}

export interface EntityErrorRate {
  /** Entities in the references. */
  readonly n: number;
  readonly raw: number;
  readonly rawLenient: number;
  readonly mended: number;
  /** Wrong ones of each kind. */
  readonly byKind: Readonly<
    Record<
      string,
      {
        readonly n: number;
        readonly raw: number;
        readonly rawLenient: number;
        readonly mended: number;
      }
    >
  >;
  /** What does not come out after mending. */
  readonly missed: readonly {
    readonly name: string;
    readonly value: string;
    readonly text: string;
  }[];
}

const kinds: Readonly<Record<string, EntityKind>> = {
  ...{ number: 'number', money: 'money', date: 'date', time: 'time', email: 'email' },
  ...{ code: 'code', spelled: 'code', name: 'name', vocabulary: 'name' },
};
const small = new Map(
  ['zero', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].map(
    (word, value) => [word, String(value)] as const,
  ),
);
const numberWord =
  /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|double|triple|point)$/u;

/** How a value is compared. */
export const comparedValue = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(?<=\d)(?:st|nd|rd|th)\b/gu, '')
    .replace(/\bof\b|(?<!\.\p{L}*)[\s,-]|[,.]+$/gu, '');

/** The entities of a written line, in the order they were said. */
export function entitiesOfLine({ text, mended }: WrittenLine): SpokenEntity[] {
  const spans = mended.flatMap(
    ({ start, end, heard, kind }): (SpokenEntity & { start: number })[] => {
      const as = kinds[kind];
      if (as === undefined) return [];
      return [{ kind: as, value: comparedValue(text.slice(start, end)), said: heard, start }];
    },
  );
  const words = [...text.matchAll(/[\p{L}\p{N}']+/gu)];
  const inside = (index: number): boolean =>
    mended.some(
      ({ start, end, kind }) => kinds[kind] !== undefined && index >= start && index < end,
    );
  const isNumber = (index: number): boolean =>
    numberWord.test(words[index]?.[0].toLowerCase() ?? '') && !inside(words[index]?.index ?? 0);
  const plain = words.flatMap((match, index) => {
    const said = match[0].toLowerCase();
    const value = said === 'one' && words.length === 1 ? '1' : small.get(said);
    // In a row number words are one number, whatever its value is; a single one is its own.
    if (value === undefined || !isNumber(index) || isNumber(index - 1) || isNumber(index + 1))
      return [];
    return [{ kind: 'number' as const, value, said, start: match.index }];
  });
  return [...spans, ...plain]
    .sort((a, b) => a.start - b.start)
    .map(({ kind, value, said }) => ({ kind, value, said }));
}

/** Whether the words stand in the text one after the other. */
const holdsWords = (text: string, words: string): boolean =>
  ` ${comparedWords(text).join(' ')} `.includes(` ${comparedWords(words).join(' ')} `);

/** Which of these entities come out in the line; each value of the line counts once. */
function rightIn(entities: readonly SpokenEntity[], line: WrittenLine): boolean[] {
  const values = entitiesOfLine(line).map(({ value }) => value);
  return entities.map(({ kind, value, said }) => {
    if (kind === 'name' && (holdsWords(line.text, said) || holdsName(line.text, value)))
      return true;
    const at = values.indexOf(value);
    if (at < 0) return false;
    values.splice(at, 1);
    return true;
  });
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
/** Words of a name at most, as it may be split ("wi fi", "trail box"). */
const longestName = 6;

/** Whether whole words of the text make up the name. */
function holdsName(text: string, value: string): boolean {
  const words = comparedWords(text).map(lettersOf);
  const name = lettersOf(value);
  return words.some((_, from) =>
    Array.from({ length: longestName }, (__, count) =>
      words.slice(from, from + count + 1).join(''),
    ).includes(name),
  );
}

/** The share of entities that do not come out, per way of reading; 0 where there are none. */
export function entityErrors(lines: readonly TranscribedLine[]): EntityErrorRate {
  const total = { n: 0, raw: 0, rawLenient: 0, mended: 0 };
  const byKind: Record<string, { n: number; raw: number; rawLenient: number; mended: number }> = {};
  const missed: EntityErrorRate['missed'][number][] = [];
  for (const { name, reference, raw, mended } of lines) {
    const entities = entitiesOfLine(reference);
    const rightRaw = rightIn(entities, { text: raw, mended: [] });
    const rightMended = rightIn(entities, mended);
    for (const [index, entity] of entities.entries()) {
      const counts = (byKind[entity.kind] ??= { n: 0, raw: 0, rawLenient: 0, mended: 0 });
      for (const tally of [total, counts]) {
        tally.n += 1;
        tally.raw += Number(rightRaw[index] !== true);
        tally.rawLenient += Number(!holdsWords(raw, entity.said));
        tally.mended += Number(rightMended[index] !== true);
      }
      if (rightMended[index] !== true)
        missed.push({ name, value: entity.value, text: mended.text });
    }
  }
  const share = (wrong: number): number =>
    total.n === 0 ? 0 : Math.round((wrong / total.n) * 10_000) / 10_000;
  return {
    n: total.n,
    raw: share(total.raw),
    rawLenient: share(total.rawLenient),
    mended: share(total.mended),
    byKind,
    missed,
  };
}
