import type { Money } from '#domain/customer.ts';
import type { Pack } from '#domain/pack.ts';

/** How a pack's people write money and dates. */
export interface Manner {
  /** BCP 47, from the pack's language and region. */
  readonly locale: string;
  readonly currency: string;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** `{minor: 11300, currency: 'USD'}` -> `$113.00`. */
export function showMoney(money: Money, locale: string): string {
  const key = `${locale} ${money.currency}`;
  let format = moneyFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
    });
    moneyFormats.set(key, format);
  }
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money.minor / 10 ** digits);
}

/** `2026-03-05` -> `March 5, 2026`. A day has no time zone, so none may move it. */
export function showDay(day: string, locale: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  let format = dayFormats.get(locale);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeZone: 'UTC',
    });
    dayFormats.set(locale, format);
  }
  return format.format(at);
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** "1 day", "47 days". */
export const countOf = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;

/** How the people of a pack write. */
export const mannerOf = (pack: Pack): Manner => ({
  locale: `${pack.manifest.language}-${pack.manifest.region}`,
  currency: pack.manifest.currency,
});
