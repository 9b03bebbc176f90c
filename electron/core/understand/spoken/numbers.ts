import { isAnswerStart, isCued, isLooselyCued, isNumbered, isPhoneCued } from './cues.ts';
import {
  isDigitWord,
  isLastDigits,
  ordinalAt,
  ordinalText,
  runAt,
  unitOf,
  type Run,
  type Unit,
} from './digits.ts';
import { saidAt, wordsBefore, type Rewrite, type Rule, type Scene } from './scene.ts';
import { isCountOf } from './money.ts';
import { beforeStreet } from './times.ts';

/** @file Numbers by themselves: strings of digits, phone numbers, counts and ordinals. */

const northAmerica = /^(?:US|CA|PR)$/u;

/** Ten digits as a phone number is written where the pack is at home; others as they are. */
function phoneText(digits: string, region: string): string {
  if (!northAmerica.test(region)) return digits;
  const match = /^(1?)(\d{3})(\d{3})(\d{4})$/u.exec(digits);
  if (match !== null)
    return match
      .slice(1)
      .filter((part) => part !== '')
      .join('-');
  return digits.length === 7 ? `${digits.slice(0, 3)}-${digits.slice(3)}` : digits;
}

/** After these a pair of digits is two numbers: "i bought two one was broken". */
const verbAfterOne =
  /^(?:is|was|of|for|came|has|had|that|which|who|with|in|on|to|from|more|time|day|thing|i)$/u;

/** Whether several digits in a row are one number although nothing announces one. */
function isString(scene: Scene, at: number, { units, count, digits }: Run): boolean {
  const next = saidAt(scene, at + count);
  if (digits.length >= 3) return true;
  if (units.length === 1) return false;
  const whole = isAnswerStart(scene, at) && next === '';
  return whole && !(saidAt(scene, at + count - 1) === 'one' && verbAfterOne.test(next));
}

/** Leading and trailing "oh" are a sigh where no number is due. */
function withoutSighs(
  scene: Scene,
  at: number,
  run: Run,
  cued: boolean,
): { skip: number; run: Run } {
  if (cued) return { skip: 0, run };
  const skip = /^oh?$/u.test(saidAt(scene, at)) && run.digits.length < 4 ? 1 : 0;
  const units = run.units.slice(skip);
  const last = saidAt(scene, at + run.count - 1);
  const more = at + run.count < scene.tokens.length;
  if (units.length > 0 && /^oh?$/u.test(last) && more && units.at(-1)?.digits === '0') units.pop();
  const count = units.reduce((sum, { words }) => sum + words, 0);
  return { skip, run: { units, count, digits: units.map((unit) => unit.digits).join('') } };
}

const scaled = ({ shape }: Unit): boolean => shape === 'scale';

/** "seven three eight two nine", "forty two seventeen", "thirty days". */
export const writeNumber: Rule = (scene, at) => {
  if (isLastDigits(scene, at)) return undefined;
  const cued = isCued(scene, at);
  const whole = runAt(scene, at, cued);
  if (whole.count === 0 || isCountOf(scene, at, whole)) return undefined;
  const { skip, run } = withoutSighs(scene, at, whole, cued);
  if (skip > 0 || run.count === 0) return undefined;
  const [first] = run.units;
  if (first === undefined) return undefined;
  const make = (text: string, kind: Rewrite['kind'] = 'number'): Rewrite => ({
    at,
    count: run.count,
    text,
    kind,
  });
  if (run.units.length === 1) return single(scene, at, first, cued);
  if (!cued && run.units.some(scaled))
    // "five hundred twenty five dollar bills": two numbers, not one long one.
    return run.units.every((unit, index) => index === 0 || !scaled(unit)) && scaled(first)
      ? single(scene, at, first, cued)
      : make(run.units.map(({ digits }) => digits).join(' '));
  const long = run.digits.length === 7 || run.digits.length === 10 || run.digits.length === 11;
  if (long && isPhoneCued(scene, at)) return make(phoneText(run.digits, scene.region));
  const due = cued || (isLooselyCued(scene, at) && run.digits.length > 2);
  if (due || isString(scene, at, run) || beforeStreet(scene, at + run.count - 1))
    return make(run.digits);
  return undefined;
};

const idiom = /^(?:o'clock|of)$/u;

function single(scene: Scene, at: number, unit: Unit, cued: boolean): Rewrite | undefined {
  const make = (text: string): Rewrite => ({ at, count: unit.words, text, kind: 'number' });
  const next = saidAt(scene, at + unit.words);
  const first = saidAt(scene, at);
  if (/^(?:half|quarter)$/u.test(saidAt(scene, at - 1))) return undefined;
  if (first === 'a' || first === 'an')
    // "a hundred times" is a way of speaking; "a hundred and five" is a number.
    return unit.words > 2 || cued ? make(unit.digits) : undefined;
  if (unit.shape === 'repeat')
    return cued || (unit.digits !== '' && isAnswerStart(scene, at) && next === '')
      ? make(unit.digits)
      : undefined;
  if (unit.shape !== 'digit')
    return idiom.test(next) && unit.digits === '10' ? undefined : make(unit.digits);
  if (/^oh?$/u.test(first)) return undefined;
  if (isNumbered(scene, at)) return make(unit.digits);
  if (beforeStreet(scene, at) && !/^(?:of|on|in|at|to)$/u.test(next)) return make(unit.digits);
  // "two to fourteen days": both ends of a range in figures.
  if (/^(?:to|or)$/u.test(next)) {
    const other = unitOf(scene, at + 2);
    if (other?.shape === 'tens' && Number(other.digits) > Number(unit.digits))
      return make(unit.digits);
  }
  return /^(?:gigabytes?|megabytes?|megabits?|kilos?|kilograms?|grams?|inch|inches|millimet(?:er|re)s?|centimet(?:er|re)s?)$/u.test(
    next,
  ) && unit.digits !== '0'
    ? make(unit.digits)
    : undefined;
}

/** "the twenty second", "tenth": from ten on in figures, below as words. */
export const writeOrdinal: Rule = (scene, at) => {
  const ordinal = ordinalAt(scene, at);
  if (ordinal === undefined || ordinal.value < 10) return undefined;
  // "a twenty second delay" lasts twenty seconds.
  const lasts =
    ordinal.words === 2 &&
    saidAt(scene, at + 1) === 'second' &&
    /\b(?:a|an|every|about|for|per) $/u.test(wordsBefore(scene, at, 1));
  if (lasts || isDigitWord(saidAt(scene, at - 1))) return undefined;
  return { at, count: ordinal.words, text: ordinalText(ordinal.value), kind: 'number' };
};
