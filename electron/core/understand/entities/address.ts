import { usStates } from '#domain/us-states.ts';
import { unitAt, wordsOf, type Word } from '../number-words.ts';
import { titleCase, type Found, type Setting } from './found.ts';
import { spellOut } from './spelling.ts';
import { addressFillers, stateCodes, streetSuffixes } from './places.ts';

const ordinalTail = /^(?:st|nd|rd|th)$/u;
const maximumStreetWords = 4;
const maximumCityWords = 4;

/** Words of the text; "1st" is one word, not a number and a suffix. */
function addressWords(text: string): Word[] {
  const merged: Word[] = [];
  for (const word of wordsOf(text)) {
    const last = merged.at(-1);
    if (last !== undefined && last.end === word.start && /^\d+$/u.test(last.text)) {
      // "1st" and "12b"
      if (ordinalTail.test(word.text) || word.text.length === 1) {
        merged[merged.length - 1] = {
          text: last.text + word.text,
          start: last.start,
          end: word.end,
        };
        continue;
      }
    }
    merged.push(word);
  }
  return merged;
}

interface Digits {
  readonly digits: string;
  readonly next: number;
  readonly end: number;
}

/** Digits as written or dictated from `index`: as many pieces as fit into `most` digits. */
function digitsAt(words: readonly Word[], index: number, most: number): Digits | undefined {
  let digits = '';
  let next = index;
  let end = 0;
  for (;;) {
    let at = next;
    if (digits !== '') while (/^(?:uh|um|uhm|er)$/u.test(words[at]?.text ?? '')) at += 1;
    const unit = unitAt(words, at);
    if (unit === undefined || digits.length + unit.digits.length > most) break;
    digits += unit.digits;
    next = at + unit.words;
    end = unit.end;
    if (digits.length === most) break;
  }
  return digits === '' ? undefined : { digits, next, end };
}

interface State {
  readonly code: string;
  readonly next: number;
  readonly end: number;
}

function stateAt(words: readonly Word[], index: number, text: string): State | undefined {
  for (const size of [3, 2, 1]) {
    const part = words.slice(index, index + size);
    const code =
      part.length === size ? usStates[part.map((word) => word.text).join(' ')] : undefined;
    if (code !== undefined) return { code, next: index + size, end: part.at(-1)?.end ?? 0 };
  }
  const word = words[index];
  if (word === undefined) return undefined;
  const upper = word.text.toUpperCase();
  if (!stateCodes.has(upper)) return undefined;
  // "in", "or", "me" are words; as a state they stand in capitals or right before the zip code.
  const capitals = text.slice(word.start, word.end) === upper;
  const zip = digitsAt(words, index + 1, 5);
  return capitals || zip?.digits.length === 5
    ? { code: upper, next: index + 1, end: word.end }
    : undefined;
}

/** "New York, NY", "Washington DC": the first of two names of states is the city's. */
function lastStateAt(words: readonly Word[], index: number, text: string): State | undefined {
  const state = stateAt(words, index, text);
  return state !== undefined && stateAt(words, state.next, text) !== undefined ? undefined : state;
}

/** Where the street's name ends: the first suffix within reach that another one does not follow. */
function streetAt(words: readonly Word[], index: number, text: string): number | undefined {
  for (let at = index; at <= index + maximumStreetWords; at += 1) {
    const word = words[at];
    if (word === undefined || (at === index && addressFillers.has(word.text))) return undefined;
    // "two accounts, please close the old one": a comma ends a name.
    const before = at > index ? words[at - 1] : undefined;
    if (before !== undefined && /[,;!?]/u.test(text.slice(before.end, word.start)))
      return undefined;
    const suffix = streetSuffixes[word.text] !== undefined;
    if (suffix && (at > index || word.text === 'broadway')) {
      const next = words[at + 1]?.text ?? '';
      // "Avenue NW"; "Court Road" is one name, "Street St Paul" is not.
      const more = streetSuffixes[next] !== undefined && next !== 'st';
      return more || /^(?:[nsew]|[ns][ew])$/u.test(next) ? at + 1 : at;
    }
    if (/^\d+$/u.test(word.text)) return undefined;
  }
  return undefined;
}

const skipFillers = (words: readonly Word[], index: number): number => {
  let at = index;
  while (addressFillers.has(words[at]?.text ?? '')) at += 1;
  return at;
};

/**
 * US addresses, written or dictated ("nine ten first street forest ranch california seven eight
 * three eleven"): house number and street, then unit, city, state and zip code as far as they come.
 * Confidence grows with completeness; leading zeros are kept.
 */
export function findAddresses(text: string): Found[] {
  const words = addressWords(text);
  const found: Found[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const first = words[index] as Word;
    const suffixed = /^\d+[a-z]$/u.test(first.text);
    const house = suffixed
      ? { digits: first.text.toUpperCase(), next: index + 1, end: first.end }
      : /^\d+$/u.test(first.text)
        ? { digits: first.text, next: index + 1, end: first.end }
        : digitsAt(words, index, 6);
    if (house === undefined || house.digits.length > 6) continue;
    const street = streetAt(words, house.next, text);
    if (street === undefined) continue;
    const address = restOf(words, house, street, text, first.start);
    found.push(address.found);
    index = address.next - 1;
  }
  return found;
}

function restOf(
  words: readonly Word[],
  house: Digits,
  street: number,
  text: string,
  start: number,
): { found: Found; next: number } {
  const name = words
    .slice(house.next, street + 1)
    .map((word, at, all) =>
      /^(?:[nsew]|[ns][ew])$/u.test(word.text)
        ? word.text.toUpperCase()
        : at >= all.length - 2 && streetSuffixes[word.text] !== undefined
          ? (streetSuffixes[word.text] ?? word.text)
          : titleCase(word.text),
    )
    .join(' ');
  let next = street + 1;
  let end = words[street]?.end ?? house.end;
  let confidence = 0.5;
  let unit = '';
  if (/^(?:apartment|apt|unit|suite|ste|number)$/u.test(words[next]?.text ?? '')) {
    const number = words[next + 1];
    const digits = digitsAt(words, next + 1, 5);
    const label = digits?.digits ?? (number === undefined ? '' : number.text.toUpperCase());
    if (label !== '') {
      unit = ` ${/^s/u.test(words[next]?.text ?? '') ? 'Suite' : 'Apt'} ${label}`;
      next = digits?.next ?? next + 2;
      end = digits?.end ?? number?.end ?? end;
    }
  }
  next = skipFillers(words, next);
  const city: string[] = [];
  let at = next;
  let state = lastStateAt(words, at, text);
  while (state === undefined && city.length < maximumCityWords) {
    const word = words[at];
    if (word === undefined || unitAt(words, at) !== undefined) break;
    if (addressFillers.has(word.text) && word.text !== 'of') break;
    city.push(word.text);
    at += 1;
    state = lastStateAt(words, at, text);
  }
  const zipFrom = skipFillers(words, state?.next ?? at);
  const zip = digitsAt(words, zipFrom, 5);
  const hasZip = zip?.digits.length === 5;
  // Words after the street are its city only when a state or a zip code closes them.
  const closed = state !== undefined || hasZip;
  let place = '';
  if (closed) {
    const cityName = titleCase(city.join(' '));
    if (cityName !== '') confidence += 0.15;
    if (state !== undefined) confidence += 0.12;
    place = [cityName, state?.code ?? ''].filter((part) => part !== '').join(', ');
    next = state?.next ?? at;
    end = state?.end ?? words[at - 1]?.end ?? end;
    if (hasZip) {
      confidence += 0.2;
      place += ` ${zip.digits}`;
      next = zip.next;
      end = zip.end;
    }
  }
  const display = `${house.digits} ${name}${unit}${place === '' ? '' : `, ${place.trim()}`}`;
  return {
    found: {
      entity: 'address',
      // As it goes into the CRM; what compares addresses ignores case and commas.
      value: display,
      display,
      confidence: Math.min(0.97, confidence),
      start,
      end,
    },
    next,
  };
}

const asksZip = /\b(?:zip|post(?:al)? ?code)\b/iu;
const british =
  /\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?) ?\d[ABD-HJLNP-UW-Z]{2})\b/giu;
/** Where a code was asked for, also ones that Royal Mail has not given out (yet). */
const looseBritish = /(?<![A-Z\d])[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}(?![A-Z\d])/gu;
const canadian = /\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b/giu;

/** Postal codes: US ones where a cue, a state or the agent's question says so; GB and CA by form. */
export function findPostalCodes(text: string, setting: Setting): Found[] {
  const found: Found[] = [];
  const add = (value: string, confidence: number, start: number, end: number): void => {
    found.push({ entity: 'postal_code', value, display: value, confidence, start, end });
  };
  const asked = asksZip.test(setting.asked);
  const words = wordsOf(text);
  for (let index = 0; index < words.length;) {
    const zip = digitsAt(words, index, 5);
    if (zip === undefined) {
      index += 1;
      continue;
    }
    const start = words[index]?.start ?? 0;
    const before = text.slice(Math.max(0, start - 30), start);
    const cued = asksZip.test(before);
    const afterState = stateEndsAt(words, index, text);
    if (zip.digits.length === 5 && (cued || asked || afterState))
      add(zip.digits, cued || asked ? 0.92 : 0.8, start, zip.end);
    index = Math.max(zip.next, index + 1);
  }
  for (const pattern of [british, canadian])
    for (const match of text.matchAll(pattern))
      if (/\d/u.test(match[0]) && match[0].replace(/ /gu, '').length >= 5)
        add(match[0].toUpperCase(), 0.85, match.index, match.index + match[0].length);
  const spelled = spellOut(text, asked);
  if (spelled === undefined) return found;
  for (const pattern of [british, canadian, ...(asked ? [looseBritish] : [])])
    for (const match of spelled.text.matchAll(pattern)) {
      const start = spelled.at[match.index] ?? 0;
      const last = match.index + match[0].length;
      // Up to where the next thing is said, without the blanks before it.
      const end = start + text.slice(start, spelled.at[last] ?? text.length).trimEnd().length;
      if (!/\d/u.test(match[0]) || found.some((one) => one.start < end && start < one.end))
        continue;
      const value = match[0].replace(/ /gu, '').toUpperCase();
      const shown = pattern !== canadian ? value.replace(/(\d[A-Z]{2})$/u, ' $1') : value;
      const cued = asked || asksZip.test(text.slice(Math.max(0, start - 40), start));
      add(shown, cued ? 0.88 : 0.7, start, end);
    }
  return found;
}

const stateEndsAt = (words: readonly Word[], index: number, text: string): boolean =>
  [1, 2, 3].some((size) => index >= size && stateAt(words, index - size, text)?.next === index);
