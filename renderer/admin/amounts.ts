/** @file How sizes, shares and measured values read on the admin pages. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** 512 B, 7.4 kB, 8.2 MB, 1.3 GB: decimal, as file managers and mirrors say it. */
export function size(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.6 kB would round to 1000 kB.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const text = unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1);
  return `${text} ${units[unit] ?? 'B'}`;
}

/** 4, 4.5, 0.0176: as many digits as matter, no more. */
export const number = (value: number, digits = 4): string =>
  new Intl.NumberFormat(undefined, { maximumSignificantDigits: digits }).format(value);

export const count = (value: number): string => new Intl.NumberFormat().format(value);

/** "1 example", "1,204 examples". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/**
 * A share as so many of so many: the real count up to a hundred, of a hundred above. Never says all
 * or none where that is not so.
 */
export function outOf(share: number, n: number): { readonly some: number; readonly of: number } {
  const of = n > 0 && n <= 100 ? n : 100;
  const some = Math.round(share * of);
  if (some === of && share < 1 - 1e-9) return { some: of - 1, of };
  if (some === 0 && share > 1e-9) return { some: 1, of };
  return { some, of };
}
