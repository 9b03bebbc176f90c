import { readNumber, wordTable, wordsOf, type Word } from '../number-words.ts';
import { takenOf, type Found, type Setting } from './found.ts';

const currencies: Readonly<Record<string, string>> = wordTable({
  ...{ $: 'USD', dollar: 'USD', dollars: 'USD', buck: 'USD', bucks: 'USD', usd: 'USD' },
  ...{ '€': 'EUR', euro: 'EUR', euros: 'EUR', eur: 'EUR' },
  ...{ '£': 'GBP', pound: 'GBP', pounds: 'GBP', quid: 'GBP', gbp: 'GBP' },
});
const cents = new Set(['cent', 'cents', 'pence']);
const minorDigits = (currency: string): number => (/^(?:JPY|KRW)$/u.test(currency) ? 0 : 2);

const dollarsOf = (own: string, unit: string): string =>
  // "dollars" are Canadian or Australian ones where the pack says so.
  unit === 'USD' && /^(?:CAD|AUD|NZD|SGD|HKD)$/u.test(own) ? own : unit;

const formats = new Map<string, Intl.NumberFormat>();
function formatOf(currency: string): Intl.NumberFormat {
  const made =
    formats.get(currency) ?? new Intl.NumberFormat('en-US', { style: 'currency', currency });
  formats.set(currency, made);
  return made;
}

function make(
  amount: number,
  currency: string,
  start: number,
  end: number,
  confidence: number,
): Found {
  const digits = minorDigits(currency);
  return {
    entity: 'money',
    value: String(Math.round(amount * 10 ** digits)),
    display: formatOf(currency).format(amount),
    confidence,
    start,
    end,
  };
}

const written =
  /(?<sign>[$€£]) ?(?<signed>\d{1,3}(?:\.\d{3}){0,5},\d{2}(?!\d)|\d[\d,]{0,20}(?:\.\d{1,2})?)(?<k>k\b)?|(?<![\d.,])(?<plain>\d{1,3}(?:\.\d{3}){0,5},\d{2}(?!\d)|\d[\d,]{0,20}(?:\.\d{1,2})?)(?<kk>k)? ?(?<unit>€|£|dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp)(?![\p{L}])(?: and (?<cents>\d{1,2}) cents?)?/giu;

/** `1,299.00` and, as half of the world writes it, `1.299,00`. */
const amountOf = (text: string): number =>
  Number(
    /,\d{2}$/u.test(text)
      ? text.replaceAll('.', '').replace(',', '.')
      : text.replaceAll(',', '').replace(/\.$/u, ''),
  );

const asksAmount = /\b(?:amount|how much|bill|total|balance|price|value|cost|sum)\b/iu;
const plainAnswer =
  /^(?:(?:uh|um|uhm|it's|its|it|is|the|amount|total|of|bill|that's|would|be|just|about|for|yes|yeah|and|a|to|so|please|even)\W+)*$/iu;

/** Amounts as digits or words; a bare number counts when the agent asked how much. Minor units. */
export function findMoney(text: string, setting: Setting): Found[] {
  const found: Found[] = [];
  const taken = takenOf(text.length);
  for (const match of text.matchAll(written)) {
    const { sign, signed, k, plain, kk, unit, cents: minor } = match.groups ?? {};
    const number = amountOf(signed ?? plain ?? '');
    const currency = currencies[(sign ?? unit ?? '').toLowerCase()] ?? setting.currency;
    const amount = number * ((k ?? kk) === undefined ? 1 : 1000) + Number(minor ?? 0) / 100;
    const end = match.index + match[0].length;
    if (Number.isFinite(amount))
      found.push(make(amount, dollarsOf(setting.currency, currency), match.index, end, 0.97));
    taken.take(match.index, end);
  }
  const words = wordsOf(text);
  for (let index = 0; index < words.length;) {
    const number = readNumber(words, index);
    if (number === undefined) {
      index += 1;
      continue;
    }
    const money = !taken.free(number.start, number.end)
      ? undefined
      : spoken(words, index, number, text, setting);
    if (money !== undefined) found.push(money.found);
    index += money?.count ?? number.count;
  }
  return found;
}

function spoken(
  words: readonly Word[],
  index: number,
  number: { value: number; count: number; start: number; end: number },
  text: string,
  setting: Setting,
): { found: Found; count: number } | undefined {
  let count = number.count;
  const next = words[index + count]?.text ?? '';
  const unit = currencies[next];
  if (cents.has(next))
    return {
      found: make(
        number.value / 100,
        setting.currency,
        number.start,
        words[index + count]?.end ?? number.end,
        0.85,
      ),
      count: count + 1,
    };
  if (unit === undefined) {
    // A bare number is an amount only as the answer to "how much?".
    if (!asksAmount.test(setting.asked)) return undefined;
    const before = text.slice(Math.max(0, text.lastIndexOf('\n', number.start) + 1), number.start);
    const after = words[index + count];
    const ends = after === undefined || text.slice(number.end, after.start).includes('\n');
    if (!plainAnswer.test(before) || !ends) return undefined;
    if (/^\d{5,}$/u.test(text.slice(number.start, number.end))) return undefined;
    return { found: make(number.value, setting.currency, number.start, number.end, 0.7), count };
  }
  count += 1;
  let end = words[index + count - 1]?.end ?? number.end;
  let amount = number.value;
  const and = words[index + count]?.text === 'and' ? 1 : 0;
  const rest = readNumber(words, index + count + and);
  if (rest !== undefined && rest.value < 100) {
    const after = words[index + count + and + rest.count]?.text ?? '';
    if (cents.has(after) || (and === 0 && after === '' && rest.value >= 10)) {
      amount += rest.value / 100;
      count += and + rest.count + (cents.has(after) ? 1 : 0);
      end = words[index + count - 1]?.end ?? end;
    }
  }
  const currency = dollarsOf(setting.currency, unit);
  return { found: make(amount, currency, number.start, end, 0.92), count };
}
