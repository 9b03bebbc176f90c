import { fillers, unitAt, wordsOf, type DigitUnit, type Word } from '../number-words.ts';
import type { DigitRun } from './digit-runs.ts';

/** Digits as a recogniser writes them, with what it writes for them by mistake. */
export interface SpokenRun extends DigitRun {
  /** The words from `first` up to, not with, `after`. */
  readonly first: number;
  readonly after: number;
}

export interface SpokenDigits {
  readonly runs: readonly SpokenRun[];
  /** Words that have nothing to do with dictating. */
  readonly others: number;
  readonly words: readonly Word[];
}

/** What recognisers write for a digit; only beside digits is it one. */
const soundsLike: Readonly<Record<string, string>> = {
  ...{ won: 'one', wan: 'one', to: 'two', too: 'two', for: 'four', fore: 'four', fours: 'four' },
  ...{ free: 'three', tree: 'three', fife: 'five', hive: 'five', sex: 'six', sick: 'six' },
  ...{ ate: 'eight', nein: 'nine', mine: 'nine', owe: 'oh', zeros: 'zero', ones: 'one' },
};
/** Said between the digits of one number: corrections and politeness besides the usual fillers. */
const between: ReadonlySet<string> = new Set([
  ...['no', 'wait', 'sorry', 'pardon', 'yes', 'yeah', 'right', 'then', 'its', "it's", 'is', 'i'],
  ...['mean', 'not', 'hang', 'on', 'hold', 'sec', 'let', 'me', 'see', 'that', "that's", 'thats'],
  ...['again', 'the', 'a', 'rest', 'last', 'first', 'ends', 'with', 'well', 'oops', 'please', 'my'],
  ...['number', 'code', 'sure', 'it', 'got', 'digit', 'digits', 'starts', 'finally', 'was'],
]);
/** Words of it in a row that do not end a number. */
const longestBridge = 5;
/** Said with a pointing finger: no digit. "one" after these, and before those. */
const pointsBefore: ReadonlySet<string> = new Set([
  ...[
    'this',
    'that',
    'which',
    'each',
    'every',
    'other',
    'another',
    'new',
    'old',
    'first',
    'second',
  ],
  ...[
    'last',
    'next',
    'wrong',
    'right',
    'only',
    'same',
    'good',
    'big',
    'small',
    'red',
    'blue',
    'any',
  ],
  ...['white', 'black', 'green', 'the', 'no', 'some', 'every'],
]);
const pointsAfter: ReadonlySet<string> = new Set([
  ...[
    'moment',
    'second',
    'sec',
    'minute',
    'of',
    'more',
    'thing',
    'question',
    'last',
    'day',
    'that',
  ],
  ...['with', 'who', 'which', 'time', 'way', 'is', 'was', 'and'],
]);

/**
 * All digits of a text as it was recognised, homophones beside digits included. `dictated`: somebody
 * is dictating, so that "oh" on its own is a zero.
 */
export function spokenDigits(text: string, dictated = false): SpokenDigits {
  const words = wordsOf(text);
  const units = unitsOf(words);
  const runs: SpokenRun[] = [];
  let open: Placed[] = [];
  let bridge = 0;
  let others = 0;
  const finish = (): void => {
    const run = runOf(open, words, dictated);
    if (run !== undefined) runs.push(run);
    else others += open.length;
    open = [];
    bridge = 0;
  };
  for (let index = 0; index < words.length;) {
    const unit = units.get(index);
    if (unit !== undefined) {
      open.push({ unit, index });
      bridge = 0;
      index += unit.words;
      continue;
    }
    const word = (words[index] as Word).text;
    const light = fillers.has(word) || between.has(word);
    if (!light) others += 1;
    bridge += 1;
    if (open.length > 0 && (!light || bridge > longestBridge)) finish();
    index += 1;
  }
  finish();
  return { runs, others, words };
}

interface Placed {
  readonly unit: DigitUnit;
  readonly index: number;
}

/** Units by the word they begin at: true ones, and homophones that stand in a row with one. */
function unitsOf(words: readonly Word[]): Map<number, DigitUnit> {
  const plain = words.map((word) => {
    const digit = soundsLike[word.text];
    return digit === undefined ? word : { ...word, text: digit };
  });
  const units = new Map<number, DigitUnit>();
  // "for" as a whole line is the four of somebody who dictates digit by digit.
  const alone = words.every(
    (word, index) =>
      unitAt(plain, index) !== undefined || fillers.has(word.text) || between.has(word.text),
  );
  let row: { index: number; unit: DigitUnit; doubtful: boolean }[] = [];
  const close = (): void => {
    const sure = row.filter((at) => !at.doubtful).length;
    // "to" alone is no digit; "for won won" is, and so is "to" beside "seven".
    if (sure > 0 || row.length >= 3 || alone) for (const at of row) units.set(at.index, at.unit);
    row = [];
  };
  for (let index = 0; index < words.length;) {
    const unit = unitAt(plain, index);
    if (unit === undefined || (!alone && isPointing(words, index, row.length))) {
      if (!fillers.has(words[index]?.text ?? '')) close();
      index += 1;
      continue;
    }
    const doubtful = unit.words === 1 && plain[index] !== words[index];
    row.push({ index, unit, doubtful });
    index += unit.words;
  }
  close();
  return units;
}

/** "that one", "one moment": no digit, unless it stands in a row of digits. */
function isPointing(words: readonly Word[], index: number, before: number): boolean {
  if (words[index]?.text !== 'one' || before > 0) return false;
  const [last, next] = [words[index - 1]?.text ?? '', words[index + 1]?.text ?? ''];
  const row = unitAt(words, index + 1) !== undefined || soundsLike[next] !== undefined;
  return !row && (pointsBefore.has(last) || pointsAfter.has(next));
}

function runOf(
  open: readonly Placed[],
  words: readonly Word[],
  dictated: boolean,
): SpokenRun | undefined {
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  // "oh" before nothing is a sigh.
  const digits = open.map(({ unit }) => unit.digits).join('');
  const said = words.slice(first.index, last.index + last.unit.words).map((word) => word.text);
  if (!dictated && said.every((word) => word === 'oh' || word === 'o' || between.has(word)))
    return undefined;
  return {
    units: open.map(({ unit }) => unit),
    digits,
    start: first.unit.start,
    end: last.unit.end,
    first: first.index,
    after: last.index + last.unit.words,
  };
}
