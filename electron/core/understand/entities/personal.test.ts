import { describe, expect, test } from 'vitest';
import { mergeTags } from './merge-tags.ts';
import { findPersonal } from './personal.ts';

const shown = (text: string): string[] =>
  findPersonal(text).map(({ entity, start, end }) => `${entity} ${text.slice(start, end)}`);

describe('personal data', () => {
  test.each([
    ['my ssn is 123-45-6789', ['ssn 123-45-6789']],
    [
      'it came from 192.168.20.15 and 2001:db8::ff00:42:8329',
      ['ip_address 192.168.20.15', 'ip_address 2001:db8::ff00:42:8329'],
    ],
    ['see https://shop.example.com/a?b=1.', ['url https://shop.example.com/a?b=1']],
    ['go to example dot com', ['url example dot com']],
    ["driver's license number is D123-4567-8901", ['driver_licence D123-4567-8901']],
    ['IBAN GB00 ABCD 1234 5678 9012 34', ['iban GB00 ABCD 1234 5678 9012 34']],
    ['card number 4735110554588 is lost', ['card 4735110554588']],
    ['ring me on 0961-7596216', ['phone 0961-7596216']],
    ['she is a 34 year old', ['age 34']],
    ['born on 4 May 1988', ['calendar_date 4 May 1988']],
    ['My zip code is 340 12', ['postal_code 340 12']],
    ['Dr. Maria Silva is here', ['title Dr.', 'person Maria Silva']],
    ['Meet me at 12 Rue de la Paix', ['address 12 Rue de la Paix']],
    [
      'Send it to 48 Lindenstrasse, Apt. 5\nMusterdorf, Germany 12345',
      ['address 48 Lindenstrasse, Apt. 5\nMusterdorf, Germany 12345'],
    ],
    ['He moved here from Portugal', ['place Portugal']],
    ['I work for Nordwind Logistics', ['organization Nordwind Logistics']],
    ['a Swedish company', ['nrp Swedish']],
    ['It is at PSC 1234, Box 5678\nAPO AE 09123', ['address PSC 1234, Box 5678\nAPO AE 09123']],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test.each([
    'How do I change my plan?',
    'I am still waiting, it is 10:30 already',
    'the order is late and I want my money back',
    'version 2.10.3 has a bug',
    'it costs $1,250.00 in total',
    '日本語のテキスト 😀',
    '\ud800 \udc00',
    '',
  ])('nothing in: %s', (text) => {
    expect(shown(text)).toEqual([]);
  });

  test('data without language is found between other scripts', () => {
    expect(shown('わたしは ann@example.jp です')).toEqual(['email ann@example.jp']);
  });
});

describe('rules and tags', () => {
  const text = 'Anna Lindqvist wrote to anna@example.com from Riverton';
  const tag = (label: string, said: string, confidence = 0.9) => ({
    label,
    start: text.indexOf(said),
    end: text.indexOf(said) + said.length,
    confidence,
  });
  test('a form that can be checked is not given up for a tag', () => {
    const merged = findPersonal(text, {
      tags: [
        tag('PERSON', 'Anna Lindqvist'),
        tag('ORGANIZATION', 'anna@example.com'),
        tag('GPE', 'Riverton'),
      ],
    });
    expect(merged.map(({ entity, start, end }) => `${entity} ${text.slice(start, end)}`)).toEqual([
      'person Anna Lindqvist',
      'email anna@example.com',
      'place Riverton',
    ]);
  });
  test('a tag beats the guess of a rule; an unsure one is not heard', () => {
    const guess = {
      entity: 'person',
      value: 'x',
      display: 'Riverton',
      confidence: 0.75,
      start: 46,
      end: 54,
    };
    expect(mergeTags([guess], [tag('GPE', 'Riverton')], text).map(({ entity }) => entity)).toEqual([
      'place',
    ]);
    expect(
      mergeTags([guess], [tag('GPE', 'Riverton', 0.2)], text).map(({ entity }) => entity),
    ).toEqual(['person']);
  });
});

test('strings made to be slow are not', () => {
  const nasty = [
    ...[
      '1',
      'a',
      '@',
      ' ',
      '(',
      "'",
      '12-',
      'a.',
      'a@',
      'Anna, ',
      'GB12 ',
      '12 Main ',
      'my name is ',
    ],
    ...['a dot ', 'the corner of A ', 'zip code ', '1,', '1 ', 'a:', 'Ab\n', 'card '],
  ].map((piece) => piece.repeat(Math.ceil(50_000 / piece.length)));
  for (const text of nasty) {
    const before = process.cpuUsage();
    findPersonal(text);
    const { user } = process.cpuUsage(before);
    // Linear ones take tens of milliseconds here; a quadratic one takes seconds.
    expect(user / 1000, text.slice(0, 10)).toBeLessThan(1500);
  }
});
