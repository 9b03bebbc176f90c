/** @file Numbers as they are written and as they are spoken: "715", "seven one five", "triple five". */

/** A word or a group of digits, lower case, with its place in the text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of a number: as digits, with its place. `spoken` when it was words. */
export interface DigitUnit {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly spoken: boolean;
  /** How many words it took. */
  readonly words: number;
}

/** A table of words without what every object has: "constructor" is a word like any other. */
export const wordTable = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, entries);

const units: Readonly<Record<string, number>> = wordTable({
  zero: 0,
  nought: 0,
  naught: 0,
  oh: 0,
  o: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  niner: 9,
});
const teens: Readonly<Record<string, number>> = wordTable({
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
});
const tens: Readonly<Record<string, number>> = wordTable({
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
});
const repeats: Readonly<Record<string, number>> = wordTable({
  double: 2,
  triple: 3,
  treble: 3,
  quadruple: 4,
});
const scales: Readonly<Record<string, number>> = wordTable({
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
});

/** First code points of the decimal digit rows that people's keyboards produce. */
const zeros = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
  0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
];

/** Any script's digits as ASCII: "４１" is "41". Digits of unknown rows become 0, so none is lost. */
export const asciiDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0x30;
    if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
    const zero = zeros.find((start) => code >= start && code < start + 10);
    return String(zero === undefined ? 0 : code - zero);
  });

/** Splits into words and digit groups; everything else separates. */
export function wordsOf(text: string): readonly Word[] {
  if (text !== lastText) {
    lastWords = split(text);
    lastText = text;
  }
  return lastWords;
}

/** Every detector looks at the same text one after the other: the last split is kept. */
let lastText = '';
let lastWords: readonly Word[] = [];

function split(text: string): Word[] {
  return [...text.matchAll(/\p{Nd}+|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const isNumeral = (word: Word): boolean => /^\p{Nd}+$/u.test(word.text);

/** A spoken number below a hundred at `index`. */
function below100(
  words: readonly Word[],
  index: number,
): { value: number; count: number } | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  const ten = tens[word.text];
  if (ten !== undefined) {
    const unit = units[words[index + 1]?.text ?? ''];
    const next = words[index + 1]?.text;
    return unit !== undefined && unit > 0 && next !== 'o' && next !== 'oh'
      ? { value: ten + unit, count: 2 }
      : { value: ten, count: 1 };
  }
  const value = teens[word.text] ?? units[word.text];
  return value === undefined ? undefined : { value, count: 1 };
}

/** A cardinal with at least one "hundred", "thousand" or "million". */
function withScale(
  words: readonly Word[],
  start: number,
): { value: number; count: number } | undefined {
  let total = 0;
  let group = 0;
  let index = start;
  let seen = false;
  const first = words[start];
  if (first === undefined) return undefined;
  if (first.text === 'a' || first.text === 'an') {
    if (scales[words[start + 1]?.text ?? ''] === undefined) return undefined;
    group = 1;
    index += 1;
  }
  let lastScale = Infinity;
  for (;;) {
    const scale = scales[words[index]?.text ?? ''];
    if (scale !== undefined && group > 0) {
      seen = true;
      if (scale === 100) group *= 100;
      else {
        if (scale >= lastScale) break;
        total += group * scale;
        group = 0;
        lastScale = scale;
      }
      index += 1;
      continue;
    }
    const at = words[index]?.text === 'and' && seen ? index + 1 : index;
    const part = below100(words, at);
    if (part === undefined || part.value === 0) break;
    if (group > 0 && (group % 100 !== 0 || !seen)) break;
    if (group === 0 && total > 0) {
      // "two thousand five hundred": goes on only below the last scale.
      group = part.value;
    } else group += part.value;
    index = at + part.count;
  }
  return seen ? { value: total + group, count: index - start } : undefined;
}

/**
 * The piece of a number at `index`: digits, a repeated digit ("double four"), a cardinal ("one
 * hundred and thirty five"), or a number below a hundred. Undefined where there is none.
 */
export function unitAt(words: readonly Word[], index: number): DigitUnit | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  const make = (digits: string, count: number, spoken: boolean): DigitUnit => ({
    digits,
    start: word.start,
    end: words[index + count - 1]?.end ?? word.end,
    spoken,
    words: count,
  });
  if (isNumeral(word)) return make(asciiDigits(word.text), 1, false);
  const times = repeats[word.text];
  const next = words[index + 1];
  if (times !== undefined && next !== undefined) {
    const unit = isNumeral(next) ? asciiDigits(next.text) : units[next.text];
    if (unit === undefined || String(unit).length !== 1) return undefined;
    return make(String(unit).repeat(times), 2, true);
  }
  const cardinal = withScale(words, index);
  if (cardinal !== undefined) return make(String(cardinal.value), cardinal.count, true);
  const small = below100(words, index);
  return small === undefined ? undefined : make(String(small.value), small.count, true);
}

/** Said between the digits of one number without ending it. */
export const fillers: ReadonlySet<string> = new Set([
  ...['uh', 'um', 'uhm', 'er', 'erm', 'ah', 'hmm', 'mm', 'mhm', 'then', 'and', 'dash', 'hyphen'],
  ...['space', 'dot', 'okay', 'ok', 'so', 'like', 'comma', 'next', 'followed', 'by'],
]);

/** A spoken or written number as one value: "one hundred and thirty five", "two fifty", "1,250.50". */
export function readNumber(
  words: readonly Word[],
  index: number,
): { value: number; count: number; start: number; end: number } | undefined {
  let digits = '';
  let count = 0;
  let end = 0;
  const first = words[index];
  if (first === undefined) return undefined;
  for (;;) {
    const unit = unitAt(words, index + count);
    if (unit === undefined || (!unit.spoken && count > 0)) break;
    digits += unit.digits;
    end = unit.end;
    count += unit.words;
    if (!unit.spoken || digits.length > 9) break;
  }
  return count === 0 ? undefined : { value: Number(digits), count, start: first.start, end };
}
