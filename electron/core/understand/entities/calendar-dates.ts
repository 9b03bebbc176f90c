import type { Found } from './found.ts';

/**
 * @file Dates that stand by themselves: a day of a calendar or a year. Relative ones ("yesterday")
 * name nobody and are no personal data.
 */

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const clock =
  '(?:[ T,]{1,2}\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?(?: ?[ap]\\.?m\\.?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?';
const numeric = new RegExp(
  `(?<![\\d/.:-])(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}([-/.])\\d{1,2}\\1(?:\\d{4}|\\d{2}))(?![\\d/-])${clock}`,
  'gu',
);
const dayFirst = new RegExp(
  `(?<![\\p{L}\\p{N}])\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})\\.?(?:,? \\d{4})?(?![\\p{L}\\p{N}])${clock}`,
  'giu',
);
const monthFirst = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?(?![\\p{L}\\p{N}:])${clock}`,
  'giu',
);
const monthOfYear = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${months})\\.?,? (?:of )?(?:19|20)\\d{2}(?![\\p{L}\\p{N}])`,
  'giu',
);
const year =
  /(?<=\b(?:in|during|since|until|till|before|after|from|to|of|year|by|around|born|circa|between|and|©|through|late|early|mid|summer|winter|spring|autumn|fall) (?:the year )?)(?:1[89]|20)\d{2}(?![\p{L}\p{N}]|[-/.:,]\d)/giu;

const valid = (text: string): boolean => {
  const parts = text.match(/\d+/gu)?.map(Number) ?? [];
  const [a = 0, b = 0] = parts;
  // A version or an amount: no month above twelve.
  return a > 31 ? b >= 1 && b <= 12 : a >= 1 && b >= 1 && b <= 31 && Math.min(a, b) <= 12;
};

/** Calendar dates and years, as written. */
export function findCalendarDates(text: string): Found[] {
  const found: Found[] = [];
  for (const pattern of [numeric, dayFirst, monthFirst, monthOfYear, year])
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (pattern === numeric && !valid(match[0])) continue;
      if (found.some((other) => other.start < end && start < other.end)) continue;
      found.push({
        entity: 'calendar_date',
        value: match[0].toLowerCase(),
        display: match[0],
        confidence: pattern === year ? 0.75 : 0.9,
        start,
        end,
      });
    }
  return found;
}
