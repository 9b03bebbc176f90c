import type { Found } from './found.ts';

/** @file Phone numbers of any country by their look, for finding personal data: a miss costs more. */

const shape =
  /(?<![\p{L}\p{N}$€£#]|\d[.,:/-])(?:\+ ?|\()?\d[\d ().-]{4,22}\d(?![\p{L}\p{N}]|[.,:/-]\d)/gu;
const before =
  /\b(?:(?:tele)?phones?|mobile|cell|call(?:ing)?|reach|contact|text|fax|tel|registered|whatsapp|sms|line|ring|dial|my number|number is)\b[^\d\n]{0,40}$/iu;
const after = /^[ -]{0,2}(?:office|fax|mobile|home|work|cell|phone|landline|direct|ext)\b/iu;
const other =
  /\b(?:order|account|acct|card|invoice|ticket|case|reference|ref|tracking|amount|policy|serial|routing|iban|confirmation|isbn|zip|post(?:al)? ?code|licen[cs]e|passport|id|ssn|social security|version|sku|model|part)\b[^\d\n]{0,25}$/iu;

/** Seven to fifteen digits written as people write phone numbers, or after words that ask for one. */
export function findLoosePhones(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(shape)) {
    let said = match[0];
    // An opening bracket that closes nothing, and the other way round.
    if (said.startsWith('(') !== said.includes(')') && said.startsWith('(')) said = said.slice(1);
    const start = match.index + match[0].length - said.length;
    const digits = said.replace(/\D/gu, '');
    if (digits.length < 7 || digits.length > 15 || / {2}|[.-]{2}/u.test(said)) continue;
    const groups = said.split(/[ ().-]+/u).filter((group) => group !== '').length;
    const lead = text.slice(Math.max(0, start - 60), start);
    const cued =
      before.test(lead) || after.test(text.slice(start + said.length, start + said.length + 12));
    if (/\b(?:apt|suite|unit|box|apartment|no)\.? $/iu.test(lead) && !cued) continue;
    const plus = said.startsWith('+') || /^00\d/u.test(said);
    if (!cued && !plus && other.test(lead)) continue;
    if (/^\d{4}-\d{2}-\d{2}|^(?:19|20)\d{2}[ -](?:19|20)\d{2}$/u.test(said)) continue;
    // One group of digits is a phone number where it is said to be, or has the length of one.
    if (!cued && !plus && groups === 1 && !/^(?:0\d{9,10}|\d{10})$/u.test(digits)) continue;
    if (!cued && !plus && groups > 6) continue;
    const confidence = cued ? 0.95 : plus ? 0.9 : groups > 1 ? 0.6 : 0.5;
    found.push({
      entity: 'phone',
      value: plus ? `+${digits.replace(/^00/u, '')}` : digits,
      display: said,
      confidence,
      start,
      end: start + said.length,
    });
  }
  return found;
}
