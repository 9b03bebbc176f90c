import { fillers, unitAt, wordsOf, type DigitUnit, type Word } from '../number-words.ts';

/** Pieces of digits that belong to one dictation: only separators and fillers stand between them. */
export interface DigitRun {
  readonly units: readonly DigitUnit[];
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Recognisers write these for digits; between two digits they do not end a run. */
const soundsLikeDigit: ReadonlySet<string> = new Set(['to', 'too', 'for', 'fore', 'won', 'ate']);
const maximumBridge = 3;
const maximumGap = 32;
const currency = /\p{Sc}/u;

/** All runs of digits in a text, and how many words it has besides them, politeness not counted. */
export function digitRuns(text: string): { runs: DigitRun[]; others: number } {
  const words = wordsOf(text);
  const runs: DigitRun[] = [];
  let units: DigitUnit[] = [];
  let bridge = 0;
  let others = 0;
  let pendingOthers = 0;
  const finish = (): void => {
    const run = makeRun(units, text);
    if (run !== undefined) runs.push(run);
    others += pendingOthers;
    pendingOthers = 0;
    units = [];
    bridge = 0;
  };
  for (let index = 0; index < words.length;) {
    const word = words[index] as Word;
    const unit = unitAt(words, index);
    if (unit !== undefined) {
      const last = units.at(-1);
      const between = last === undefined ? '' : text.slice(last.end, unit.start);
      // An amount begins something new: "bill 70421 for $312.40" is no phone number.
      if (between.length > maximumGap || currency.test(between)) finish();
      units.push(unit);
      bridge = 0;
      pendingOthers = 0;
      index += unit.words;
      continue;
    }
    index += 1;
    const bridges = fillers.has(word.text) || soundsLikeDigit.has(word.text);
    if (bridges && units.length > 0 && bridge < maximumBridge) {
      bridge += 1;
      if (!fillers.has(word.text)) pendingOthers += 1;
    } else {
      if (units.length > 0) finish();
      if (!fillers.has(word.text) && !polite.has(word.text)) others += 1;
    }
  }
  if (units.length > 0) finish();
  return { runs, others };
}

const polite: ReadonlySet<string> = new Set([
  ...["it's", 'its', 'it', 'is', 'the', 'yes', 'yeah', 'yep', 'sure', 'please', "that's", 'thats'],
  ...['that', 'my', 'number', 'code', 'a'],
]);

/** "oh" alone, or before one digit ("oh one moment"), is a sigh and not a zero. */
function makeRun(units: readonly DigitUnit[], text: string): DigitRun | undefined {
  const said = (unit: DigitUnit): string => text.slice(unit.start, unit.end).toLowerCase();
  const isOh = (unit: DigitUnit): boolean => said(unit) === 'oh' || said(unit) === 'o';
  let kept = units;
  if (kept.length <= 2) kept = kept.filter((unit) => !isOh(unit));
  const first = kept[0];
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    units: kept,
    digits: kept.map((unit) => unit.digits).join(''),
    start: first.start,
    end: last.end,
  };
}
