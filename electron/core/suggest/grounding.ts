/** @file Whether a text claims a number, a date or a link that nobody gave it. */

const units = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen twenty'
).split(' ');
const numberWords = new Map<string, string>(units.map((word, value) => [word, String(value)]));
for (const [index, word] of 'thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  numberWords.set(word, String((index + 3) * 10));
// "One" and "zero" are seldom a count: "the one you ordered".
const looseWords = new Set(['zero', 'one']);

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december';

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
    pattern: /(?:https?:\/\/|www\.)[^\s)>\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi,
    claims: ([link]) => [
      `link ${link
        .toLowerCase()
        .replace(/[.,;:!?]+$/, '')
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
      String.raw`[$€£¥]\s?(${digits})|\b(${digits})\s?(?:dollars|euros|pounds)\b`,
      'gi',
    ),
    claims: ([, before, after]) => [`money ${plain(before ?? after ?? '')}`],
  },
  {
    pattern: new RegExp(String.raw`(${digits})\s?(?:%|percent\b|per cent\b)`, 'gi'),
    claims: ([, value = '']) => [`percent ${plain(value)}`],
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
  let rest = text.replaceAll(/^\s*\d+[.)]\s/gm, ' ');
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
