import { contentWords, isElliptic, wordsOf } from './words.ts';

/** What the decision whether to look something up is made from. */
export interface LookUpInput {
  /** The customer's turn. */
  readonly text: string;
  /** What the agent said last before it; empty when nothing was said. */
  readonly before: string;
  /** Whether anything was said before it. */
  readonly first: boolean;
}

/** Places of a sparse vector with their values. */
export type Features = readonly (readonly [place: number, value: number])[];

/** Hashed words and pairs of words of a text: no text can be read back from them. */
const buckets = 2048;
const beforeFrom = buckets;
const signsFrom = 2 * buckets;
const signCount = 20;
/** The bias stands last of the plain features. */
const biasAt = signsFrom + signCount;
/** Places without the vector; those of the turn's vector come after them. */
export const plainPlaces = biasAt + 1;

const weightOf = { words: 1.5, before: 1 } as const;
const turnWeight = 3;
const longestTurn = 80;
/** Of the agent's turn the end counts: there stands the question. */
const longestBefore = 14;

/** FNV-1a with a last mixing, into the buckets. */
function bucketOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 16777619);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % buckets;
}

const withoutNumbers = (word: string): string => (/\d/.test(word) ? '#' : word);

const fillers =
  'ok|okay|great|thanks|thank you|yes|also|and|but|so|uh|um|umm|oh|well|awesome|perfect';
const asksFirst = new RegExp(
  `^(?:\\W*(?:${fillers})\\W+)*(?:what|how|where|when|who|which|why|whats|can i|do i|is there)\\b`,
);
const asksInside =
  /\b(?:is|are|do|does|did|can|could|will|would|has|have|am)\s+(?:it|they|there|you|the|that|this|i|he|she|we|any|my)\b/;

/** What the form of the turn and of the one before it says. */
function signsOf({ text, before, first }: LookUpInput): number[] {
  const said = text.slice(0, 2_000).toLowerCase();
  const words = wordsOf(said);
  const sign = (test: boolean): number => (test ? 1 : 0);
  return [
    sign(said.includes('?')),
    sign(asksFirst.test(said)),
    sign(asksInside.test(said)),
    sign(/\b(?:please|can you|could you)\b/.test(said)),
    sign(/\d/.test(said)),
    Math.log1p(words.length) / 3,
    Math.log1p(contentWords(said).length) / 2,
    sign(/\?\s*$/.test(before)),
    sign(first),
    sign(before === ''),
    sign(/\b(?:thank|thanks|bye|goodbye|cheers)\b/.test(said)),
    sign(/^(?:yes|no|yeah|nope|yep|sure|ok|okay)\b/.test(said)),
    sign(isElliptic(said)),
    sign(/\b(?:i need|i want|i'd like|i would like|looking for|book)\b/.test(said)),
    sign(/\b(?:it|its|they|their|them|there|that|this)\b/.test(said)),
  ];
}

function hashed(words: readonly string[], prefix: string): Set<number> {
  const places = new Set<number>();
  for (const [at, word] of words.entries()) {
    places.add(bucketOf(`${prefix}${word}`));
    places.add(bucketOf(`${prefix}${words[at - 1] ?? '^'} ${word}`));
  }
  return places;
}

/** The features that need no encoder. */
export function plainFeatures(input: LookUpInput): Features {
  const features: [number, number][] = [];
  const words = wordsOf(input.text.slice(0, 4_000)).map(withoutNumbers).slice(0, longestTurn);
  const own = hashed(words, '');
  own.add(bucketOf(`${words.at(-1) ?? '^'} $`));
  for (const [at, word] of words.slice(0, 3).entries()) own.add(bucketOf(`${at}^${word}`));
  for (const place of own) features.push([place, weightOf.words / Math.sqrt(own.size)]);
  const said = wordsOf(input.before.slice(-400)).map(withoutNumbers).slice(-longestBefore);
  const before = hashed(said, 'P');
  for (const place of before)
    features.push([beforeFrom + place, weightOf.before / Math.sqrt(before.size)]);
  for (const [at, value] of signsOf(input).entries())
    if (value !== 0) features.push([signsFrom + at, value]);
  features.push([biasAt, 1]);
  return features;
}

/** The features of the turn's vector, after the plain ones. */
export const vectorFeatures = (turn: Float32Array): Features =>
  Array.from(turn, (value, at) => [plainPlaces + at, value * turnWeight] as const);
