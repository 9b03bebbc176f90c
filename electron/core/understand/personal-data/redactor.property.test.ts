import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passesLuhn } from './luhn.ts';
import { createRedactor, redactText } from './redactor.ts';

const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Any string of 13 to 19 digits that passes the check, whoever would issue it. */
const pan = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 17 }),
  )
  .map(([first, rest]) => {
    const body = [first, ...rest].join('');
    const check = Array.from('0123456789').find((digit) => passesLuhn(body + digit));
    return body + (check ?? '0');
  });

const style = fc.constantFrom('plain', 'spaced', 'dashed', 'dotted', 'spoken', 'grouped', 'wide');
const write = (digits: string, how: string): string => {
  switch (how) {
    case 'spaced':
      return Array.from(digits).join(' ');
    case 'dashed':
      return digits.replace(/(.{4})(?=.)/gu, '$1-');
    case 'grouped':
      return digits.replace(/(.{4})(?=.)/gu, '$1 ');
    case 'dotted':
      return digits.replace(/(.{3})(?=.)/gu, '$1.');
    case 'spoken':
      return Array.from(digits)
        .map((digit) => names[Number(digit)])
        .join(' ');
    case 'wide':
      return Array.from(digits)
        .map((digit) => String.fromCodePoint(0xff10 + Number(digit)))
        .join('');
    default:
      return digits;
  }
};

/** All digits of the stored texts in order, words and wide ones too. */
const digitsOf = (texts: readonly string[]): string =>
  texts
    .join(' ')
    .normalize('NFKC')
    .replace(new RegExp(`\\b(?:${names.join('|')})\\b`, 'giu'), (name) =>
      String(names.indexOf(name.toLowerCase())),
    )
    .replace(/\D+/gu, '');

/** The longest piece of `number` that can be read in `stored`. */
const longestLeft = (number: string, stored: string): number => {
  for (let size = number.length; size > 0; size -= 1)
    for (let start = 0; start + size <= number.length; start += 1)
      if (stored.includes(number.slice(start, start + size))) return size;
  return 0;
};

const cue = fc.constantFrom(
  'can i have your card number please',
  'read me the long number on the front',
  'is that a visa',
  'what is the expiry date on it and the number',
  'and the cvv as well please',
  'what are the sixteen digits',
);
const carrier = fc.constantFrom(
  (digits: string) => digits,
  (digits: string) => `${digits} ok`,
  (digits: string) => `it's ${digits}`,
  (digits: string) => `yes so ${digits} and then`,
  (digits: string) => `uh ${digits}.`,
);

describe('card numbers', () => {
  test('split over one to four turns after a cue, at most six digits in a row are left', () => {
    fc.assert(
      fc.property(
        pan,
        fc.array(fc.nat(), { minLength: 0, maxLength: 3 }),
        fc.array(style, { minLength: 4, maxLength: 4 }),
        fc.array(carrier, { minLength: 4, maxLength: 4 }),
        cue,
        fc.boolean(),
        fc.constantFrom('customer' as const, 'agent' as const),
        (number, cuts, styles, carriers, said, answers, reader) => {
          const redactor = createRedactor();
          const at = [...new Set(cuts.map((cut) => cut % number.length))]
            .filter((cut) => cut > 0)
            .sort((a, b) => a - b);
          const pieces = [...at, number.length].map((end, index) =>
            number.slice(at[index - 1] ?? 0, end),
          );
          redactor.redact({ conversation: 'c', speaker: 'agent', text: said });
          const stored = pieces.map((piece, index) => {
            const text = (carriers[index] ?? String)(write(piece, styles[index] ?? 'plain'));
            const result = redactor.redact({ conversation: 'c', speaker: reader, text }).text;
            if (answers) redactor.redact({ conversation: 'c', speaker: 'agent', text: 'uh huh' });
            return result;
          });
          expect(longestLeft(number, digitsOf(stored))).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('the cue may stand in the customer’s own first piece', () => {
    fc.assert(
      fc.property(pan, fc.integer({ min: 1, max: 12 }), style, style, (number, cut, one, two) => {
        const redactor = createRedactor();
        const stored = [
          `my credit card number is ${write(number.slice(0, cut), one)}`,
          write(number.slice(cut), two),
        ].map((text) => redactor.redact({ conversation: 'c', speaker: 'customer', text }).text);
        expect(longestLeft(number, digitsOf(stored))).toBeLessThanOrEqual(6);
      }),
      { numRuns: 1000 },
    );
  });

  test('in a single turn they are masked without any cue', () => {
    fc.assert(
      fc.property(
        pan,
        style,
        fc.constantFrom('', 'here you go ', 'hello, ', 'please take it: ', 'thanks!\n'),
        fc.constantFrom('', ' thanks', '.', ' is that alright?'),
        (number, how, before, after) => {
          const text = redactText(`${before}${write(number, how)}${after}`);
          expect(text).toContain('[card number]');
          expect(longestLeft(number, digitsOf([text]))).toBeLessThanOrEqual(3);
          expect(text.startsWith(before) && text.endsWith(after)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('masking is idempotent and never touches text without digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = redactText(text);
        expect(redactText(once)).toBe(once);
      }),
    );
  });
});

describe('what is not a card', () => {
  const order = fc.integer({ min: 10_000, max: 99_999_999 }).map(String);
  const phone = fc
    .tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 0, max: 9_999_999 }))
    .map(([area, rest]) => `${area}${String(rest).padStart(7, '0')}`);

  test('order numbers, phone numbers and amounts stay', () => {
    fc.assert(
      fc.property(
        order,
        phone,
        fc.integer({ min: 1, max: 999_999 }),
        style,
        (id, call, cents, how) => {
          const redactor = createRedactor();
          const amount = `$${(cents / 100).toFixed(2)}`;
          const spoken = write(call, how);
          for (const text of [
            `my order number is ${id}`,
            `order #${id} arrived damaged`,
            `my phone number is ${spoken}`,
            spoken.slice(0, 0) + `i was charged ${amount} for it`,
            `${id} is my order number`,
          ])
            expect(redactor.redact({ conversation: 'c', speaker: 'customer', text }).text).toBe(
              text,
            );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a phone number dictated in pieces stays, whoever asked for it', () => {
    fc.assert(
      fc.property(phone, fc.constantFrom('plain', 'spoken'), (call, how) => {
        const redactor = createRedactor();
        const say = (speaker: 'agent' | 'customer', text: string): void => {
          expect(redactor.redact({ conversation: 'c', speaker, text }).text).toBe(text);
        };
        say('customer', 'i lost my debit card');
        say('agent', 'okay what is your phone number');
        for (const piece of [call.slice(0, 3), call.slice(3, 6), call.slice(6)])
          say('customer', write(piece, how));
      }),
    );
  });
});
