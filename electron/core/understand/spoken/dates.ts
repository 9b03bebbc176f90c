import { ordinalAt, ordinalText, runAt, unitOf, type Unit } from './digits.ts';
import { saidAt, wordsBefore, type Rule, type Scene } from './scene.ts';

/** @file Days of the calendar: "march third", "the twenty second of june two thousand twenty six". */

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const monthOf = new Map(months.map((month) => [month.toLowerCase(), month]));

/** Words that are a verb far more often than a month: they need a day or one of these before them. */
const verbs = /^(?:may|march)$/u;
const monthLead =
  /\b(?:in|of|since|until|till|by|last|next|this|early|late|mid|during|end of|before|after|from|to|around|through) $/u;

/** The day of a month at a word: "third", "the third", "three", "twenty one". */
function dayAt(
  scene: Scene,
  at: number,
): { readonly text: string; readonly words: number; readonly ordinal: boolean } | undefined {
  const the = saidAt(scene, at) === 'the' ? 1 : 0;
  const ordinal = ordinalAt(scene, at + the);
  if (ordinal !== undefined && ordinal.value <= 31)
    return {
      text: `${the === 1 ? 'the ' : ''}${ordinalText(ordinal.value)}`,
      words: ordinal.words + the,
      ordinal: true,
    };
  if (the === 1) return undefined;
  const unit = unitOf(scene, at);
  const value = Number(unit?.digits);
  if (unit === undefined || /^oh?$/u.test(saidAt(scene, at)) || unit.shape === 'repeat')
    return undefined;
  return value >= 1 && value <= 31 && unit.shape !== 'scale'
    ? { text: String(value), words: unit.words, ordinal: false }
    : undefined;
}

const century = (unit: Unit | undefined): boolean =>
  unit !== undefined && /^(?:1[6-9]|20)$/u.test(unit.digits);

/** A year of four figures: "two thousand and twenty two", "nineteen eighty", "twenty oh five". */
export function yearAt(
  scene: Scene,
  at: number,
): { readonly text: string; readonly words: number } | undefined {
  const first = unitOf(scene, at);
  if (first === undefined) return undefined;
  if (first.shape === 'scale' && /^(?:1[6-9]|20)\d\d$/u.test(first.digits))
    return { text: first.digits, words: first.words };
  if (!century(first)) return undefined;
  const second = unitOf(scene, at + first.words);
  if (second?.shape === 'tens' && second.digits.length === 2)
    return { text: first.digits + second.digits, words: first.words + second.words };
  const third = unitOf(scene, at + first.words + 1);
  return second?.digits === '0' && third?.shape === 'digit'
    ? { text: `${first.digits}0${third.digits}`, words: first.words + 2 }
    : undefined;
}

const comma = (scene: Scene): string => (/^(?:US|CA|PH)$/u.test(scene.region) ? ',' : '');

/** "march third nineteen eighty", "june eighteen forty eight", "march". */
export const writeMonth: Rule = (scene, at) => {
  const said = saidAt(scene, at);
  const month = monthOf.get(said);
  if (month === undefined) return undefined;
  const bare = yearAt(scene, at + 1);
  const day = dayAt(scene, at + 1);
  if (bare !== undefined && !dayThenYear(scene, at + 1))
    return { at, count: 1 + bare.words, text: `${month} ${bare.text}`, kind: 'date' };
  if (day === undefined) {
    if (verbs.test(said) && !monthLead.test(wordsBefore(scene, at, 2))) return undefined;
    return { at, count: 1, text: month, kind: 'date' };
  }
  // "may one of", "march one step": a digit after a verb is no day.
  const end = at + 1 + day.words;
  if (verbs.test(said) && !day.ordinal && /^(?:of|more|time|thing)$/u.test(saidAt(scene, end)))
    return undefined;
  const year = yearAt(scene, end);
  const text =
    year === undefined
      ? `${month} ${day.text}`
      : `${month} ${day.text}${day.ordinal ? comma(scene) : ','} ${year.text}`;
  return { at, count: 1 + day.words + (year?.words ?? 0), text, kind: 'date' };
};

/** "june eighteen twenty twenty": a day and a year, and not the year 1820. */
function dayThenYear(scene: Scene, at: number): boolean {
  const day = dayAt(scene, at);
  return day !== undefined && yearAt(scene, at + day.words) !== undefined;
}

/** "the twenty second of june two thousand twenty six", "five june". */
export const writeDayOfMonth: Rule = (scene, at) => {
  const day = saidAt(scene, at) === 'the' ? undefined : dayAt(scene, at);
  if (day === undefined) return undefined;
  const of = saidAt(scene, at + day.words) === 'of' ? 1 : 0;
  const said = saidAt(scene, at + day.words + of);
  const month = monthOf.get(said);
  if (month === undefined || (of === 0 && (verbs.test(said) || !endsDate(scene, at + day.words))))
    return undefined;
  if (of === 1 && !day.ordinal) return undefined;
  const yearFrom = at + day.words + of + 1;
  const year = yearAt(scene, yearFrom);
  const text = `${day.text} ${of === 1 ? 'of ' : ''}${month}${year === undefined ? '' : ` ${year.text}`}`;
  return { at, count: yearFrom - at + (year?.words ?? 0), text, kind: 'date' };
};

/** "five june twenty twenty": the month is not itself followed by its day ("at five june third"). */
const endsDate = (scene: Scene, month: number): boolean =>
  dayAt(scene, month + 1) === undefined || yearAt(scene, month + 1) !== undefined;

const asksBirth = /\b(?:birth|born|birthday|dob|expir\w+|valid)\b/u;

/** "oh three twenty five nineteen eighty" where a date was asked for: 03/25/1980. */
export const writeNumberDate: Rule = (scene, at) => {
  if (!asksBirth.test(`${scene.asked} ${wordsBefore(scene, at, 8)}`)) return undefined;
  const { digits, count, units } = runAt(scene, at);
  if (units.some(({ shape }) => shape === 'scale') && !/(?:19|20)\d\d$/u.test(digits))
    return undefined;
  const split = /^(\d{2})(\d{2})((?:19|20)\d{2})$/u.exec(digits) ?? byUnits(units);
  const [first, second] = [Number(split?.[1]), Number(split?.[2])];
  if (split === null || !(first >= 1 && second >= 1 && Math.min(first, second) <= 12))
    return undefined;
  if (Math.max(first, second) > 31) return undefined;
  return { at, count, text: split.slice(1, 4).join('/'), kind: 'date' };
};

/** "three twenty five nineteen eighty": a day or month to a piece. */
function byUnits(units: readonly Unit[]): readonly string[] | null {
  const [first, second, ...year] = units.map(({ digits }) => digits);
  const joined = year.join('');
  return first !== undefined && second !== undefined && /^(?:19|20)\d{2}$/u.test(joined)
    ? ['', first, second, joined]
    : null;
}

const slash = /^(?:slash|stroke)$/u;

/** "three slash four slash twenty six". */
export const writeSlashDate: Rule = (scene, at) => {
  const parts: string[] = [];
  let index = at;
  for (;;) {
    const { digits, count } = runAt(scene, index);
    if (count === 0 || digits.length > 4) return undefined;
    parts.push(digits);
    index += count;
    if (!slash.test(saidAt(scene, index)) || parts.length === 3) break;
    index += 1;
  }
  return parts.length >= 2
    ? { at, count: index - at, text: parts.join('/'), kind: 'date' }
    : undefined;
};

const weekdays = new Map(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ').flatMap((day) => [
    [day.toLowerCase(), day],
    [`${day.toLowerCase()}s`, `${day}s`],
    [`${day.toLowerCase()}'s`, `${day}'s`],
  ]),
);

export const writeWeekday: Rule = (scene, at) => {
  const day = weekdays.get(saidAt(scene, at));
  return day === undefined ? undefined : { at, count: 1, text: day, kind: 'date' };
};
