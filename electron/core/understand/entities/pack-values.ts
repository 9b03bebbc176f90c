import type { PackEntity } from '#domain/pack.ts';
import { wordsOf, type Word } from '../number-words.ts';
import { heard, likenessOf, type Heard } from './closest.ts';
import { titleCase, type Found, type Setting } from './found.ts';

/** Likeness at which a misheard closed value counts: anywhere, and as an answer about it. */
const nearEnough = { anywhere: 0.86, answer: 0.66, oneWord: 0.62 } as const;
/** By how much the best must beat the second. */
const margin = 0.08;
/** How near before the match a cue must stand, UTF-16 units (the pack format says so). */
export const cueReach = 40;

export interface Value {
  readonly value: string;
  readonly phrases: readonly {
    readonly text: string;
    readonly words: number;
    readonly as: Heard;
  }[];
}

/** An entity with a closed list of values, ready to be looked for. */
export interface ClosedEntity {
  readonly entity: PackEntity;
  readonly values: readonly Value[];
  /** Words by which the agent asks for it. */
  readonly topics: readonly string[];
}

export const closedEntity = (entity: PackEntity): ClosedEntity => ({
  entity,
  values: Object.entries(entity.values ?? {}).map(([value, said]) => ({
    value,
    phrases: [...new Set([value.replaceAll('_', ' '), ...said].map((text) => text.toLowerCase()))]
      .map((text) => ({ text, words: wordsOf(text).length, as: heard(text) }))
      .sort((a, b) => b.words - a.words),
  })),
  topics: [...entity.cues, ...entity.title.split(/\W+/u)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 3),
});

/** Whether a cue of the entity stands in the words before it; always so when it has none. */
export const hasCue = (entity: PackEntity, before: string): boolean =>
  entity.cues.length === 0 || entity.cues.some((cue) => before.includes(cue.toLowerCase()));

/** "i was just checking my savings account": an -ing word after these is something one does. */
const doing = /\b(?:i'm|am|is|are|was|were|just|be|been|for|by|keep|of|you're) $/iu;

/** Closed values by exact words, by near ones, and as a misheard answer to a question about it. */
export function findValues(
  { entity, values, topics }: ClosedEntity,
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
        score = Math.max(score, phraseLikeness(said, as, phrase, floor));
    if (best === undefined || score > best.score) best = { value, score, second: best?.score ?? 0 };
    else if (score > best.second) best = { ...best, second: score };
  }
  return best;
}

/**
 * Of several words the least alike counts as much as the whole: "possible gas" is not "prairie gas"
 * because both end in gas.
 */
function phraseLikeness(
  said: string,
  as: Heard,
  phrase: { readonly text: string; readonly words: number; readonly as: Heard },
  floor: number,
): number {
  const whole = likenessOf(as, phrase.as, floor);
  if (phrase.words === 1 || whole < floor) return whole;
  const [saidWords, words] = [said.split(' '), phrase.text.split(' ')];
  if (saidWords.length !== words.length) return whole;
  const least = Math.min(
    ...words.map((word, index) => likenessOf(heard(word), heard(saidWords[index] ?? ''))),
  );
  return (whole + least) / 2;
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
