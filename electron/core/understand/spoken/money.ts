import { wordTable } from '../number-words.ts';
import { digitOf, grouped, isDigitWord, runAt, unitOf, type Run } from './digits.ts';
import { saidAt, wordsBefore, type Rule, type Scene } from './scene.ts';

/** @file Amounts and percentages: "twenty three dollars and fifty cents", "a hundred bucks". */

const dollar = { sign: '$', code: 'USD' };
const euro = { sign: '€', code: 'EUR' };
const pound = { sign: '£', code: 'GBP' };
const units: Readonly<Record<string, { readonly sign: string; readonly code: string }>> = wordTable(
  {
    ...{ dollar, dollars: dollar, buck: dollar, bucks: dollar, euro, euros: euro },
    ...{ pound, pounds: pound, quid: pound },
  },
);
const signs: Readonly<Record<string, string>> = wordTable({
  ...{ USD: '$', CAD: '$', AUD: '$', NZD: '$', EUR: '€', GBP: '£' },
});

/** A number as it stands before a unit: "3.5", "2,500", and how many words it took. */
export interface Quantity {
  readonly text: string;
  readonly count: number;
  readonly run: Run;
}

/** A whole or decimal number at a word: "three point five", "two million". */
export function quantityAt(scene: Scene, at: number): Quantity | undefined {
  const run = runAt(scene, at);
  if (run.count === 0) return undefined;
  const end = at + run.count;
  const decimals = saidAt(scene, end) === 'point' ? decimalsAt(scene, end + 1) : undefined;
  // "at one point two people called": no decimals after "at one".
  const phrase = saidAt(scene, at - 1) === 'at' && run.digits === '1';
  if (decimals === undefined || decimals.count === 0 || phrase)
    return { text: grouped(run.digits.replace(/^0+(?=\d)/u, '')), count: run.count, run };
  const million = saidAt(scene, end + 1 + decimals.count) === 'million' ? 1 : 0;
  // In full, as what reads amounts later on knows figures and no "million" after them.
  const text =
    million === 1 && decimals.digits.length <= 6
      ? grouped(`${run.digits}${decimals.digits.padEnd(6, '0')}`)
      : `${grouped(run.digits)}.${decimals.digits}`;
  return { text, count: run.count + 1 + decimals.count + million, run };
}

/** What follows "point": digits one by one, or a number below a hundred. */
function decimalsAt(scene: Scene, at: number): { readonly digits: string; readonly count: number } {
  let digits = '';
  let count = 0;
  while (isDigitWord(saidAt(scene, at + count))) {
    // "five million" is one piece to the number reader: only its digit is wanted.
    digits += digitOf(saidAt(scene, at + count));
    count += 1;
  }
  if (count > 0) return { digits, count };
  const unit = unitOf(scene, at);
  return unit?.shape === 'tens'
    ? { digits: unit.digits, count: unit.words }
    : { digits: '', count: 0 };
}

/** "nineteen ninety five dollars": two numbers below a hundred, the second one cents. */
function asPrice({ units: parts, digits }: Run): string | undefined {
  const [first, second] = parts;
  if (parts.length !== 2 || second?.shape !== 'tens' || second.digits.length !== 2)
    return undefined;
  if (first?.shape === 'tens' || (first?.shape === 'digit' && /9[59]$/u.test(second.digits)))
    return `${Number(first.digits)}.${second.digits}`;
  return first?.shape === 'scale' && !/^\d00?$/u.test(digits)
    ? `${grouped(first.digits)}.${second.digits}`
    : undefined;
}

/** "and fifty cents", "fifty", "oh five" after the unit. */
function centsAt(
  scene: Scene,
  at: number,
): { readonly text: string; readonly words: number } | undefined {
  const and = saidAt(scene, at) === 'and' ? 1 : 0;
  const { units: parts, digits, count } = runAt(scene, at + and);
  if (count === 0 || digits.length > 2 || parts.some(({ shape }) => shape === 'scale'))
    return undefined;
  const end = at + and + count;
  const text = digits.padStart(2, '0');
  if (/^(?:cents?|pence|p)$/u.test(saidAt(scene, end))) return { text, words: and + count + 1 };
  // "twenty dollars fifty times": a count of something else.
  const closes =
    !/^(?:(?:dollars?|euros?|pounds?|percent|per|minutes?|hours?|days?|weeks?|months?|years?|times?|people|items?|orders?|pieces?|more|of|am|pm|point|o'clock|business|thousand)\b|[ap] m$)/u.test(
      `${saidAt(scene, end)} ${saidAt(scene, end + 1)}`,
    );
  return and === 0 && closes && digits.length === 2 ? { text, words: count } : undefined;
}

const weight =
  /\b(?:weigh\w*|heavy|lift|lose|lost|gained?|load|luggage|kilos?|parcel of|baggage)\b/u;

/** Pounds are weight in places that do not pay in them, unless pence follow. */
const isWeight = (scene: Scene, unit: { readonly code: string }, at: number): boolean =>
  unit.code === 'GBP' &&
  (weight.test(wordsBefore(scene, at, 6)) || !/^(?:GBP|EUR)$/u.test(scene.currency));

/** "twenty three dollars and fifty cents" -> $23.50. */
export const writeAmount: Rule = (scene, at) => {
  const quantity = quantityAt(scene, at) ?? oneOf(scene, at);
  // "half a million dollars" stays in words.
  if (quantity === undefined || /^(?:half|quarter)$/u.test(saidAt(scene, at - 1))) return undefined;
  const after = at + quantity.count;
  const said = saidAt(scene, after);
  if (/^(?:cents|pence)$/u.test(said) && !quantity.text.includes('.'))
    return { at, count: quantity.count + 1, text: `${quantity.text} ${said}`, kind: 'money' };
  const grand = /^(?:grand)$/u.test(said);
  const unit = grand ? undefined : units[said];
  if (unit === undefined && !grand) return undefined;
  if (isCountOf(scene, at, quantity.run)) return undefined;
  const price = quantity.text.includes('.') ? undefined : asPrice(quantity.run);
  if (grand)
    return {
      at,
      count: quantity.count + 1,
      text: `${signs[scene.currency] ?? ''}${quantity.text},000`,
      kind: 'money',
    };
  const cents =
    price === undefined && !quantity.text.includes('.') ? centsAt(scene, after + 1) : undefined;
  if (unit === undefined) return undefined;
  if (cents === undefined && isWeight(scene, unit, at))
    return { at, count: quantity.count + 1, text: `${quantity.text} ${said}`, kind: 'number' };
  const whole = price ?? quantity.text;
  const amount = cents === undefined ? twoPlaces(whole) : `${whole}.${cents.text}`;
  return {
    at,
    count: quantity.count + 1 + (cents?.words ?? 0),
    text: `${unit.sign}${amount}`,
    kind: 'money',
  };
};

const twoPlaces = (amount: string): string =>
  /^[\d,]+\.\d$/u.test(amount) ? `${amount}0` : amount;

/** "three twenty dollar cards": how many, and what each is worth. */
export const isCountOf = (scene: Scene, at: number, { units: parts, count }: Run): boolean =>
  parts.length === 2 &&
  parts[0]?.shape === 'digit' &&
  parts[1]?.shape !== 'digit' &&
  /^(?:dollar|euro|pound)$/u.test(saidAt(scene, at + count));

/** "a dollar fifty": only with its cents, "a dollar" stays as it is. */
function oneOf(scene: Scene, at: number): Quantity | undefined {
  if (saidAt(scene, at) !== 'a' || units[saidAt(scene, at + 1)] === undefined) return undefined;
  return centsAt(scene, at + 2) === undefined
    ? undefined
    : { text: '1', count: 1, run: { units: [], count: 1, digits: '1' } };
}

const priceCue =
  /\b(?:costs?|price[ds]?(?: is| of)?|total(?: is|s|led)?|charged(?: me)?|charge of|pay|paid|payment (?:is|of)|fee (?:is|of|was)|refund(?:ed)?(?: of)?|balance (?:is|of)|comes? to|amount (?:is|of|was)|(?:bill|shipping|postage|delivery|price|ticket) (?:is|of|was)|credit(?:ed)? of|worth|only|owe|over|under) $/u;
const asksAmount = /\b(?:how much|what amount|the amount|what was the (?:price|charge|total))\b/u;
const noPrice =
  /^(?:days?|times?|minutes?|hours?|weeks?|months?|years?|percent|a|am|p|pm|o'clock|items?|people|orders?|digits?|more|of)$/u;

/** "it costs twelve ninety nine", where a price is what is told. */
export const writePrice: Rule = (scene, at) => {
  const run = runAt(scene, at);
  const [first, second] = run.units;
  if (run.units.length !== 2 || second?.shape !== 'tens' || second.digits.length !== 2)
    return undefined;
  if (first === undefined || first.shape === 'repeat' || first.digits === '0') return undefined;
  if (noPrice.test(saidAt(scene, at + run.count))) return undefined;
  const told =
    /^(?:plus|including)$/u.test(saidAt(scene, at + run.count)) ||
    priceCue.test(wordsBefore(scene, at, 4)) ||
    (asksAmount.test(scene.asked) && scene.tokens.length <= run.count + 3);
  if (!told) return undefined;
  // "two fifty" is 2.50 as well as 250: only the figures are certain.
  if (first.shape === 'digit' && !/9[59]$/u.test(second.digits)) return undefined;
  if (first.shape === 'scale' && first.digits.endsWith('00') && first.digits.length > 3)
    return undefined;
  return {
    at,
    count: run.count,
    text: `${signs[scene.currency] ?? ''}${grouped(first.digits)}.${second.digits}`,
    kind: 'money',
  };
};

/** "fifteen percent", "two point five per cent". */
export const writePercent: Rule = (scene, at) => {
  const quantity = quantityAt(scene, at);
  if (quantity === undefined) return undefined;
  const after = at + quantity.count;
  const one = saidAt(scene, after) === 'percent' ? 1 : 0;
  const two = saidAt(scene, after) === 'per' && saidAt(scene, after + 1) === 'cent' ? 2 : 0;
  return one + two === 0
    ? undefined
    : { at, count: quantity.count + one + two, text: `${quantity.text}%`, kind: 'number' };
};

/** "three point five": a decimal by itself. */
export const writeDecimal: Rule = (scene, at) => {
  const quantity = quantityAt(scene, at);
  if (quantity === undefined || !quantity.text.includes('.')) return undefined;
  return /^oh?$/u.test(saidAt(scene, at)) || unitOf(scene, at) === undefined
    ? undefined
    : { at, count: quantity.count, text: quantity.text, kind: 'number' };
};
