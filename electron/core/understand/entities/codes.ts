import { readNumber, wordsOf } from '../number-words.ts';
import { titleCase, type Found } from './found.ts';

/** Bounded everywhere: a row of fifty thousand letters must not cost more than one look at each. */
const writtenEmail =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}\.\p{L}{2,24}/giu;
const spokenDomain =
  /\bat ((?:[a-z0-9]{1,30}(?: (?:dash|hyphen) [a-z0-9]{1,30}){0,3} dot ){1,4}(?:com|org|net|edu|gov|io|co|uk|de|fr|ca|us|info|biz|me|app))\b/giu;
/** What stands before "at": "ann dot lee", "j o e 4 2". */
const spokenLocal =
  /(?<![a-z0-9])((?:[a-z0-9]{1,30} (?:dot|underscore|dash|hyphen|plus) ){0,6}(?:[a-z0-9]{2,30}|(?:[a-z0-9] ){0,30}[a-z0-9])) $/iu;
const localReach = 160;
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
  const written = (text.includes('@') ? [...text.matchAll(writtenEmail)] : []).map((match) =>
    make(match[0].toLowerCase(), 0.98, match.index, match.index + match[0].length),
  );
  if (!/ dot /iu.test(text)) return written;
  const spoken = [...text.matchAll(spokenDomain)].flatMap((match): Found[] => {
    const local = spokenLocal.exec(text.slice(Math.max(0, match.index - localReach), match.index));
    const name = local?.[1];
    if (name === undefined) return [];
    return [
      make(
        `${spelled(name)}@${spelled(match[1] ?? '')}`,
        0.85,
        match.index - name.length - 1,
        match.index + match[0].length,
      ),
    ];
  });
  return [...written, ...spoken];
}

/** Percentages, and the places where a card number was masked. */
export function findCodes(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(/\[card number\]/gu))
    found.push({
      entity: 'card',
      value: 'masked',
      display: match[0],
      confidence: 1,
      start: match.index,
      end: match.index + match[0].length,
    });
  for (const match of text.matchAll(
    /(?<![\d.,])(\d{1,9}(?:[.,]\d{1,6})?) ?(?:%|percent\b|per cent\b)/giu,
  ))
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
    let initial = false;
    for (const word of words) {
      const gap = text.slice(from + end, from + word.start);
      const particle = /^(?:de|da|do|dos|del|della|la|van|von|der|den|al|el|bin|ter)$/u.test(
        word.text,
      );
      if (count >= 3 || notName.has(word.text) || /\d/u.test(word.text)) break;
      if (count > 0 && /[.,;!?\n]/u.test(gap) && !(initial && gap === '. ')) break;
      initial = word.text.length === 1;
      end = word.end;
      if (!particle) count += 1;
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
