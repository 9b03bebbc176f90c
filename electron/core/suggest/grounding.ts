/** @file Whether a text claims a number, a date or a link that nobody gave it. */

const units = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen twenty'
).split(' ');
const numberWords = new Map<string, string>(units.map((word, value) => [word, String(value)]));
for (const [index, word] of 'thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  numberWords.set(word, String((index + 3) * 10));
for (const [word, value] of [
  ['hundred', '100'],
  ['thousand', '1000'],
  ['million', '1000000'],
  ['dozen', '12'],
] as const)
  numberWords.set(word, value);
// "One" and "zero" are seldom a count: "the one you ordered".
const looseWords = new Set(['zero', 'one']);

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december';
const weekdays = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';

/** One sign for each currency, however it is written. */
const currencies: readonly (readonly [RegExp, string])[] = [
  [/^(?:\$|dollars?|bucks?|usd)$/i, '$'],
  [/^(?:€|euros?|eur)$/i, '€'],
  [/^(?:£|pounds?|gbp|quid)$/i, '£'],
  [/^(?:¥|yen|jpy)$/i, '¥'],
];
const sign = String.raw`[$€£¥]|\b(?:usd|eur|gbp|jpy|chf|cad|aud)\b`;
const unit = 'dollars?|bucks?|euros?|pounds?|quid|yen|usd|eur|gbp|jpy|chf|cad|aud';
const currencyOf = (written: string): string =>
  currencies.find(([pattern]) => pattern.test(written))?.[1] ?? written.toUpperCase();

/** What hides a number or link from a pattern: marks without width, digits of other scripts. */
const inPlainSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => {
      // Digits of a script stand together, ten of them, from a zero.
      const code = digit.codePointAt(0) ?? 0;
      let zero = code;
      while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
      return String(code - zero);
    });

/** `1,240.00` and `1240` are the same number. */
function plain(digits: string): string {
  const value = digits.replaceAll(',', '').replace(/\.$/, '');
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}

interface Pattern {
  readonly pattern: RegExp;
  readonly claims: (match: RegExpMatchArray) => readonly string[];
}

const digits = String.raw`\d(?:[\d,]*\d)?(?:\.\d+)?`;

/** From the most telling to the plainest; what one has taken is not read again. */
const patterns: readonly Pattern[] = [
  {
    // With its scheme, or bare: "example.com/pay".
    pattern:
      /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s)>\]"]+|\b(?:javascript|data|mailto|tel|file):[^\s)>\]"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#][^\s)>\]"]*)?/giu,
    claims: ([link]) => [
      `link ${link
        .toLowerCase()
        .replace(/[.,;:!?]+$/, '')
        .replace(/^(?:https?:\/\/|mailto:)/, '')
        .replace(/^www\./, '')
        .replace(/\/$/, '')}`,
    ],
  },
  {
    pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/g,
    claims: ([, year, month, day]) => [`day ${Number(month)}-${Number(day)}`, `number ${year}`],
  },
  {
    pattern: new RegExp(String.raw`\b(${months})\s+(\d{1,2})\b`, 'gi'),
    claims: ([, month = '', day]) => [
      `day ${months.split('|').indexOf(month.toLowerCase()) + 1}-${Number(day)}`,
    ],
  },
  {
    pattern: new RegExp(String.raw`\b(\d{1,2})\s+(${months})\b`, 'gi'),
    claims: ([, day, month = '']) => [
      `day ${months.split('|').indexOf(month.toLowerCase()) + 1}-${Number(day)}`,
    ],
  },
  {
    pattern: new RegExp(
      String.raw`(${sign})\s?(${digits})|(${digits})\s?([€£¥]|\b(?:${unit})\b)`,
      'gi',
    ),
    claims: ([, before, after, amount, written]) => [
      `money ${currencyOf(before ?? written ?? '')}${plain(after ?? amount ?? '')}`,
    ],
  },
  {
    pattern: new RegExp(String.raw`(${digits})\s?(?:%|percent\b|per cent\b)`, 'gi'),
    claims: ([, value = '']) => [`percent ${plain(value)}`],
  },
  {
    pattern: new RegExp(String.raw`\b(${weekdays})s?\b`, 'gi'),
    claims: ([, day = '']) => [`weekday ${day.toLowerCase()}`],
  },
  {
    // Not "may" and "march", which are seldom a month without a day.
    pattern: new RegExp(
      String.raw`\b(${months
        .split('|')
        .filter((month) => month !== 'may' && month !== 'march')
        .join('|')})\b`,
      'gi',
    ),
    claims: ([, month = '']) => [`month ${month.toLowerCase()}`],
  },
  {
    pattern: new RegExp(digits, 'g'),
    claims: ([value]) => [`number ${plain(value)}`],
  },
];

/** Numbers, money, percentages, days and links of a text, each in one form. */
export function claimsIn(text: string): Set<string> {
  const claims = new Set<string>();
  // The numbers of a list are no claims.
  let rest = inPlainSigns(text).replaceAll(/^\s*\d+[.)]\s/gm, ' ');
  for (const { pattern, claims: read } of patterns) {
    for (const match of rest.matchAll(pattern)) for (const claim of read(match)) claims.add(claim);
    rest = rest.replaceAll(pattern, ' ');
  }
  for (const word of rest.toLowerCase().match(/[a-z]+/g) ?? []) {
    const value = numberWords.get(word);
    if (value !== undefined && !looseWords.has(word)) claims.add(`number ${value}`);
  }
  return claims;
}

/**
 * The claims of a text that none of the sources makes. Empty means grounded.
 * @param sources facts as written and quoted passages
 */
export function ungroundedClaims(text: string, sources: readonly string[]): string[] {
  const given = new Set(sources.flatMap((source) => [...claimsIn(source)]));
  return [...claimsIn(text)].filter((claim) => !given.has(claim));
}
