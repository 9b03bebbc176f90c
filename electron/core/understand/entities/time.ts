import { unitAt, wordsOf, type Word } from '../number-words.ts';
import type { Found, Setting } from './found.ts';

const asksTime = /\b(?:time|when|hour|o'?clock|what day)\b/iu;
type Half = 'am' | 'pm' | undefined;

/** "am", "a.m.", "a m", "in the morning" at `index`, and how many words it takes. */
function halfAt(words: readonly Word[], index: number): { half: Half; count: number } {
  const said = (offset: number): string => words[index + offset]?.text ?? '';
  if (said(0) === 'am' || said(0) === 'pm') return { half: said(0) as Half, count: 1 };
  if ((said(0) === 'a' || said(0) === 'p') && said(1) === 'm')
    return { half: said(0) === 'a' ? 'am' : 'pm', count: 2 };
  const oclock = said(0) === "o'clock" || said(0) === 'oclock' ? 1 : 0;
  if (said(oclock) === 'in' && said(oclock + 1) === 'the') {
    const part = said(oclock + 2);
    if (part === 'morning') return { half: 'am', count: oclock + 3 };
    if (part === 'afternoon' || part === 'evening') return { half: 'pm', count: oclock + 3 };
  }
  if (said(oclock) === 'tonight') return { half: 'pm', count: oclock + 1 };
  return { half: undefined, count: oclock };
}

function make(
  hour: number,
  minute: number,
  half: Half,
  confidence: number,
  start: number,
  end: number,
): Found | undefined {
  if (minute > 59 || hour > 23 || (half !== undefined && (hour > 12 || hour < 1))) return undefined;
  let hours = hour;
  if (half === 'pm' && hour < 12) hours += 12;
  if (half === 'am' && hour === 12) hours = 0;
  // Nobody makes an appointment for five in the morning: office hours decide.
  if (half === undefined && hour >= 1 && hour <= 6) hours += 12;
  const padded = String(minute).padStart(2, '0');
  return {
    entity: 'time',
    value: `${String(hours).padStart(2, '0')}:${padded}`,
    display: `${hours % 12 === 0 ? 12 : hours % 12}:${padded} ${hours < 12 ? 'AM' : 'PM'}`,
    confidence,
    start,
    end,
  };
}

/** The hour and minutes that begin at `index`: "10:30", "ten thirty", "ten oh five", "ten". */
function clockAt(
  words: readonly Word[],
  index: number,
  text: string,
): { hour: number; minute: number; count: number; minutes: boolean; end: number } | undefined {
  const first = unitAt(words, index);
  if (first === undefined || first.digits.length > 2) return undefined;
  const hour = Number(first.digits);
  if (hour > 23 || (first.spoken && (hour > 12 || hour === 0))) return undefined;
  const second = unitAt(words, index + first.words);
  const gap = second === undefined ? '' : text.slice(first.end, second.start);
  if (second !== undefined && !second.spoken && second.digits.length === 2 && /^[:.]$/u.test(gap))
    return {
      hour,
      minute: Number(second.digits),
      count: first.words + second.words,
      minutes: true,
      end: second.end,
    };
  if (second !== undefined && second.spoken && first.spoken && /^\s+$/u.test(gap)) {
    const minute = Number(second.digits);
    if (second.digits.length === 2 && minute >= 10 && minute < 60)
      return { hour, minute, count: first.words + second.words, minutes: true, end: second.end };
    const third = unitAt(words, index + first.words + second.words);
    if (second.digits === '0' && third?.spoken === true && third.digits.length === 1)
      return {
        hour,
        minute: Number(third.digits),
        count: first.words + second.words + third.words,
        minutes: true,
        end: third.end,
      };
  }
  return { hour, minute: 0, count: first.words, minutes: false, end: first.end };
}

/** Times of day, written or spoken, as `HH:MM` of 24 hours. */
export function findTimes(text: string, setting: Setting): Found[] {
  const words = wordsOf(text);
  const found: Found[] = [];
  const add = (time: Found | undefined): boolean => time !== undefined && found.push(time) > 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as Word;
    const before = words[index - 1]?.text ?? '';
    if (word.text === 'noon' || word.text === 'midday')
      add(make(12, 0, 'pm', 0.95, word.start, word.end));
    else if (word.text === 'midnight') add(make(12, 0, 'am', 0.9, word.start, word.end));
    const join = words[index + 1]?.text;
    if ((word.text === 'half' || word.text === 'quarter') && (join === 'past' || join === 'to')) {
      const hour = clockAt(words, index + 2, text);
      if (hour !== undefined && !hour.minutes) {
        const minute = word.text === 'half' ? 30 : join === 'past' ? 15 : 45;
        const { half, count } = halfAt(words, index + 2 + hour.count);
        const end = words[index + 1 + hour.count + count]?.end ?? hour.end;
        const shifted = join === 'to' ? (hour.hour + 11) % 12 || 12 : hour.hour;
        if (add(make(shifted, minute, half, 0.9, word.start, end))) index += 1 + hour.count + count;
      }
      continue;
    }
    const clock = clockAt(words, index, text);
    if (clock === undefined) continue;
    if (/[$€£#:./,-]$/u.test(text.slice(0, word.start)) || /^[%/-]/u.test(text.slice(clock.end)))
      continue;
    const { half, count } = halfAt(words, index + clock.count);
    const colon = clock.minutes && text.slice(word.start, clock.end).includes(':');
    const cued = /^(?:at|around|about|by|till|until|before|after|from)$/u.test(before);
    const asked = asksTime.test(setting.asked);
    const sure = half !== undefined || count > 0 || colon;
    const whole = /\b(?:what|which) time\b/u.test(setting.asked) && words.length <= 3;
    if (/^\p{L}/u.test(text.slice(clock.end)) && half === undefined) continue;
    if (
      !sure &&
      !whole &&
      !(clock.minutes ? asked || (cued && before === 'at') : asked && before === 'at')
    )
      continue;
    const end = words[index + clock.count + count - 1]?.end ?? clock.end;
    if (add(make(clock.hour, clock.minute, half, sure ? 0.95 : 0.7, word.start, end)))
      index += clock.count + count - 1;
  }
  return found;
}
