import * as chrono from 'chrono-node';
import type { Found, Setting } from './found.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Dates are looked for only where one of these stands: the parser is the slowest part of a turn. */
const hint =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|yesterday|(?:next|last|this|past|coming) (?:week|month|year|mon|tue|wed|thu|fri|sat|sun)|(?:day|week|month|year)s? (?:ago|from)|in \w+ (?:day|week|month|year)s?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\b\d{1,2}\/\d{1,2}\b/iu;

const written = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

const pad = (value: number): string => String(value).padStart(2, '0');

/** Days named in the text: `date` as ISO day, and `weekday` where one was said by its name. */
export function findDates(text: string, setting: Setting): Found[] {
  const found = numberedDates(text, setting);
  if (!hint.test(text)) return found;
  const reference = { instant: new Date(setting.now), timezone: setting.timezone };
  for (const result of chrono.parse(text.slice(0, 4000), reference, { forwardDate: true })) {
    const { start: when } = result;
    if (
      found.some((one) => one.start < result.index + result.text.length && result.index < one.end)
    )
      continue;
    // "how can I help you today" names no day.
    const before = text.slice(Math.max(0, result.index - 12), result.index);
    if (
      /^(?:today|tonight|this (?:morning|afternoon|evening))$/iu.test(result.text.trim()) &&
      !/\b(?:by|before|until|till|due|on|from|since|of) $/iu.test(before) &&
      !/\b(?:what day|which day|when)\b/u.test(setting.asked)
    )
      continue;
    const named = when.isCertain('weekday');
    const dayKnown = when.isCertain('day') || named || when.isCertain('month');
    // "may" and "march" alone are verbs more often than months; "24/7" is always.
    if (
      !dayKnown ||
      /^(?:now|right now|may|march|mar|second|sec|24\/7)$/iu.test(result.text.trim())
    )
      continue;
    if (!when.isCertain('day') && !named) continue;
    const [spokenYear, month, day] = [when.get('year'), when.get('month'), when.get('day')];
    if (spokenYear === null || month === null || day === null) continue;
    const year = bornYear(spokenYear, setting);
    // The clock time that follows is found by itself.
    const said = result.text.replace(/\s+(?:at|around|by)\b.*$/isu, '');
    const span = { start: result.index, end: result.index + said.length };
    const iso = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
    found.push({
      entity: 'date',
      value: iso,
      display: written.format(Date.UTC(year, month - 1, day)),
      confidence: named && !when.isCertain('day') ? 0.8 : 0.92,
      ...span,
    });
    const name = named ? weekdays[when.get('weekday') ?? -1] : undefined;
    if (name !== undefined)
      found.push({
        entity: 'weekday',
        value: name.toLowerCase(),
        display: name,
        confidence: 0.95,
        ...span,
      });
  }
  return found;
}

const asksBirth = /\b(?:birth|born|birthday|dob)\b/iu;
/** Nobody is born in the future: "46" was 1946. */
const bornYear = (year: number, setting: Setting): number =>
  asksBirth.test(setting.asked) && year > new Date(setting.now).getUTCFullYear()
    ? year - 100
    : year;

const numbered =
  /(?<![\d.,/:-])(\d{1,2})(st|nd|rd|th)?(?: of)?(?: the)?[ /.-]{1,2}(\d{1,2})(st|nd|rd|th)?(?: of| in)?[ ,/.-]{1,2}(\d{4})(?![\d%]|[.,/-]\d)/giu;
/** Regions that write the month first. */
const monthFirst = /^(?:US|PH|FM|MH|PW)$/u;

/** "27th of the 9th 1979", "18 5 1946": day, month and year as numbers. */
function numberedDates(text: string, setting: Setting): Found[] {
  const asked = /\b(?:date|day|birth|born|birthday|dob|when)\b/iu.test(setting.asked);
  return [...text.matchAll(numbered)].flatMap((match): Found[] => {
    const ordinal = match[2] !== undefined || match[4] !== undefined;
    // "10 5 2000" may be anything, unless a date was asked for or it is said as one.
    if (!ordinal && !asked) return [];
    const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[5])];
    const swapped = (monthFirst.test(setting.region) && !ordinal && first <= 12) || second > 12;
    const [day, month] = swapped ? [second, first] : [first, second];
    if (month < 1 || month > 12 || day < 1 || day > 31) return [];
    const at = Date.UTC(year, month - 1, day);
    if (new Date(at).getUTCMonth() !== month - 1) return [];
    return [
      {
        entity: 'date',
        value: new Date(at).toISOString().slice(0, 10),
        display: written.format(at),
        confidence: 0.9,
        start: match.index,
        end: match.index + match[0].length,
      },
    ];
  });
}
