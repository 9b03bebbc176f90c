import fc from 'fast-check';
import { spellings } from './card-watch-set.ts';
import { passesLuhn } from './luhn.ts';

/** @file Card numbers and ways to say them, for property tests. */

/** Any string of 13 to 19 digits that passes the check, whoever would issue it. */
export const card = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 17 }),
  )
  .map(([first, rest]) => {
    const body = [first, ...rest].join('');
    return body + (Array.from('0123456789').find((digit) => passesLuhn(body + digit)) ?? '0');
  });
export const spelling = fc.constantFrom(...spellings);
export const speaker = fc.constantFrom('customer' as const, 'agent' as const);
export const cue = fc.constantFrom(
  'can i have your card number please',
  'read me the long number on the front',
  'what are the sixteen digits',
  'and the card number',
  'i need your card details',
);
export const around = fc.constantFrom(
  (digits: string) => digits,
  (digits: string) => `${digits} okay`,
  (digits: string) => `uh ${digits}`,
  (digits: string) => `yes it's ${digits} and then`,
  (digits: string) => `no wait sorry ${digits}`,
);
export const cuts = fc.array(fc.nat(), { minLength: 0, maxLength: 6 });

/** Cut at any places. */
export const split = (number: string, places: readonly number[]): string[] => {
  const at = [...new Set(places.map((place) => place % number.length))]
    .filter((place) => place > 0)
    .sort((a, b) => a - b);
  return [...at, number.length].map((end, index) => number.slice(at[index - 1] ?? 0, end));
};
