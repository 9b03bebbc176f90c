import { findEmails } from '../entities/codes.ts';
import { findIbans, findSsns } from '../entities/identifiers.ts';
import { findLoosePhones } from '../entities/loose-phones.ts';
import { placeholders } from './card-placeholders.ts';
import { redactionMasks } from './redactor.ts';

/**
 * Ids and digests that Earshot makes: prefix, eight base-36 digits of time and twenty hexadecimal
 * ones; UUIDs; SHA-256. Each holds a letter, so that no card number has their shape.
 */
const idShape =
  /(?<![\p{L}\p{N}])(?:[a-z]{2,30}-(?=[\da-z]{0,27}[a-z])[\da-z]{8}[\da-f]{20}|[a-z]{2,30}-0\d{5}|(?=[\d-]{0,35}[a-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\d{0,63}[a-f])[\da-f]{64})(?![\p{L}\p{N}])/giu;

/**
 * One text of a log line: card numbers, security codes, e-mail addresses, phone numbers, IBANs and
 * social security numbers give way to their names; Earshot's own ids stay readable.
 */
export function redactLogText(text: string): string {
  // Letters of the same length: no digits of an id can be read together with what stands beside it.
  const plain = text.replace(idShape, (id) => 'x'.repeat(id.length));
  const spans: { start: number; end: number; by: string }[] = [
    ...redactionMasks(plain).map(({ start, end, kind }) => ({
      start,
      end,
      by: placeholders[kind],
    })),
    ...findEmails(plain).map(({ start, end }) => ({ start, end, by: '[email]' })),
    ...findIbans(plain).map(({ start, end }) => ({ start, end, by: '[account]' })),
    ...findSsns(plain).map(({ start, end }) => ({ start, end, by: '[social security number]' })),
    ...findLoosePhones(plain)
      .filter(({ confidence }) => confidence >= 0.9)
      .map(({ start, end }) => ({ start, end, by: '[phone]' })),
  ];
  let result = '';
  let done = 0;
  // Where two overlap, both go: the second begins where the first ended.
  for (const { start, end, by } of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= done) continue;
    result += text.slice(done, Math.max(done, start)) + by;
    done = end;
  }
  return result + text.slice(done);
}
