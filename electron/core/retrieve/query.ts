/** A text of the query with its share in the meaning. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** What is looked for: the turn itself, and what was said before where the turn leans on it. */
export interface Query {
  /** Words for full text, the customer's last turn. */
  readonly words: string;
  /** Words of what went before, the intent and the entities; empty when there are none. */
  readonly context: string;
  /** Weights of the ranks by the turn's words and by the context's. */
  readonly wordsWeight: number;
  readonly contextWeight: number;
  /** Texts whose vectors are added with these weights. The first is the turn. */
  readonly meaning: readonly WeightedText[];
  readonly elliptic: boolean;
}

const stopWords = new Set(
  (
    'a about actually again all am an and any are as at be been but by can could did do does doing ' +
    'for from get go going got had has have hello help hey hi how i if im in is it its just know ' +
    'like me my need no not of oh ok okay on or our please really right see so sorry sure tell ' +
    'thank thanks that the their them then there they thing this to uh um us want was we well were ' +
    'what when where which who why will with would yeah yes you your'
  ).split(' '),
);

/** Words that point back at something said before. */
const pointers = /\b(it|its|that|this|those|these|they|them|one|ones|same|there|then|else)\b/i;

/** Lower-case words without apostrophes. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that say what a text is about. */
export const contentWords = (text: string): string[] =>
  wordsOf(text).filter((word) => !stopWords.has(word) && (word.length > 1 || /\d/.test(word)));

/**
 * Cuts the endings that tell one form of a word from another (replaced, replaces, replacement).
 * Only ever compared with itself; full text has its own stemmer in the store.
 */
export const stem = (word: string): string => {
  if (word.length < 5) return word.replace(/(?<=\w{2}[^s])s$/, '');
  const cut = word.replace(/(ements?|ments?|ations?|ings?|ers?|ies|ied|es|ed|ly|s|e|y)$/, '');
  return cut.length < 3 ? word : cut;
};

/**
 * Whether a turn cannot be understood alone: it has hardly a word of its own ("and for how
 * long?"), or few and points back ("how long does that take?").
 */
export function isElliptic(text: string): boolean {
  const own = new Set(contentWords(text)).size;
  return own <= 1 || (own <= 3 && pointers.test(text));
}

/**
 * Puts the query together.
 * @param history earlier turns of the customer, oldest first; at most the last three count
 * @param intent title of the intent in force
 */
export function composeQuery(input: {
  readonly text: string;
  readonly history: readonly string[];
  readonly intent?: string;
  readonly entities?: readonly string[];
}): Query {
  const elliptic = isElliptic(input.text);
  const earlier = input.history
    // "Yes." and "hello" carry no meaning into the next turn.
    .filter((text) => contentWords(text).length >= 2)
    .slice(-3)
    .reverse();
  const first = elliptic ? 0.7 : 0.25;
  const meaning: WeightedText[] = [{ text: input.text, weight: 1 }];
  for (const [age, text] of earlier.entries()) meaning.push({ text, weight: first / 2 ** age });
  if (input.intent !== undefined)
    meaning.push({ text: input.intent, weight: elliptic ? 0.5 : 0.3 });
  // Every word costs the index a walk through its passages, so a turn that stands by itself brings
  // only the intent.
  const context = [
    input.intent ?? '',
    ...(elliptic ? [...earlier.slice(0, 2), ...(input.entities ?? []).slice(-3)] : []),
  ].flatMap(contentWords);
  return {
    words: contentWords(input.text).join(' '),
    context: [...new Set(context)].join(' '),
    wordsWeight: elliptic ? 0.5 : 1,
    contextWeight: elliptic ? 1 : 0.3,
    meaning,
    elliptic,
  };
}
