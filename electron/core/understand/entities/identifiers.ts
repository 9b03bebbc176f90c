import { isIP } from 'node:net';
import { passesIban } from '../personal-data/luhn.ts';
import type { Found } from './found.ts';

/** @file Numbers and addresses of persons and machines that show by their form. */

const make = (
  entity: string,
  value: string,
  confidence: number,
  start: number,
  end: number,
): Found => ({ entity, value, display: value, confidence, start, end });

const ibanShape = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z\d]){11,30}(?![\p{L}\p{N}])/giu;
/** Characters of the IBANs of the countries that use them most (SWIFT IBAN registry). */
const ibanLengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, CH: 21, CR: 22 },
  ...{ CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27 },
  ...{ GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IS: 26 },
  ...{ IT: 27, KW: 30, KZ: 20, LB: 28, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MD: 24, ME: 22 },
  ...{ MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29 },
  ...{ RO: 24, RS: 22, SA: 24, SE: 24, SI: 19, SK: 24, SM: 27, TN: 24, TR: 26, UA: 29, VA: 22 },
  ...{ XK: 20, VG: 24, JO: 30, IQ: 23, BY: 28, LC: 32, SC: 31, ST: 25, SV: 28, TL: 23, LY: 25 },
};
const ibanCue = /\biban\b[^\n]{0,30}$/iu;

/**
 * IBANs. One that fails its check digits is still an account number somebody gave: it counts, with
 * less confidence, when it has its country's length or the word stands before it.
 */
export function findIbans(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(ibanShape)) {
    const upper = match[0].toUpperCase();
    const country = upper.slice(0, 2);
    const length = ibanLengths[country];
    const all = upper.replace(/[ -]/gu, '');
    const cued = ibanCue.test(text.slice(Math.max(0, match.index - 40), match.index));
    // Words after it may look like more of it: the country says how long it is.
    const size = length ?? all.length;
    const said = all.length < size ? undefined : prefixOf(match[0], size);
    if (said === undefined || (length === undefined && !cued)) continue;
    const after = match[0].charAt(said.length);
    if (after !== '' && after !== ' ') continue;
    const value = said.toUpperCase().replace(/[ -]/gu, '');
    const valid = passesIban(value);
    if (!valid && !cued && (length === undefined || !/\d{6}/u.test(value))) continue;
    found.push({
      ...make(
        'iban',
        value,
        valid ? 0.99 : cued ? 0.9 : 0.7,
        match.index,
        match.index + said.length,
      ),
      display: value.replace(/(.{4})(?=.)/gu, '$1 '),
    });
  }
  return found;
}

/** The first `size` letters and digits of `text`, with what stands between them. */
function prefixOf(text: string, size: number): string {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/[a-z\d]/iu.test(text.charAt(at))) count += 1;
    if (count === size) return text.slice(0, at + 1);
  }
  return text;
}

const ssnShape = /(?<![\d-])(?!000)\d{3}([- ])\d{2}\1\d{4}(?![\d-])/gu;
const ssnCue = /\b(?:ssn|social(?: security)?(?: (?:number|no|#))?)\b[^\d\n]{0,30}$/iu;
const nineDigits = /(?<![\d-])\d{9}(?![\d-])/gu;

/** US social security numbers: by their hyphens, or nine digits after the words. */
export function findSsns(text: string): Found[] {
  const found: Found[] = [];
  for (const pattern of [ssnShape, nineDigits])
    for (const match of text.matchAll(pattern)) {
      const cued = ssnCue.test(text.slice(Math.max(0, match.index - 60), match.index));
      if (!cued && match[1] !== '-') continue;
      const value = match[0].replace(/\D/gu, '');
      found.push(make('ssn', value, cued ? 0.98 : 0.9, match.index, match.index + match[0].length));
    }
  return found;
}

const ipShape =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3})(?![\w:]|\.\d)/giu;

/** IPv4 and IPv6 addresses. */
export function findIpAddresses(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(ipShape)) {
    // "10:30:15" is a time and "::" nothing.
    const version = isIP(match[0]);
    if (version === 0 || (version === 6 && match[0].length < 6)) continue;
    found.push(
      make('ip_address', match[0].toLowerCase(), 0.97, match.index, match.index + match[0].length),
    );
  }
  return found;
}

const urlShape = /(?<![\p{L}\p{N}@])(?:https?:\/\/|www\.)[^\s<>"']{3,2000}/giu;
const topLevel =
  'com|org|net|edu|gov|mil|int|info|biz|name|io|app|dev|shop|store|online|site|tech|ai|cloud|me|tv|uk|de|fr|es|it|nl|be|ch|at|dk|se|no|fi|is|pl|cz|sk|hu|ro|bg|gr|pt|ie|eu|us|ca|mx|br|ar|cl|co|au|nz|jp|cn|kr|in|sg|hk|za|ru|ua|tr|il|ee|lv|lt|si|hr|rs|cy|mt|lu|li';
const domainShape = new RegExp(
  `(?<![\\p{L}\\p{N}@._+-])(?:[a-z\\d][a-z\\d-]{0,62}\\.){1,4}(?:${topLevel})(?![\\p{L}\\p{N}@-]|\\.[a-z])(?:/[^\\s<>"']{0,500})?`,
  'giu',
);
const spokenUrl = new RegExp(
  `\\b(?:(?:w ?w ?w|triple w|www) dot )?(?:[a-z\\d]{2,30}(?: (?:dash|hyphen) [a-z\\d]{1,30}){0,3} dot ){1,3}(?:${topLevel})\\b`,
  'giu',
);
const trailing = /[.,;:!?)\]}>'"’”]+$/u;

/** Web addresses and names of machines, written or spoken ("example dot com"). */
export function findUrls(text: string): Found[] {
  const found: Found[] = [];
  const add = (value: string, confidence: number, start: number, end: number): void => {
    if (!found.some((other) => other.start < end && start < other.end))
      found.push(make('url', value, confidence, start, end));
  };
  for (const match of text.matchAll(urlShape)) {
    const said = match[0].replace(trailing, '');
    if (/\.|localhost/u.test(said))
      add(said.toLowerCase(), 0.97, match.index, match.index + said.length);
  }
  for (const match of text.matchAll(domainShape)) {
    const said = match[0].replace(trailing, '');
    // "end.No" of a missing blank: a known ending with a capital begins a sentence.
    if (!/\.(?:com|org|net)\b/iu.test(said) && /\.\p{Lu}\p{Ll}/u.test(said)) continue;
    add(said.toLowerCase(), 0.85, match.index, match.index + said.length);
  }
  if (/ dot /iu.test(text))
    for (const match of text.matchAll(spokenUrl)) {
      const value = match[0]
        .toLowerCase()
        .replace(/^(?:w ?w ?w|triple w) dot /u, 'www.')
        .replace(/ dot /gu, '.')
        .replace(/ (?:dash|hyphen) /gu, '-');
      add(value, 0.75, match.index, match.index + match[0].length);
    }
  return found;
}

const licence =
  /\b(?:driv(?:er'?s?|ers’?|ing|er’s)[ -]licen[cs]e|licen[cs]e (?:number|no\.?|#)|d\.?l\.? (?:number|no\.?|#))\b[^\d\n]{0,40}?[ :#]((?=[a-z\d -]{0,12}\d)[a-z]{0,3}\d(?:[ -]?[a-z\d]){3,18})(?![\p{L}\p{N}])/giu;

/** Numbers of driving licences: their forms differ by state, so the words must stand before them. */
export function findDriverLicences(text: string): Found[] {
  return [...text.matchAll(licence)].flatMap((match) => {
    const said = (match[1] ?? '').replace(/(?: [a-z]+)+$/iu, '');
    const start = match.index + match[0].length - (match[1] ?? '').length;
    return [
      make(
        'driver_licence',
        said.toUpperCase().replace(/[ -]/gu, ''),
        0.9,
        start,
        start + said.length,
      ),
    ];
  });
}
