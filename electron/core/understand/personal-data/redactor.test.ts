import { describe, expect, test } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { createRedactor, redactText } from './redactor.ts';

type Line = readonly ['agent' | 'customer', string];
const stored = (...lines: readonly Line[]): string[] => {
  const redactor = createRedactor();
  return lines.map(([speaker, text]) => redactor.redact({ conversation: 'c', speaker, text }).text);
};

describe('masked', () => {
  test.each([
    ['my card is 4111 1111 1111 1111 thanks', 'my card is [card number] thanks'],
    ['4111-1111-1111-1111', '[card number]'],
    ['4111 1111 and the rest of it goes 1111 1111', '[card number]'],
    ['4111\n1111\n1111\n1111', '[card number]'],
    ['use 378282246310005.', 'use [card number].'],
    ['4111 1111 1111 1111 12/27 123', '[card number]'],
    ['card 4111111111111111, cvv 123', 'card [card number], cvv [security code]'],
    ['the security code is 1234', 'the security code is [security code]'],
    ['cvv: 987', 'cvv: [security code]'],
    ['987 is the cvc', '[security code] is the cvc'],
    ['four one one one one one one one one one one one one one one one', '[card number]'],
    ['forty one eleven eleven eleven eleven eleven eleven eleven', '[card number]'],
    ['four triple one quadruple one quadruple one quadruple one', '[card number]'],
    ['order number 4111111111111111', 'order number [card number]'],
    ['x4111111111111111123x', 'x[card number]x'],
    ['4111 1111 $1111 1111', '[card number]'],
  ])('%s', (said, kept) => {
    expect(redactText(said)).toBe(kept);
  });

  test('what follows a whole number is read anew', () => {
    expect(
      redactText('card 4111 1111 1111 1111 is lost, send a new one to 12345 Oak Street, Suite 678'),
    ).toBe('card [card number] is lost, send a new one to 12345 Oak Street, Suite 678');
    expect(stored(['customer', '4111 1111 1111 1111'], ['customer', '123'])[1]).toBe(
      '[security code]',
    );
  });

  test('a code asked for by the agent', () => {
    expect(
      stored(
        ['agent', 'and the three digits on the back?'],
        ['customer', 'one moment'],
        ['customer', 'one two three'],
      ),
    ).toEqual(['and the three digits on the back?', 'one moment', '[security code]']);
  });

  test('a card number that was asked for, when the customer first speaks of something else', () => {
    const texts = stored(
      ['agent', 'what is your card number'],
      ['customer', 'is this still for my order'],
      ['customer', '4111'],
    );
    expect(texts[2]).toBe('[card number]');
    const changed = stored(
      ['agent', 'what is your card number'],
      ['agent', 'sorry i mean the order number'],
      ['customer', '41112'],
    );
    expect(changed[2]).toBe('41112');
  });

  test('a code that is slow to come', () => {
    const wait: Line = ['customer', 'wait i am looking'];
    const texts = stored(
      ['agent', 'what is the cvv'],
      ...[wait, wait, wait, wait],
      ['customer', 'seven'],
      ...[wait, wait],
      ['customer', 'four one'],
    );
    expect(texts[5]).toBe('[security code]');
    expect(texts[8]).toBe('[security code]');
  });

  test('a code dictated one digit a turn', () => {
    expect(
      stored(
        ['agent', 'what is the cvv'],
        ['customer', 'seven'],
        ['customer', 'four'],
        ['customer', 'one'],
      ),
    ).toEqual(['what is the cvv', '[security code]', '[security code]', '[security code]']);
  });

  test('what the agent reads back', () => {
    expect(
      stored(
        ['agent', 'what is your card number'],
        ['customer', '4111 1111'],
        ['customer', '1111 1111'],
        ['agent', 'so that is four one one one one one one one'],
      ),
    ).toEqual([
      'what is your card number',
      '[card number]',
      '[card number]',
      'so that is [card number]',
    ]);
  });

  test('pieces with no cue, when the last one completes the check digit', () => {
    expect(stored(['customer', '4111 1111'], ['customer', '1111 1111'])).toEqual([
      '4111 1111',
      '[card number]',
    ]);
  });

  test('pieces with no cue are cut off once they are longer than a phone number', () => {
    expect(
      stored(
        ['customer', '4111'],
        ['customer', '2222'],
        ['customer', '3333'],
        ['customer', '4444'],
      ),
    ).toEqual(['4111', '2222', '3333', '[card number]']);
  });

  test('spans say where the placeholders stand', () => {
    const result = createRedactor().redact({
      conversation: 'c',
      speaker: 'customer',
      text: 'card 4111111111111111, cvv 123.',
    });
    expect(result.redactions).toBe(2);
    expect(
      result.spans.map(({ start, end, kind }) => [result.text.slice(start, end), kind]),
    ).toEqual([
      ['[card number]', 'card_number'],
      ['[security code]', 'security_code'],
    ]);
  });
});

describe('kept', () => {
  test.each([
    'My order #12345 arrived damaged.',
    'order 113-1234567-1234569',
    'call me at 715 139 0787',
    'i lost my credit card and my phone number is 715 139 0787',
    'i was charged $1,250.00 on my card',
    'i was charged one hundred and thirty five dollars on my visa',
    'i have had this card since 2019',
    'his social security number is 853-37-1694',
    'DE89 3704 0044 0532 0130 00',
    'you should receive your card in three to five business days',
    'can you send me a new one',
    'nine ten first street forest ranch california seven eight three eleven',
    'it is 10:30 on 12/05/2026',
    'my card was used on june 11 and on 1 september 2018',
  ])('%s', (said) => {
    expect(redactText(said)).toBe(said);
  });

  test('a number and the amount after it, although all their digits would make a card', () => {
    const said = 'my phone is +44 20 2235 8372. $1 is missing';
    expect(redactText(said)).toBe(said);
  });

  test('small talk about a card', () => {
    const lines: Line[] = [
      ['customer', 'i lost my credit card'],
      ['customer', 'can you send me a new one'],
      ['agent', 'sure one moment'],
      ['agent', 'which one of the two cards would you like to replace'],
      ['customer', 'the first one'],
      ['agent', 'what is your zip code'],
      ['customer', 'nine four one oh five'],
    ];
    expect(stored(...lines)).toEqual(lines.map(([, text]) => text));
  });

  test('an address and an amount dictated in pieces', () => {
    const lines: Line[] = [
      ['agent', 'what is the company address'],
      ['customer', 'zero seven six'],
      ['customer', 'first street'],
      ['customer', 'six three four five three'],
      ['agent', 'can you repeat that zip'],
      ['customer', 'six three four five three'],
      ['agent', 'and the bill amount'],
      ['customer', 'one hundred and thirteen dollars'],
    ];
    expect(stored(...lines)).toEqual(lines.map(([, text]) => text));
  });
});

test('conversations do not mix, and one can be forgotten', () => {
  const redactor = createRedactor();
  const say = (conversation: string, text: string): string =>
    redactor.redact({ conversation, speaker: 'customer', text }).text;
  say('a', 'my card number is');
  expect(say('b', '4111')).toBe('4111');
  expect(say('a', '4111')).toBe('[card number]');
  redactor.forget('a');
  expect(say('a', '4111')).toBe('4111');
});

test('a turn of ten thousand words takes less than half a second', () => {
  const text = 'four one one of my numbers is 12 34 and so on '.repeat(1000);
  const spentMs = startProcessorTime();
  redactText(text);
  expect(spentMs()).toBeLessThan(500);
});
