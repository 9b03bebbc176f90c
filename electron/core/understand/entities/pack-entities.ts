import type { PackEntity } from '#domain/pack.ts';
import { unitAt, wordsOf, type Word } from '../number-words.ts';
import { heard, likenessOf, type Heard } from './closest.ts';
import { titleCase, type Found, type Setting } from './found.ts';

/** How near before the match a cue must stand, UTF-16 units (the pack format says so). */
const cueReach = 40;
/** Likeness at which a misheard closed value counts: anywhere, and as an answer about it. */
const nearEnough = { anywhere: 0.86, answer: 0.55, oneWord: 0.62 } as const;
/** By how much the best must beat the second. */
const margin = 0.08;

interface Value {
  readonly value: string;
  readonly phrases: readonly {
    readonly text: string;
    readonly words: number;
    readonly as: Heard;
  }[];
}

interface Compiled {
  readonly entity: PackEntity;
  readonly pattern: RegExp | undefined;
  readonly values: readonly Value[];
  /** Words by which the agent asks for it. */
  readonly topics: readonly string[];
}

export interface PackEntityFinder {
  find(text: string, setting: Setting): Found[];
}

/** Compiles a pack's entities; throws where a pattern is no regular expression (the loader checks). */
export function createPackEntityFinder(entities: readonly PackEntity[]): PackEntityFinder {
  const compiled = entities.map((entity): Compiled => ({
    entity,
    pattern: entity.pattern === undefined ? undefined : new RegExp(entity.pattern, 'giu'),
    values: Object.entries(entity.values ?? {}).map(([value, said]) => ({
      value,
      phrases: [...new Set([value.replaceAll('_', ' '), ...said].map((text) => text.toLowerCase()))]
        .map((text) => ({ text, words: wordsOf(text).length, as: heard(text) }))
        .sort((a, b) => b.words - a.words),
    })),
    topics: [...entity.cues, ...entity.title.split(/\W+/u)]
      .map((word) => word.toLowerCase())
      .filter((word) => word.length > 3),
  }));
  return {
    find: (text, setting) => {
      const words = wordsOf(text);
      const digitised = digitise(text, words);
      return compiled.flatMap((one) => [
        ...byPattern(one, text, digitised, setting),
        ...byValue(one, text, words, setting),
      ]);
    },
  };
}

interface Digitised {
  readonly text: string;
  /** Place in the original text for each place in this one. */
  readonly at: readonly number[];
}

/** The text with spoken digits as figures, so that a pattern such as `\d{5}` finds dictated ones. */
function digitise(text: string, words: readonly Word[]): Digitised | undefined {
  let result = '';
  const at: number[] = [];
  let done = 0;
  let changed = false;
  const copy = (to: number): void => {
    for (; done < to; done += 1) {
      result += text[done];
      at.push(done);
    }
  };
  let lastEnd = -1;
  for (let index = 0; index < words.length;) {
    const unit = unitAt(words, index);
    if (unit === undefined || !unit.spoken) {
      index += 1;
      continue;
    }
    // Digits spoken in a row are one number: the blank between them goes.
    if (lastEnd >= 0 && /^\s+$/u.test(text.slice(lastEnd, unit.start))) done = unit.start;
    else copy(unit.start);
    for (const digit of unit.digits) {
      result += digit;
      at.push(unit.start);
    }
    done = unit.end;
    lastEnd = unit.end;
    changed = true;
    index += unit.words;
  }
  if (!changed) return undefined;
  copy(text.length);
  at.push(text.length);
  return { text: result, at };
}

const hasCue = (entity: PackEntity, before: string): boolean =>
  entity.cues.length === 0 || entity.cues.some((cue) => before.includes(cue.toLowerCase()));

function byPattern(
  { entity, pattern }: Compiled,
  text: string,
  digitised: Digitised | undefined,
  setting: Setting,
): Found[] {
  if (pattern === undefined) return [];
  const found: Found[] = [];
  const scan = (source: string, place: (index: number) => number, confidence: number): void => {
    for (const match of source.matchAll(pattern)) {
      const value = (match[1] ?? match[0]).trim();
      if (value === '') continue;
      const offset = match[1] === undefined ? 0 : match[0].indexOf(match[1]);
      const before = source.slice(Math.max(0, match.index - cueReach), match.index + offset);
      if (!hasCue(entity, `${setting.asked} ${before.toLowerCase()}`)) continue;
      const start = place(match.index + offset);
      const end = Math.max(start + 1, place(match.index + offset + value.length));
      if (found.some((other) => other.start < end && start < other.end)) continue;
      found.push({
        entity: entity.name,
        value,
        display: value,
        confidence,
        start,
        end: start + text.slice(start, end).trimEnd().length,
      });
    }
  };
  scan(text, (index) => index, 0.95);
  if (digitised !== undefined)
    scan(digitised.text, (index) => digitised.at[index] ?? text.length, 0.85);
  return found;
}

/** "i was just checking my savings account": an -ing word after these is something one does. */
const doing = /\b(?:i'm|am|is|are|was|were|just|be|been|for|by|keep|of|you're) $/iu;

function byValue(
  { entity, values, topics }: Compiled,
  text: string,
  words: readonly Word[],
  setting: Setting,
): Found[] {
  if (values.length === 0) return [];
  const found: Found[] = [];
  const asked = isQuestion(setting.asked) && topics.some((topic) => setting.asked.includes(topic));
  const longest = Math.max(
    ...values.flatMap(({ phrases }) => phrases.map((phrase) => phrase.words)),
  );
  for (let index = 0; index < words.length; index += 1) {
    const first = words[index] as Word;
    const before = text.slice(Math.max(0, first.start - cueReach), first.start).toLowerCase();
    if (!hasCue(entity, `${setting.asked} ${before}`)) continue;
    for (let size = Math.min(longest, words.length - index); size > 0; size -= 1) {
      const last = words[index + size - 1] as Word;
      const said = text.slice(first.start, last.end).toLowerCase();
      if (size > 1 && /[.?!\n]/u.test(said)) continue;
      if (size === 1 && common.has(said)) continue;
      const best = closestValue(values, said, size, nearEnough.anywhere);
      if (best === undefined || best.score < nearEnough.anywhere) continue;
      if (size === 1 && /ing$/u.test(said) && doing.test(before)) continue;
      found.push(make(entity, best.value, 0.6 + 0.37 * best.score, first.start, last.end));
      index += size - 1;
      break;
    }
  }
  if (found.length > 0 || !asked) return found;
  const misheard = answerValue(values, text, words, longest);
  return misheard === undefined
    ? []
    : [make(entity, misheard.value, 0.75 * misheard.score, misheard.start, misheard.end)];
}

function make(
  entity: PackEntity,
  value: string,
  confidence: number,
  start: number,
  end: number,
): Found {
  const display = /[\p{Lu}]/u.test(value) ? value : titleCase(value.replaceAll('_', ' '));
  return {
    entity: entity.name,
    value,
    display,
    confidence: Math.min(0.97, confidence),
    start,
    end,
  };
}

interface Closest {
  readonly value: string;
  readonly score: number;
  readonly second: number;
}

/** The value whose ways of being said come closest; scores below `floor` may be given as 0. */
function closestValue(
  values: readonly Value[],
  said: string,
  size: number,
  floor: number,
): Closest | undefined {
  for (const { value, phrases } of values)
    if (phrases.some((phrase) => phrase.text === said)) return { value, score: 1, second: 0 };
  // Short words are too easily like one another.
  if (said.length < 5) return undefined;
  const as = heard(said);
  let best: Closest | undefined;
  for (const { value, phrases } of values) {
    let score = 0;
    for (const phrase of phrases)
      if (phrase.words === size && phrase.text.length >= 5)
        score = Math.max(score, likenessOf(as, phrase.as, floor));
    if (best === undefined || score > best.score) best = { value, score, second: best?.score ?? 0 };
    else if (score > best.second) best = { ...best, second: score };
  }
  return best;
}

/** Words too common to be a misheard value. */
const common = new Set([
  ...['that', 'it', 'this', 'the', 'a', 'i', 'my', 'be', 'is', 'was', 'gonna', 'going', 'to'],
  ...[
    'no',
    'yes',
    'can',
    'you',
    'do',
    'please',
    'repeat',
    'would',
    'like',
    'need',
    'what',
    'of',
    'for',
  ],
  ...[
    'one',
    'have',
    'just',
    'know',
    "don't",
    'not',
    'sure',
    'want',
    'and',
    'or',
    'me',
    'with',
    'in',
  ],
]);

/** Whether the agent asked for something, and not just if that is all. */
const isQuestion = (asked: string): boolean =>
  /\?|\b(?:what|which|who|whose|where|name|is it|would you|do you)\b/u.test(asked) &&
  !/\banything else\b/u.test(asked);

/** The likeliest closed value in a short answer to a question about it: what was misheard. */
function answerValue(
  values: readonly Value[],
  text: string,
  words: readonly Word[],
  longest: number,
): { value: string; score: number; start: number; end: number } | undefined {
  if (words.length > 12) return undefined;
  let best:
    { value: string; score: number; second: number; start: number; end: number } | undefined;
  for (let index = 0; index < words.length; index += 1)
    for (let size = 1; size <= Math.min(longest + 1, words.length - index); size += 1) {
      const first = words[index] as Word;
      const last = words[index + size - 1] as Word;
      const said = text.slice(first.start, last.end).toLowerCase();
      if (words.slice(index, index + size).every((word) => common.has(word.text))) continue;
      for (const wanted of [size, size - 1, size + 1]) {
        const closest = closestValue(values, said, wanted, nearEnough.answer);
        // One word is more easily like another one than two are.
        const enough = size === 1 ? nearEnough.oneWord : nearEnough.answer;
        if (closest !== undefined && closest.score > Math.max(enough, best?.score ?? 0))
          best = { ...closest, start: first.start, end: last.end };
      }
    }
  return best !== undefined && best.score - best.second >= margin ? best : undefined;
}
