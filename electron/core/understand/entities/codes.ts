import { passesIban } from '../personal-data/luhn.ts';
import { readNumber, wordsOf } from '../number-words.ts';
import { titleCase, type Found } from './found.ts';

const writtenEmail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu;
const spokenEmail =
  /\b((?:[a-z0-9]+ (?:dot|underscore|dash|hyphen|plus) )*(?:[a-z0-9]{2,}|(?:[a-z0-9] )*[a-z0-9])) at ((?:[a-z0-9]+(?: dash [a-z0-9]+)* dot )+(?:com|org|net|edu|gov|io|co|uk|de|fr|ca|us|info|biz|me|app))\b/giu;
const signs: Readonly<Record<string, string>> = {
  dot: '.',
  underscore: '_',
  dash: '-',
  hyphen: '-',
  plus: '+',
};
const spelled = (text: string): string =>
  text
    .toLowerCase()
    .split(' ')
    .map((word) => signs[word] ?? word)
    .join('');

/** E-mail addresses, written or spoken ("ann dot lee at example dot com"). */
export function findEmails(text: string): Found[] {
  const make = (value: string, confidence: number, start: number, end: number): Found => ({
    entity: 'email',
    value,
    display: value,
    confidence,
    start,
    end,
  });
  const written = [...text.matchAll(writtenEmail)].map((match) =>
    make(match[0].toLowerCase(), 0.98, match.index, match.index + match[0].length),
  );
  const spoken = [...text.matchAll(spokenEmail)].map((match) =>
    make(
      `${spelled(match[1] ?? '')}@${spelled(match[2] ?? '')}`,
      0.85,
      match.index,
      match.index + match[0].length,
    ),
  );
  return [...written, ...spoken];
}

/** IBANs that pass their check, percentages, and the places where a card number was masked. */
export function findCodes(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gu)) {
    const value = match[0].replaceAll(' ', '');
    if (passesIban(value))
      found.push({
        entity: 'iban',
        value,
        display: value.replace(/(.{4})(?=.)/gu, '$1 '),
        confidence: 0.99,
        start: match.index,
        end: match.index + match[0].length,
      });
  }
  for (const match of text.matchAll(/\[card number\]/gu))
    found.push({
      entity: 'card',
      value: 'masked',
      display: match[0],
      confidence: 1,
      start: match.index,
      end: match.index + match[0].length,
    });
  for (const match of text.matchAll(/(\d+(?:[.,]\d+)?) ?(?:%|percent\b|per cent\b)/giu))
    found.push(
      percentage(Number((match[1] ?? '').replace(',', '.')), match.index, match[0].length),
    );
  if (/\bper ?cent\b/iu.test(text)) {
    const words = wordsOf(text);
    for (let index = 0; index < words.length;) {
      const number = readNumber(words, index);
      const at = index + (number?.count ?? 0);
      const one = words[at]?.text === 'percent' ? 1 : 0;
      const two = words[at]?.text === 'per' && words[at + 1]?.text === 'cent' ? 2 : 0;
      const end = words[at + one + two - 1]?.end;
      const written = number !== undefined && /^\d/u.test(text.slice(number.start));
      if (number !== undefined && !written && one + two > 0 && end !== undefined)
        found.push(percentage(number.value, number.start, end - number.start));
      index += Math.max(1, number?.count ?? 1);
    }
  }
  return found;
}

const percentage = (value: number, start: number, length: number): Found => ({
  entity: 'percentage',
  value: String(value),
  display: `${value}%`,
  confidence: 0.95,
  start,
  end: start + length,
});

const nameCue =
  /\b(?:my (?:full )?name(?:'s| is)(?: also)?|name's|this is|you(?:'re| are) speaking (?:with|to)|i am called|account is under|under the name(?: of)?)\s+/giu;
const notName = new Set([
  ...[
    'a',
    'an',
    'and',
    'the',
    'not',
    'so',
    'very',
    'really',
    'i',
    "i'm",
    "i'd",
    "i've",
    'my',
    'it',
  ],
  ...[
    'for',
    'to',
    'on',
    'in',
    'at',
    'about',
    'from',
    'with',
    'calling',
    'here',
    'just',
    'um',
    'uh',
  ],
  ...['because', 'but', 'we', 'you', 'what', 'how', 'can', 'could', 'would', 'is', 'was', 'urgent'],
  ...[
    'ridiculous',
    'unacceptable',
    'also',
    'regarding',
    'or',
    'that',
    'this',
    'going',
    'also',
    'good',
  ],
  ...[
    'great',
    'fine',
    'okay',
    'ok',
    'ok',
    'yes',
    'no',
    'the',
    'happening',
    'crazy',
    'terrible',
    'like',
  ],
]);

/** People who say their name; the sentence must say so, a name alone is not guessed. */
export function findPeople(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(nameCue)) {
    const from = match.index + match[0].length;
    const words = wordsOf(text.slice(from, from + 80));
    let end = 0;
    let count = 0;
    for (const word of words) {
      const gap = text.slice(from + end, from + word.start);
      if (count >= 3 || notName.has(word.text) || /\d/u.test(word.text)) break;
      if (count > 0 && /[.,;!?\n]/u.test(gap)) break;
      end = word.end;
      count += 1;
    }
    // "this is" introduces a name only when more than one word or a capital follows.
    const said = text.slice(from, from + end);
    const loose = /^(?:this is|you)/iu.test(match[0]);
    if (count === 0 || (loose && count < 2 && !/^\p{Lu}/u.test(said))) continue;
    found.push({
      entity: 'person',
      value: titleCase(said.toLowerCase()),
      display: titleCase(said.toLowerCase()),
      confidence: loose ? 0.65 : 0.9,
      start: from,
      end: from + end,
    });
  }
  return found;
}
