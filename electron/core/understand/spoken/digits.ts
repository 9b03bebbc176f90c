import { unitAt, wordTable } from '../number-words.ts';
import { saidAt, type Scene } from './scene.ts';

/** @file Numbers as they are said, as pieces: "one twenty three" is 1 and 23. */

/** One piece of a spoken number. */
export interface Unit {
  readonly digits: string;
  readonly words: number;
  /** A digit by itself ("four"), a repeated one ("double four"), below a hundred, or more. */
  readonly shape: 'digit' | 'repeat' | 'tens' | 'scale';
}

const digitWord = /^(?:zero|nought|naught|oh|o|one|two|three|four|five|six|seven|eight|niner?)$/u;
const repeatWord = /^(?:double|triple|treble|quadruple)$/u;
const scaleWord = /^(?:hundred|thousand|million)$/u;

/** The figure of a digit word; "0" for any other. */
export const digitOf = (word: string): string =>
  unitAt([{ text: word, start: 0, end: word.length }], 0)?.digits ?? '0';

export const isDigitWord = (word: string): boolean => digitWord.test(word);

/** The piece of a number at a word; only spoken ones, figures are already written. */
export function unitOf(scene: Scene, at: number): Unit | undefined {
  const read = unitAt(scene.words, at);
  if (read === undefined || !read.spoken) return undefined;
  const first = saidAt(scene, at);
  if (repeatWord.test(first)) return { digits: read.digits, words: read.words, shape: 'repeat' };
  if (read.words === 1 && digitWord.test(first))
    return { digits: read.digits, words: 1, shape: 'digit' };
  const scaled = Array.from({ length: read.words }, (_, offset) => saidAt(scene, at + offset));
  if (!scaled.some((word) => scaleWord.test(word)))
    return { digits: read.digits, words: read.words, shape: 'tens' };
  // "eight hundred five five five": digits follow, they are no part of the hundred.
  const last = at + read.words - 1;
  if (
    digitWord.test(saidAt(scene, last)) &&
    saidAt(scene, last - 1) === 'hundred' &&
    digitWord.test(saidAt(scene, last + 1)) &&
    digitWord.test(saidAt(scene, last + 2))
  )
    return {
      digits: `${read.digits.slice(0, -1)}0`,
      words: read.words - 1,
      shape: 'scale',
    };
  return { digits: read.digits, words: read.words, shape: 'scale' };
}

/** "the last four": how many digits follow, and not the first of them. */
export const isLastDigits = (scene: Scene, at: number): boolean =>
  /^(?:last|first)$/u.test(saidAt(scene, at - 1)) &&
  /^(?:two|three|four|five|six)$/u.test(saidAt(scene, at));

/** Homophones of digits; read so only between digits, or next to them where a number was asked for. */
export const digitHomophones: Readonly<Record<string, string>> = wordTable({
  ...{ to: '2', too: '2', for: '4', fore: '4', won: '1', ate: '8', owe: '0' },
});

/** The pieces in a row from a word on. */
export interface Run {
  readonly units: readonly Unit[];
  readonly count: number;
  readonly digits: string;
}

/**
 * All pieces in a row.
 * @param cued a number is expected: a homophone at the start or the end of the line is read too
 */
export function runAt(scene: Scene, at: number, cued = false): Run {
  const units: Unit[] = [];
  let index = at;
  for (;;) {
    const unit = unitOf(scene, index) ?? homophone(scene, index, units, cued);
    if (unit === undefined) break;
    units.push(unit);
    index += unit.words;
  }
  return { units, count: index - at, digits: units.map(({ digits }) => digits).join('') };
}

const single = ({ shape }: Unit): boolean => shape === 'digit' || shape === 'repeat';

/** "two for six": between digits a homophone is one; at the edge of a run only when cued. */
function homophone(
  scene: Scene,
  at: number,
  before: readonly Unit[],
  cued: boolean,
): Unit | undefined {
  const digits = digitHomophones[saidAt(scene, at)];
  if (digits === undefined) return undefined;
  const made: Unit = { digits, words: 1, shape: 'digit' };
  let after = 0;
  const isDigit = (word: string): boolean =>
    digitWord.test(word) || (cued && digitHomophones[word] !== undefined);
  while (isDigit(saidAt(scene, at + 1 + after))) after += 1;
  const allSingle = before.length > 0 && before.every(single);
  // "four to seven" is a range: digits enough must stand on the two sides together.
  if (
    allSingle &&
    after > 0 &&
    (cued ? before.length + after >= 3 : before.length >= 2 && after >= 2)
  )
    return made;
  if (!cued) return undefined;
  if (before.length === 0) return after >= 2 ? made : undefined;
  const ends = at === scene.tokens.length - 1;
  return allSingle && ends && before.length >= 2 ? made : undefined;
}

const ordinals: Readonly<Record<string, number>> = wordTable({
  ...{ first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8 },
  ...{ ninth: 9, tenth: 10, eleventh: 11, twelfth: 12, thirteenth: 13, fourteenth: 14 },
  ...{ fifteenth: 15, sixteenth: 16, seventeenth: 17, eighteenth: 18, nineteenth: 19 },
  ...{ twentieth: 20, thirtieth: 30, fortieth: 40, fiftieth: 50, sixtieth: 60, seventieth: 70 },
  ...{ eightieth: 80, ninetieth: 90 },
});
const tensOf: Readonly<Record<string, number>> = wordTable({
  ...{ twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80 },
  ...{ ninety: 90 },
});

/** "third", "twenty second": its value and how many words it takes. */
export function ordinalAt(
  scene: Scene,
  at: number,
): { readonly value: number; readonly words: number } | undefined {
  const value = ordinals[saidAt(scene, at)];
  if (value !== undefined) return { value, words: 1 };
  const ten = tensOf[saidAt(scene, at)];
  const unit = ordinals[saidAt(scene, at + 1)];
  return ten !== undefined && unit !== undefined && unit < 10
    ? { value: ten + unit, words: 2 }
    : undefined;
}

/** 21 as "21st". */
export function ordinalText(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return `${value}th`;
  return `${value}${['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`;
}

/** 12500 as "12,500"; below ten thousand only amounts of money have the comma. */
export const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/gu, ',');
