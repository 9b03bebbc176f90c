import type { CallAnswer } from '#domain/call.ts';
import type { Turn } from '#domain/conversation.ts';
import type { EntityInsight } from '#domain/insight.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import { tried } from './call-open.ts';
import type { Embed } from './checklist.ts';
import { stretchesOf, type Clause } from './clauses.ts';
import { commitmentsIn, dueIn } from './commitments.ts';
import { readQuestion, type AskedQuestion, type Wanted } from './ask-question.ts';
import { standingTurns } from './outcome.ts';
import { wordLikeness } from './sound-alike.ts';
import { wordsOf } from './words.ts';

/** How a quote is scored; chosen on one half of tests/eval/call-questions.yaml. */
export const askWeights = {
  words: 0.5,
  meaning: 0.5,
  /** Holds a value of the kind asked for. */
  kind: 0.2,
  /** Said by the one who was asked about. */
  speaker: 0.1,
  /** Words of the turn around a clause, and of the one before it, count this much. */
  beside: 0.6,
  /** What a question takes off: it asks, and does not answer. */
  question: 0.15,
  /** Below these nothing is answered: in all, and of words or meaning. */
  least: 0.4,
  leastWords: 0.5,
  leastMeaning: 0.5,
};
const mostQuotes = 3;
/** A further quote has to be this near to the best one. */
const nearBest = 0.75;
/** Clauses at most that are compared by meaning: of a call of two hours, those with the words. */
const mostEmbedded = 120;

interface Candidate {
  readonly turn: Turn;
  readonly clause: Clause;
  readonly entities: readonly EntityInsight[];
  /** 0 to 1. */
  words: number;
  meaning: number;
  readonly holds: boolean;
  readonly said: boolean;
}

const numberWord =
  /\b(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|first|second|third|fourth|once|twice|hundred)\b/i;
const unit =
  /\b(?:minutes?|hours?|days?|weeks?|months?|years?|times?|seats?|installments?|payments?|gigabytes?|gb|users?|boxes|orders?|items?|pieces)\b/i;
const timeWords =
  /\b(?:ago|since|until|yesterday|last (?:week|month|year|night)|this (?:morning|afternoon|evening|week)|right away|at once|\d{1,2} ?(?:am|pm)|before (?:one|two|three|noon)|at (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon))\b/i;

/** Whether a clause holds the kind of thing that is asked for. */
function holds(wanted: Wanted, text: string, entities: readonly EntityInsight[]): boolean {
  const has = (...kinds: readonly string[]): boolean =>
    entities.some(({ entity }) => kinds.includes(entity));
  switch (wanted.kind) {
    case 'entity':
      return has(...wanted.entities);
    case 'money':
      return has('money') || /\bfree\b|\bno (?:fee|charge|cost)\b/i.test(text);
    case 'time':
      return has('date', 'time', 'weekday') || dueIn(text) !== undefined || timeWords.test(text);
    case 'count':
      return numberWord.test(text) && unit.test(text);
    case 'promise':
      return commitmentsIn(text).some(({ kind }) => kind === 'promised');
    case 'place':
      return /\b(?:at|in|on|from|near) (?:the|a|an|my|our|his|her) \p{L}+/iu.test(text);
    case 'tried':
      return tried.test(text);
    case 'words':
      return false;
  }
}

/** How rare a word is in this call: one that is in every turn tells nothing. */
function rarities(
  words: readonly string[],
  turns: readonly (readonly string[])[],
): Map<string, number> {
  return new Map(
    words.map((word) => {
      const there = turns.filter((turn) =>
        turn.some((other) => wordLikeness(word, other) >= 0.85),
      ).length;
      return [word, Math.log(1 + (turns.length + 1) / (there + 0.5))];
    }),
  );
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

function candidatesOf(
  view: ConversationView,
  turns: readonly Turn[],
  asked: AskedQuestion,
): Candidate[] {
  const words = turns.map(({ text }) => wordsOf(text));
  const rarity = rarities(asked.about, words);
  const total = [...rarity.values()].reduce((sum, each) => sum + each, 0);
  const likeness = (word: string, among: readonly string[]): number =>
    among.reduce((most, other) => Math.max(most, wordLikeness(word, other)), 0);
  return turns.flatMap((turn, index) => {
    const insights = (view.insights[turn.id] ?? []).filter((insight) => insight.kind === 'entity');
    const before = turns[index - 1];
    const context = [
      ...(words[index] ?? []),
      ...(before?.speaker === turn.speaker ? [] : (words[index - 1] ?? [])),
    ];
    return stretchesOf(turn.text).flatMap((clause): Candidate[] => {
      const own = wordsOf(clause.text);
      if (own.length === 0) return [];
      const entities = insights.filter(({ evidence }) =>
        evidence.some(({ start }) => clause.start <= start && start < clause.end),
      );
      const share = asked.about.reduce(
        (sum, word) =>
          sum +
          (rarity.get(word) ?? 0) *
            Math.max(likeness(word, own), askWeights.beside * likeness(word, context)),
        0,
      );
      return [
        {
          turn,
          clause,
          entities,
          words: total === 0 ? 0 : share / total,
          meaning: 0,
          holds: holds(asked.wanted, clause.text, entities),
          said: asked.speaker === undefined || asked.speaker === turn.speaker,
        },
      ];
    });
  });
}

/** Whether only a clause that holds the kind can answer. */
const isStrict = ({ kind }: Wanted): boolean => kind !== 'words' && kind !== 'place';

function scoreOf(candidate: Candidate, asked: AskedQuestion): number {
  const { words, meaning } = candidate;
  const { wanted } = asked;
  // A value of the right kind answers by itself; for the rest the words have to be about it.
  const alone = wanted.kind === 'entity' || wanted.kind === 'promise' || wanted.kind === 'tried';
  const base = alone
    ? 0.5 + 0.3 * words + 0.2 * meaning
    : askWeights.words * words + askWeights.meaning * meaning;
  const kind = candidate.holds ? askWeights.kind : 0;
  const speaker = asked.speaker !== undefined && candidate.said ? askWeights.speaker : 0;
  const question = candidate.clause.isQuestion && !asked.asksForQuestion ? askWeights.question : 0;
  return Math.max(0, Math.min(1, base + kind + speaker - question));
}

/** Whether a quote is about what was asked, and not only of its kind. */
function enough({ words, meaning }: Candidate, score: number, asked: AskedQuestion): boolean {
  const { kind } = asked.wanted;
  if (score < askWeights.least) return false;
  if (kind === 'entity' || kind === 'promise' || kind === 'tried') return true;
  return words >= askWeights.leastWords || meaning >= askWeights.leastMeaning;
}

const noun: Partial<Record<Wanted['kind'], string>> = {
  money: 'No amount',
  time: 'No day or time',
};

function reasonOf(asked: AskedQuestion, heldAny: boolean): string {
  const { wanted } = asked;
  if (wanted.kind === 'entity' && !heldAny) return `No ${wanted.called} was named in this call.`;
  if (wanted.kind === 'promise') return 'Nothing was promised in this call.';
  const named = noun[wanted.kind];
  if (named !== undefined && !heldAny) return `${named} was named in this call.`;
  return 'Nothing in this call answers that.';
}

/** The value, where the best quote holds one of the kind and only one. */
function valueOf(wanted: Wanted, best: Candidate, all: readonly Candidate[]): string | undefined {
  const kinds =
    wanted.kind === 'entity' ? wanted.entities : wanted.kind === 'money' ? ['money'] : [];
  const distinct = (entities: readonly EntityInsight[]): EntityInsight[] => [
    ...new Map(
      entities.filter(({ entity }) => kinds.includes(entity)).map((each) => [each.value, each]),
    ).values(),
  ];
  const [value, ...others] = distinct(best.entities);
  if (value === undefined || others.length > 0) return undefined;
  if (
    /\b(?:over|under|about|around|almost|more than|less than|at (?:least|most)|up to)\b/i.test(
      best.clause.text,
    )
  )
    return undefined;
  // Of two order numbers in a call only the words can tell which one is meant.
  const elsewhere = distinct(all.flatMap(({ entities }) => entities));
  return elsewhere.length === 1 || best.words >= 0.5 ? value.display : undefined;
}

/**
 * Answers a question about a call with what was said in it, quoted: the clauses that share its words
 * and meaning and hold the kind of thing it asks for. Where none is near enough `quotes` is empty and
 * `reason` says so. `ms` is 0; who calls it knows the time. Rejects as the encoder does.
 */
export async function askCall(input: {
  readonly view: ConversationView;
  readonly pack: Pick<Pack, 'manifest'>;
  readonly question: string;
  readonly embed?: Embed;
}): Promise<CallAnswer> {
  const { view, pack, question, embed } = input;
  const none = (reason: string): CallAnswer => ({ question, quotes: [], reason, ms: 0 });
  if (wordsOf(question).length === 0) return none('The question has no words.');
  const turns = standingTurns(view);
  if (turns.length === 0) return none('Nothing has been said in this call yet.');
  const asked = readQuestion(question, pack);
  const { wanted } = asked;
  const all = candidatesOf(view, turns, asked);
  const held = all.filter((candidate) => candidate.holds);
  const fitting = (isStrict(wanted) ? held : all).filter(
    ({ turn, said }) =>
      (said || !asked.onlySpeaker) &&
      (wanted.kind !== 'promise' || turn.speaker === 'agent') &&
      (wanted.kind !== 'tried' || turn.speaker === 'customer'),
  );
  if (fitting.length === 0) return none(reasonOf(asked, held.length > 0));
  const near = fitting
    .toSorted((a, b) => b.words - a.words || b.turn.sequence - a.turn.sequence)
    .slice(0, mostEmbedded);
  if (embed !== undefined) {
    const [wantedVector, ...vectors] = await embed([
      question,
      ...near.map(({ clause }) => clause.text),
    ]);
    for (const [index, candidate] of near.entries()) {
      const vector = vectors[index];
      if (wantedVector !== undefined && vector !== undefined)
        candidate.meaning = Math.max(0, dot(wantedVector, vector));
    }
  }
  const ranked = near
    .map((candidate) => ({ candidate, score: scoreOf(candidate, asked) }))
    .toSorted((a, b) => b.score - a.score || b.candidate.turn.sequence - a.candidate.turn.sequence);
  const answering = ranked.filter(({ candidate, score }) => enough(candidate, score, asked));
  const [best] = answering;
  if (best === undefined) return none(reasonOf(asked, true));
  const quoted = answering
    .filter(({ score }) => score >= best.score * nearBest)
    .filter(
      ({ candidate }, index, list) =>
        list.findIndex((other) => other.candidate.turn.id === candidate.turn.id) === index,
    )
    .slice(0, mostQuotes);
  const value = valueOf(wanted, best.candidate, all);
  return {
    question,
    quotes: quoted.map(({ candidate: { turn, clause }, score }) => ({
      turn: turn.id,
      speaker: turn.speaker,
      text: turn.text.slice(clause.start, clause.end),
      span: { start: clause.start, end: clause.end },
      score: Math.round(score * 1_000) / 1_000,
    })),
    ...(value === undefined ? {} : { value }),
    ms: 0,
  };
}
