import { basename, extname } from 'node:path';
import { visible } from './encoding.ts';
import type { ReadEvent, SourceDocument } from './source-document.ts';

/** @file What every format shares: titles, dates and the words an author writes for them. */

/** All that a source says of a document besides its path. */
export type Said = { -readonly [K in keyof Omit<SourceDocument, 'path'>]?: SourceDocument[K] };

export const problem = (path: string, message: string): ReadEvent => ({
  problem: { path, message },
});

/** "how-to_return.md" says "How to return". */
export function titleOfPath(path: string): string {
  const name = basename(path, extname(path))
    .replaceAll(/[-_+\s]+/g, ' ')
    .trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const oneLine = (text: string): string => visible(text).replaceAll(/\s+/g, ' ').trim();

/** The first of some lines that says anything, cut to what a title or name may be. */
export function firstLine(...texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const line = oneLine(text ?? '');
    if (line !== '') return line.length > 200 ? `${line.slice(0, 199).trimEnd()}…` : line;
  }
  return undefined;
}

/** What every reader says of a file in which nobody would see a word. */
export const noText = 'There is no text in it; write the article, or take the file out.';

/**
 * A document with its empty parts left out, or the problem that nothing of it can be seen.
 * Decided here for every format: what is left when invisible characters are gone is known here.
 */
export function documentOf(path: string, said: Said & { readonly body: string }): ReadEvent {
  const body = visible(said.body).trim();
  if (!/[^\s\p{Cf}]/u.test(body)) return problem(path, noText);
  const rest = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && value !== ''),
  );
  const title = firstLine(said.title, titleOfPath(path)) ?? 'Untitled';
  return { document: { ...rest, path, title, body: `${body}\n` } };
}

/** A calendar day as YYYY-MM-DD, or undefined for anything else, February 31st included. */
export function dayOf(value: unknown): string | undefined {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  const text = typeof value === 'string' ? value.trim() : '';
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ]\d)/.exec(text)?.[1];
  if (day === undefined) return undefined;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : undefined;
}

/** Milliseconds since 1970 of an ISO or HTTP date, or of seconds or milliseconds as a number. */
export function instantOf(value: unknown): number | undefined {
  if (value instanceof Date) return instantOf(value.getTime());
  if (typeof value === 'number')
    return Number.isFinite(value) && value > 0
      ? Math.round(value < 100_000_000_000 ? value * 1_000 : value)
      : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) return instantOf(Number(text));
  // Other forms ("03/04/2025") mean different days in different countries.
  if (!/^\d{4}-\d{2}(-\d{2})?|^[A-Z][a-z]{2},? /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= 0 ? undefined : at;
}

/** Whom it is for. A word nobody knows means agents only: the careful side. */
export function audienceOf(value: unknown): 'agent' | 'customer' | undefined {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (word === '') return undefined;
  return /^(customers?|public|everyone|everybody|all|external|visitors?|users?|end[- ]users?)$/.test(
    word,
  )
    ? 'customer'
    : 'agent';
}

/** `en-us` and `EN_us` are `en-US`. */
export function languageOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim().replaceAll('_', '-') : '';
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text) || text.length > 12) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    // Well-formed to the eye and still no language: not worth a word.
    return undefined;
  }
}

/** Words of a status by which an author takes a document back. */
export const isWithdrawn = (status: unknown): boolean =>
  typeof status === 'string' &&
  /^(draft|archived?|withdrawn|retired|obsolete|deprecated|deleted|unpublished|expired|hidden|inactive)$/i.test(
    status.trim(),
  );

/** `true`, `yes`, `1`. */
export const isYes = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && /^(true|yes|y|1|x)$/i.test(value));
