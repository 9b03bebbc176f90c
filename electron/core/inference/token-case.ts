import type { PlacedToken } from './token-align.ts';

/** @file The case of each token as `token_type_ids`, for a tagger whose vocabulary is lower-cased. */

// The numbers of scripts/train/entity_tokens.py; a tagger says `earshot_case_types` in its config.json.
const UNKNOWN = 0;
const LOWER = 1;
const CAPITALISED = 2;
const UPPER = 3;
const MIXED = 4;
/** Added when a line ends between the word before (or the beginning of the text) and this one. */
const AFTER_BREAK = 5;

const isLower = (letter: string): boolean => letter === letter.toLowerCase();
const isUpper = (letter: string): boolean => letter === letter.toUpperCase();

/** LOWER also for a word without letters that have case. */
export function caseOf(word: string): number {
  const letters = [...word].filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  const [first, ...rest] = letters;
  if (first === undefined || letters.every(isLower)) return LOWER;
  if (letters.every(isUpper)) return rest.length > 0 ? UPPER : CAPITALISED;
  return !isLower(first) && rest.every(isLower) ? CAPITALISED : MIXED;
}

/**
 * One number per token of `placeTokens`; `[CLS]` and `[SEP]` have 0. Every token of a word has the
 * word's number. A text without any capital (recognised speech, hurried chat) says nothing about
 * case: UNKNOWN throughout.
 */
export function caseTypes(text: string, tokens: readonly PlacedToken[]): number[] {
  const cased = [...text].some((letter) => !isLower(letter));
  const types: number[] = [];
  let before = 0;
  for (let at = 0; at < tokens.length;) {
    let next = at + 1;
    while (next < tokens.length && tokens[next]?.first === false) next += 1;
    const start = tokens[at]?.start ?? 0;
    const end = tokens[next - 1]?.end ?? start;
    const type =
      (cased ? caseOf(text.slice(start, end)) : UNKNOWN) +
      (text.slice(before, start).includes('\n') ? AFTER_BREAK : 0);
    for (; at < next; at += 1) types.push(type);
    before = end;
  }
  return types;
}
