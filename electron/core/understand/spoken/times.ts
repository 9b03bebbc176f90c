import { wordTable } from '../number-words.ts';
import { streetSuffixes } from '../entities/places.ts';
import { runAt, unitOf } from './digits.ts';
import { saidAt, wordsBefore, type Rule, type Scene } from './scene.ts';

/** @file Times of day: "half past three", "ten thirty a m", "at ten thirty". */

/** "a m", "pm" at a word: as it is written, and its words. */
function halfAt(scene: Scene, at: number): { readonly text: string; readonly words: number } {
  const first = saidAt(scene, at);
  if (/^[ap]\.?m\.?$/u.test(first)) return { text: first.startsWith('a') ? 'AM' : 'PM', words: 1 };
  const second = saidAt(scene, at + 1);
  // "at ten a message came": "a" belongs to "m" only where "m" stands alone.
  if ((first === 'a' || first === 'p') && second === 'm')
    return { text: first === 'a' ? 'AM' : 'PM', words: 2 };
  return { text: '', words: 0 };
}

function hourAt(
  scene: Scene,
  at: number,
): { readonly hour: number; readonly words: number } | undefined {
  const unit = unitOf(scene, at);
  if (unit === undefined || !/^(?:digit|tens)$/u.test(unit.shape)) return undefined;
  const hour = Number(unit.digits);
  return hour >= 1 && hour <= 23 ? { hour, words: unit.words } : undefined;
}

/** "thirty", "oh five" after an hour. */
function minuteAt(
  scene: Scene,
  at: number,
): { readonly minute: string; readonly words: number } | undefined {
  const unit = unitOf(scene, at);
  if (unit?.shape === 'tens' && Number(unit.digits) < 60)
    return { minute: unit.digits, words: unit.words };
  const next = unitOf(scene, at + 1);
  return unit?.digits === '0' && unit.words === 1 && next?.shape === 'digit'
    ? { minute: `0${next.digits}`, words: 2 }
    : undefined;
}

const partOfDay = /^(?:in the (?:morning|afternoon|evening)|at night|tonight|o'clock)/u;
const timeLead =
  /\b(?:at|by|until|till|before|after|from|around|between|about|past|and|to|or|for|is|it's) $/u;
const atLead = /\b(?:at|by|until|till|before|after|around|from|between) $/u;
const asksTime =
  /\b(?:what|which) time\b|\bwhen\b|\b(?:come|arrive|leaves?|departs?|open|close)s? at\b/u;

const restFrom = (scene: Scene, at: number): string =>
  scene.tokens
    .slice(at, at + 4)
    .map(({ said }) => said)
    .join(' ');

/** "at ten thirty oak street" is an address. */
export const beforeStreet = (scene: Scene, at: number): boolean =>
  [1, 2, 3].some((offset) => {
    const word = saidAt(scene, at + offset);
    return Object.hasOwn(streetSuffixes, word) && word.length > 2 && word !== 'way';
  });

/** "ten thirty a m", "five p m", "at ten thirty", "nine o'clock". */
export const writeClock: Rule = (scene, at) => {
  const hour = hourAt(scene, at);
  if (hour === undefined) return undefined;
  const after = at + hour.words;
  const minute = minuteAt(scene, after);
  const end = after + (minute?.words ?? 0);
  const half = halfAt(scene, end);
  // "at eighteen thirty": hours of the afternoon only with minutes, and no half of the day.
  if (hour.hour > 12 && (minute === undefined || half.words > 0)) return undefined;
  const count = end - at + half.words;
  const clock = minute === undefined ? String(hour.hour) : `${hour.hour}:${minute.minute}`;
  if (half.words > 0) return { at, count, text: `${clock} ${half.text}`, kind: 'time' };
  if (partOfDay.test(restFrom(scene, end)) && !/^tonight/u.test(restFrom(scene, end)))
    return { at, count, text: clock, kind: 'time' };
  const range = rangeEnd(scene, at, end);
  if (range) return { at, count, text: clock, kind: 'time' };
  // Without a sign of the half of the day: minutes, and nothing that makes it another number.
  if (minute === undefined || runAt(scene, at).count !== end - at) return undefined;
  const next = saidAt(scene, end);
  if (/^(?:dollars?|euros?|pounds?|percent|per|cents?|bucks|minutes?|days?|point)$/u.test(next))
    return undefined;
  const before = wordsBefore(scene, at, 2);
  const led = atLead.test(before) || (asksTime.test(scene.asked) && timeLead.test(before));
  const answer = asksTime.test(scene.asked) && scene.tokens.length <= 6;
  return (led || answer) && !beforeStreet(scene, end - 1) && !priceLead(scene, at)
    ? { at, count, text: clock, kind: 'time' }
    : undefined;
};

const priceLead = (scene: Scene, at: number): boolean =>
  /\b(?:cost|costs|price|priced|charged|sold|pay|paid|buy|bought|number|code|call|reach)\b/u.test(
    wordsBefore(scene, at, 6),
  );

/** "between two and four p m": the first one is a time because the second is. */
function rangeEnd(scene: Scene, at: number, end: number): boolean {
  if (!/\b(?:between|from|at|either) $/u.test(wordsBefore(scene, at, 1))) return false;
  if (!/^(?:and|to|or|till|until)$/u.test(saidAt(scene, end))) return false;
  const hour = hourAt(scene, end + 1);
  if (hour === undefined || hour.hour > 12) return false;
  const minute = minuteAt(scene, end + 1 + hour.words);
  const after = end + 1 + hour.words + (minute?.words ?? 0);
  return halfAt(scene, after).words > 0 || partOfDay.test(restFrom(scene, after));
}

const minutesPast: Readonly<Record<string, number>> = wordTable({
  ...{ half: 30, quarter: 15, five: 5, ten: 10, twenty: 20 },
});

/** "half past three", "a quarter to five", "twenty past four p m". */
export const writePastTo: Rule = (scene, at) => {
  const article = saidAt(scene, at) === 'a' && saidAt(scene, at + 1) === 'quarter' ? 1 : 0;
  const minutes = minutesPast[saidAt(scene, at + article)];
  const join = saidAt(scene, at + article + 1);
  if (minutes === undefined || !/^(?:past|to|after)$/u.test(join)) return undefined;
  const hour = hourAt(scene, at + article + 2);
  if (hour === undefined || hour.hour > 12) return undefined;
  const end = at + article + 2 + hour.words;
  if (unitOf(scene, end) !== undefined) return undefined;
  const half = halfAt(scene, end);
  const sure =
    minutes === 30 || minutes === 15 || half.words > 0 || partOfDay.test(restFrom(scene, end));
  // "ten to four" is a range of numbers unless something says it is a time.
  const answer = asksTime.test(scene.asked) && scene.tokens.length <= 6;
  if (
    join !== 'past' &&
    !(sure || answer || /\b(?:at|until|till|by) $/u.test(wordsBefore(scene, at, 1)))
  )
    return undefined;
  if (join === 'after' && minutes === 30) return undefined;
  const shifted = join === 'to' ? hour.hour - 1 || 12 : hour.hour;
  const minute = String(join === 'to' ? 60 - minutes : minutes).padStart(2, '0');
  const text = `${shifted}:${minute}${half.words > 0 ? ` ${half.text}` : ''}`;
  return { at, count: end - at + half.words, text, kind: 'time' };
};
