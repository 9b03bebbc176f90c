import type { ChecklistTick } from '#domain/call.ts';
import type { Evidence, Turn } from '#domain/conversation.ts';
import type { Insight } from '#domain/insight.ts';
import type { Pack, PackChecklistItem } from '#domain/pack.ts';
import { stretchesOf, type Clause } from './clauses.ts';
import {
  compileCues,
  matchCue,
  tokensOf,
  type CueItem,
  type CueMatch,
  type CueToken,
} from './checklist-cues.ts';
import { aboutIntent, intentScores } from './outcome.ts';

/** Texts to vectors of unit length, in their order. */
export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

/** Only so many of the agent's newest turns are read: the older ones were read when they were new. */
const newestTurns = 40;

/** When a clause ticks an item; chosen on one half of tests/eval/checklist-lines.yaml. */
export const tickLimits = {
  /** By words alone. */
  words: 0.85,
  /** By words and meaning together. */
  both: 1,
  /** What a question takes off for a cue that is none, and the other way round. */
  otherMood: 0.15,
  /** With fewer of a cue's words than this nothing is ticked, however near the meaning. */
  fewest: 0.35,
  /** Only the item a clause says most of is ticked, and what comes so near. */
  behind: 0.2,
};

/** What an agent's clause says for one item. */
export interface ItemScore {
  /** 0 to 1. */
  readonly words: number;
  /** Cosine; 0 without an encoder, less for a question where the cue is none. */
  readonly meaning: number;
  /** Where the words of the best cue lie in the clause. */
  readonly match?: CueMatch;
}

export interface ChecklistInput {
  readonly pack: Pick<Pack, 'manifest'>;
  /** As in the view: corrected ones are not in it. */
  readonly turns: readonly Turn[];
  /** By turn; without them items of some intents only do not count. */
  readonly insights?: Readonly<Record<string, readonly Insight[]>>;
  /** What is ticked or was cleared, by item. */
  readonly ticked?: Readonly<Record<string, ChecklistTick>>;
  readonly embed?: Embed;
}

const compiled = new WeakMap<readonly PackChecklistItem[], readonly CueItem[]>();
const compiledOf = (items: readonly PackChecklistItem[]): readonly CueItem[] => {
  const known = compiled.get(items) ?? compileCues(items);
  compiled.set(items, known);
  return known;
};

/** The items that count in a conversation: those for all, and those about what it is about. */
export function checklistOf({
  pack,
  turns,
  insights = {},
}: Pick<ChecklistInput, 'pack' | 'turns' | 'insights'>): PackChecklistItem[] {
  const intents = new Set(
    intentScores({ turns, insights }, pack)
      .filter(({ score }) => score >= aboutIntent)
      .map(({ intent }) => intent),
  );
  return pack.manifest.checklist.filter(
    (item) => item.intents.length === 0 || item.intents.some((intent) => intents.has(intent)),
  );
}

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
};

/** A shorter cue or clause has no meaning of its own: "thank you", "take care". */
const shortest = 3;

/** How much a clause says for one item. */
export function scoreOf(
  clause: { readonly tokens: readonly CueToken[]; readonly isQuestion: boolean },
  item: CueItem,
  vectors?: { readonly clause: Float32Array; readonly cues: readonly Float32Array[] },
): ItemScore {
  const { tokens } = clause;
  let best: ItemScore = { words: 0, meaning: 0 };
  for (const [index, cue] of item.cues.entries()) {
    const match = matchCue(cue, tokens);
    const cueVector = vectors?.cues[index];
    const short = cue.words.length < shortest || tokens.length < shortest;
    const near =
      vectors === undefined || cueVector === undefined || short
        ? 0
        : dot(vectors.clause, cueVector);
    const off = cue.isQuestion === clause.isQuestion ? 0 : tickLimits.otherMood;
    const score = {
      words: (match?.score ?? 0) - off,
      meaning: near - off,
      ...(match === undefined ? {} : { match }),
    };
    if (sumOf(score) > sumOf(best)) best = score;
  }
  return best;
}

const sumOf = ({ words, meaning }: ItemScore): number => words + meaning;

/** Whether two matches take mostly the same words. */
const overlap = (a: CueMatch | undefined, b: CueMatch | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  Math.min(a.end, b.end) - Math.max(a.start, b.start) > (b.end - b.start) / 2;

/** The items that a clause ticks, of all that count: one, or several it says as much of. */
export function tickedBy(scores: ReadonlyMap<CueItem, ItemScore>): ReadonlyMap<CueItem, ItemScore> {
  const [most] = [...scores.values()].toSorted((a, b) => sumOf(b) - sumOf(a));
  if (most === undefined) return new Map();
  return new Map(
    [...scores].filter(([, score]) => {
      if (score.words < tickLimits.fewest) return false;
      const said = score.words >= tickLimits.words && sumOf(score) >= tickLimits.words - 0.2;
      if (!said && sumOf(score) < tickLimits.both) return false;
      // One breath may do two things, with words of its own for each.
      return (
        sumOf(score) >= sumOf(most) - tickLimits.behind ||
        (said && !overlap(most.match, score.match))
      );
    }),
  );
}

const evidenceOf = (turn: Turn, clause: Clause, { match, words }: ItemScore): Evidence => {
  const byWords = words >= 0.6 ? match : undefined;
  const span = {
    start: clause.start + (byWords?.start ?? 0),
    end: byWords === undefined ? clause.end : clause.start + byWords.end,
  };
  return { turn: turn.id, span, text: turn.text.slice(span.start, span.end) };
};

/** Vectors by text, asked for in one go. */
async function vectorsOf(
  texts: readonly string[],
  embed: Embed | undefined,
): Promise<ReadonlyMap<string, Float32Array>> {
  const different = [...new Set(texts)];
  if (embed === undefined || different.length === 0) return new Map();
  const vectors = await embed(different);
  return new Map(
    different.flatMap((text, index) => {
      const vector = vectors[index];
      return vector === undefined ? [] : [[text, vector] as const];
    }),
  );
}

/**
 * Which items of the checklist the agent's words tick that are not ticked yet, each with the words
 * that did it. What a hand ticked or cleared stays as it is, and words never take a tick back.
 * Without an encoder items are ticked by words alone. Rejects as the encoder does.
 */
export async function ticksFor(input: ChecklistInput): Promise<ChecklistTick[]> {
  const { pack, turns, ticked = {}, embed } = input;
  const counting = new Set(checklistOf(input).map(({ name }) => name));
  const items = compiledOf(pack.manifest.checklist).filter(
    ({ item }) => counting.has(item.name) && item.cues.length > 0,
  );
  const open = new Set(
    items.filter(({ item: { name } }) => ticked[name]?.by !== 'hand' && !ticked[name]?.ticked),
  );
  if (open.size === 0) return [];
  const said = turns
    .filter(({ speaker }) => speaker === 'agent')
    .slice(-newestTurns)
    .map((turn) => ({ turn, clauses: stretchesOf(turn.text) }));
  const vectors = await vectorsOf(
    [
      ...said.flatMap(({ clauses }) => clauses.map(({ text }) => text)),
      ...items.flatMap(({ cues }) => cues.map(({ text }) => text)),
    ],
    embed,
  );
  const cueVectors = new Map(
    items.map((item) => [item, item.cues.flatMap(({ text }) => vectors.get(text) ?? [])]),
  );
  const ticks: ChecklistTick[] = [];
  for (const { turn, clauses } of said)
    for (const clause of clauses) {
      if (open.size === 0) return ticks;
      const vector = vectors.get(clause.text);
      const spoken = { tokens: tokensOf(clause.text), isQuestion: clause.isQuestion };
      const scores = new Map(
        items.map((item) => [
          item,
          scoreOf(spoken, item, vector && { clause: vector, cues: cueVectors.get(item) ?? [] }),
        ]),
      );
      for (const [item, score] of tickedBy(scores))
        if (open.delete(item))
          ticks.push({
            item: item.item.name,
            ticked: true,
            by: 'words',
            evidence: [evidenceOf(turn, clause, score)],
          });
    }
  return ticks;
}
