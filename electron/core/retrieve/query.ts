import type { SubjectInForce } from './subject/in-force.ts';
import { contentWords, isElliptic, leansBack, longestOfText } from './words.ts';

/** Something said before the turn that is looked up. */
export interface SaidBefore {
  readonly speaker: 'customer' | 'agent';
  readonly text: string;
}

/** Whether the intent in force was said before the turn, by the turn, or by both. */
export type IntentFrom = 'before' | 'turn' | 'both';

/** A text of the query with its share in the meaning. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** One way to read a question. */
export interface Reading {
  /** Words for full text. */
  readonly words: string;
  /** Texts whose vectors are added with these weights. The first is the turn. */
  readonly meaning: readonly WeightedText[];
  /** What the best passage should cover. */
  readonly asked: string;
}

/** What is looked for: the turn itself, and what was said before where the turn leans on it. */
export interface Query extends Reading {
  readonly elliptic: boolean;
  /**
   * The turn without the talk, where it may be a question of its own: the customer has changed the
   * subject, or it only reads so. Absent where nothing else is in the query, or it says too little.
   */
  readonly alone?: Reading;
  /** The question with what it leans on, where it does not say so itself. */
  readonly understoodAs?: string;
}

/**
 * Weights of what was said before, chosen on the packs' questions; with a subject in force on
 * kb_retrieval, where more of it only harms: who asks after a named thing says what about it. For
 * a turn that is not elliptic they fade with the words it has of its own (`leansBack`): at full
 * weight the matter before decides what is found when the customer has changed the subject.
 */
const weights = {
  elliptic: 1,
  plain: 0.5,
  bareWithSubject: 0.3,
  /** Of what the agent said, and only for a turn that cannot be understood alone. */
  agent: 0.7,
  intent: 0.2,
} as const;
/** Turns before it that a turn may lean on. */
const turnsBack = 4;
const wordsShown = 14;
/** Words of what was said before that full text looks for: each costs a walk through the index. */
const wordsBefore = 8;

/** Enough of a long text to know what it asks: its questions, its beginning and its end. */
export function essenceOf(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length <= longestOfText) return text;
  const questions = text.slice(0, 100_000).match(/[^.!?\n]{8,300}\?/g) ?? [];
  return [...words.slice(0, 40), ...questions.slice(0, 5), ...words.slice(-60)].join(' ');
}

const shorten = (text: string): string => {
  const words = text.trim().split(/\s+/);
  return words.length <= wordsShown ? text.trim() : `${words.slice(0, wordsShown).join(' ')} …`;
};

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

/** Subjects that are meant together with the best one. */
const together = 0.75;

/** The words that tell, of the latest turns first. */
const wordsOfTalk = (turns: readonly string[]): string[] =>
  [...new Set(turns.flatMap((turn) => contentWords(essenceOf(turn))))].slice(0, wordsBefore);

function understanding(
  text: string,
  elliptic: boolean,
  earlier: readonly SaidBefore[],
  subjects: readonly SubjectInForce[],
): string | undefined {
  if (subjects.some(({ named }) => named)) return undefined;
  const meant = subjects.filter(({ weight }) => weight >= together);
  if (meant.length > 0) return `${shorten(text)} (${joined(meant.map(({ subject }) => subject))})`;
  const before = earlier.find(({ speaker }) => speaker === 'customer') ?? earlier[0];
  if (!elliptic || before === undefined) return undefined;
  return `${shorten(text)} (about: ${shorten(before.text)})`;
}

/**
 * Puts the query together.
 * @param turns what both said before, oldest first
 * @param intent title of the intent in force
 * @param intentFrom who said it: the talk before, the turn (it has changed the subject), or both (it
 *   goes on with the matter, and leans on the talk whatever its words)
 * @param subjects what the talk is about, best first
 */
export function composeQuery(input: {
  readonly text: string;
  readonly turns: readonly SaidBefore[];
  readonly intent?: string;
  readonly intentFrom?: IntentFrom;
  readonly entities?: readonly string[];
  readonly subjects?: readonly SubjectInForce[];
}): Query {
  const { subjects = [], entities = [] } = input;
  const text = essenceOf(input.text);
  const elliptic = isElliptic(text);
  const earlier = input.turns
    // "Yes." and "hello" carry no meaning into the next turn.
    .filter((turn) => contentWords(turn.text).length >= 2)
    .slice(-turnsBack)
    .reverse();
  const bare = new Set(contentWords(text)).size <= 1;
  const goesOn = elliptic || input.intentFrom === 'both';
  const leaning = goesOn ? 1 : leansBack(text);
  const share =
    subjects.length > 0
      ? bare
        ? weights.bareWithSubject
        : 0
      : (elliptic ? weights.elliptic : weights.plain) * leaning;
  const own: WeightedText[] = [{ text, weight: 1 }];
  const talk: WeightedText[] = [];
  const shares = { customer: share, agent: elliptic ? share * weights.agent : 0 };
  for (const turn of earlier) {
    if (shares[turn.speaker] === 0) continue;
    talk.push({ text: essenceOf(turn.text), weight: shares[turn.speaker] });
    shares[turn.speaker] /= 2;
  }
  if (input.intent !== undefined && (subjects.length === 0 || bare)) {
    const isOwn = input.intentFrom === 'turn';
    const weight = weights.intent * (isOwn ? 1 : leaning);
    if (weight > 0) (isOwn ? own : talk).push({ text: input.intent, weight });
  }
  const context = share === 0 ? [] : earlier.map((turn) => turn.text);
  const extra = elliptic && subjects.length === 0 ? entities.slice(-3) : [];
  const understoodAs = understanding(text, elliptic, earlier, subjects);
  return {
    words: [input.text, ...wordsOfTalk(context), ...extra].join(' '),
    meaning: [...own, ...talk],
    asked: elliptic ? [text, ...context].join(' ') : text,
    elliptic,
    ...(!goesOn && talk.length > 0 && { alone: { words: input.text, meaning: own, asked: text } }),
    ...(understoodAs !== undefined && { understoodAs }),
  };
}
