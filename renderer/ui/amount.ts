import { money } from './format.ts';

/** @file Amounts of money as a person writes them, turned into minor units without rounding. */

/** Digits after the decimal sign: 2 for USD, 0 for JPY, 3 for BHD. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function signsOf(currency: string, locale: string | undefined) {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(
    -1234567.891,
  );
  const sign = (type: Intl.NumberFormatPartTypes, otherwise: string): string =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  return {
    group: sign('group', ','),
    decimal: sign('decimal', '.'),
    symbol: sign('currency', currency),
  };
}

/**
 * "$39.00", "39", "1,240.5" or "39.00 USD" as minor units; the sentence to show when it is not an
 * amount above zero. Only the digits written count: no floating point is involved.
 * @param locale whose signs are read; the person's own when left out
 */
export function readAmount(
  text: string,
  currency: string,
  locale?: string,
): { readonly minor: number } | { readonly problem: string } {
  const { group, decimal, symbol } = signsOf(currency, locale);
  const digits = digitsOf(currency);
  const example = money({ minor: 39 * 10 ** digits, currency }, locale);
  const notAnAmount = { problem: `Write an amount such as ${example}.` };
  const bare = text
    .trim()
    .replace(
      new RegExp(`^(?:${escaped(symbol)}|${currency})|(?:${escaped(symbol)}|${currency})$`, 'i'),
      '',
    )
    .trim();
  const whole = `\\d{1,3}(?:${escaped(group)}\\d{3})+|\\d+`;
  const match = new RegExp(`^(${whole})(?:${escaped(decimal)}(\\d+))?$`).exec(bare);
  if (match === null) return notAnAmount;
  const fraction = match[2] ?? '';
  if (fraction.length > digits)
    return {
      problem:
        digits === 0
          ? `${currency} has no smaller unit: write an amount such as ${example}.`
          : `Write at most ${digits} digits after the “${decimal}”, as in ${example}.`,
    };
  const minor = Number((match[1] ?? '').replaceAll(group, '') + fraction.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) return { problem: `This amount is too large to be real.` };
  return minor === 0 ? { problem: 'The amount has to be more than nothing.' } : { minor };
}
