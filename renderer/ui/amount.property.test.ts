import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount } from './amount.ts';
import { money } from './format.ts';

describe('readAmount', () => {
  it('reads back exactly what is shown, in currencies with 0, 2 and 3 digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90_071_992_547_409 }),
        fc.constantFrom('USD', 'EUR', 'JPY', 'BHD'),
        (minor, currency) => {
          expect(readAmount(money({ minor, currency }), currency)).toEqual({ minor });
        },
      ),
    );
  });
  it.each([
    ['39', 3900],
    ['39.5', 3950],
    [' $39.00 ', 3900],
    ['39.00 USD', 3900],
    ['usd 39', 3900],
    ['1,240.05', 124005],
    ['0.29', 29],
  ])('takes %j', (text, minor) => {
    expect(readAmount(text, 'USD', 'en-US')).toEqual({ minor });
  });
  it('takes the signs of the language', () => {
    expect(readAmount('1.240,05 €', 'EUR', 'de-DE')).toEqual({ minor: 124005 });
  });
  it.each(['', 'abc', '-5', '1,24', '3.9.0', '1e3', '€39', '$', '12,3456.00', '٣٩'])(
    'refuses %j with an example',
    (text) => {
      expect(readAmount(text, 'USD', 'en-US')).toEqual({
        problem: expect.stringContaining('$39.00'),
      });
    },
  );
  it.each([
    ['39.001', 'at most 2 digits'],
    ['0.00', 'more than nothing'],
    ['99999999999999999', 'too large'],
  ])('says what is wrong with %j', (text, part) => {
    expect(readAmount(text, 'USD', 'en-US')).toEqual({ problem: expect.stringContaining(part) });
  });
});
