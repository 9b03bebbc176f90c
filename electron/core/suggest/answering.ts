import type { Passage } from '#domain/knowledge.ts';
import { type Block, blocksOf, isSpeakable, type Part } from './passage-parts.ts';
import { wordsOf } from './words.ts';

/** @file Which words of a passage answer a question, cut so that they can be read alone. */

export interface Room {
  /** Most sentences, items or rows. */
  readonly sentences: number;
  readonly characters: number;
}

/** Words of questions that say nothing of their matter. */
const empty = new Set(
  (
    'the and for are was were you your yours our has have had can could may will would shall should must ' +
    'does did doing what when where which who whom whose why how that this these those there then than ' +
    'with without from into onto about just any some get got getting want wants need please tell know ' +
    'long much many more most not but its out off too also been being them they him her his she all one ' +
    'still ever even really actually hello thanks'
  ).split(' '),
);

const root = (word: string): string => word.slice(0, 5);

const rootsOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text).flatMap((word) =>
      (word.length > 2 && !empty.has(word)) || /\d/.test(word) ? [root(word)] : [],
    ),
  );

/** What kind of answer a question wants, and how a sentence with one looks. */
const kinds: readonly { readonly asks: RegExp; readonly gives: RegExp }[] = [
  {
    asks: /\b(?:how much|costs?|price|pricey|fees?|charged?|pay|expensive|free|money|cap|limit)\b/i,
    gives: /[$€£¥]\s?\d|\d\s?%|\bfree\b|\bnothing\b/i,
  },
  {
    asks: /\b(?:how (?:long|soon|late|often|quickly|fast)|when|what (?:time|day)|until|too late|how many days)\b/i,
    gives:
      /\d.{0,20}\b(?:days?|hours?|minutes?|weeks?|months?|years?|am|pm)\b|\b(?:at once|same day|next day|immediately)\b/i,
  },
  { asks: /\bhow (?:many|big|heavy|large|old|far)\b/i, gives: /\d/ },
];
const kindBonus = 0.6;
/** A word of the title or heading stands for the whole passage, not for one sentence of it. */
const headShare = 0.3;
/** Of what the customer said before: "how long does that take?" */
const beforeShare = 0.3;

function scorer(
  passage: Pick<Passage, 'title' | 'heading'>,
  parts: readonly Part[],
  asked: { readonly question: string; readonly before?: string },
): { readonly words: (part: Part) => number; readonly all: (part: Part) => number } {
  const heads = rootsOf(`${passage.title} ${passage.heading}`);
  const holding = parts.map(({ text }) => rootsOf(text));
  const weights = new Map<string, number>();
  const weigh = (text: string, share: number): void => {
    for (const word of rootsOf(text)) {
      // A word that every sentence has tells none from another.
      const among = holding.filter((roots) => roots.has(word)).length;
      const weight = (share / Math.max(1, among)) * (heads.has(word) ? headShare : 1);
      weights.set(word, Math.max(weights.get(word) ?? 0, weight));
    }
  };
  weigh(asked.question, 1);
  weigh(asked.before ?? '', beforeShare);
  const wanted = kinds.filter(({ asks }) => asks.test(asked.question));
  const words = ({ text }: Part): number => {
    const there = rootsOf(text);
    let score = 0;
    for (const [word, weight] of weights) if (there.has(word)) score += weight;
    return score;
  };
  return {
    words,
    all: (part) =>
      words(part) + (wanted.some(({ gives }) => gives.test(part.text)) ? kindBonus : 0),
  };
}

/** Begins by pointing at what stands before it. */
const pointsBack =
  /^(?:it|its|they|them|their|this|that|these|those|he|she|both|each|then|otherwise|but|and|or|also|so|however|instead|if not|if so|after that|before that|in that case|in this case|above that|below that|the same|the other|others|another|such|there|yes|no|only|not|most often|neither)\b/i;

/** Without a verb that carries it: "Until two hours before, in the app." */
const carried =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|could|may|might|must|shall|should|will|would|we|you|i|needs?|costs?|takes?|comes?|goes|gets?|pays?|counts?|lasts?|works?|stays?|ends?|begins?|starts?|leaves?)\b/i;

const dependent = (text: string): boolean =>
  pointsBack.test(text) || /^\p{Ll}/u.test(text) || /^(?:\S+\s){1,3}then\b/i.test(text);
const fragment = (text: string): boolean => dependent(text) || !carried.test(text);

const isQuestion = (text: string): boolean => /\?["”)]?$/.test(text);

/** "Change or cancel: Until two hours before…": the heading says what the words are about. */
function led(lead: string, text: string): string {
  if (lead === '') return text;
  // Two colons in a row read badly: "Gift cards – Lost: we make a new one."
  const dash = lead.includes(': ') || (/^[^.;]{2,40}: /.test(text) && !/^[^:]* – /.test(text));
  return `${lead}${/[?!:]$/.test(lead) ? ' ' : dash ? ' – ' : ': '}${text}`;
}

const ended = (text: string): string => (/[.!?…]["”)]?$/.test(text) ? text : `${text}.`);

/** A run of sentences around the best one, from where it can be understood. */
function fromParagraph(block: Block, at: number, lead: string, room: Room): string[] | undefined {
  const { parts } = block;
  const usable = (index: number): boolean => {
    const said = parts[index];
    return (
      said !== undefined && said.speakable && !isQuestion(said.text) && !said.text.endsWith(':')
    );
  };
  if (!usable(at)) return undefined;
  const all = parts.every((_, index) => usable(index));
  const size = parts.reduce((sum, { text }) => sum + text.length + 1, 0);
  // What fits is said whole: its first sentence is often the rule, the others its details.
  const fits = all && parts.length <= room.sentences && size <= room.characters;
  let start = fits ? 0 : at;
  while (dependent(parts[start]?.text ?? '') && usable(start - 1)) start -= 1;
  const before = parts[start - 1];
  const first = parts[start]?.text ?? '';
  // A question within a text is its heading: "No sound? Set it to stereo."
  const asked = before !== undefined && before.speakable && isQuestion(before.text);
  if (before !== undefined && !asked && dependent(first)) return undefined;
  if (lead === '' && !asked && dependent(first)) return undefined;
  const opening = asked ? led(before.text, first) : fragment(first) ? led(lead, first) : first;
  const taken = [opening];
  let length = opening.length;
  for (let index = start + 1; index < parts.length && usable(index); index += 1) {
    const { text } = parts[index] ?? { text: '' };
    const needed = index <= at;
    if (!needed && (taken.length >= room.sentences || length + text.length > room.characters))
      break;
    taken.push(text);
    length += text.length + 1;
  }
  return length > room.characters * 1.5 ? undefined : taken.map(ended);
}

/** Several items as one sentence, or as sentences where they are some. */
function joined(parts: readonly Part[]): string {
  const texts = parts.map(({ text }) => text);
  const sentences = texts.every((text) => /[.!?]$/.test(text));
  return sentences
    ? texts.join(' ')
    : ended(texts.map((text) => text.replace(/[.;,]$/, '')).join('; '));
}

/** A list is said whole or not at all; a row of a table, and an item with a label, stand alone. */
function fromGroup(
  block: Block,
  words: (part: Part) => number,
  lead: string,
  room: Room,
): string[] | undefined {
  const intro = block.intro?.speakable === true ? block.intro.text : undefined;
  const opening = intro !== undefined && !dependent(intro) ? intro : lead;
  if (block.parts.some((said) => !said.speakable)) return undefined;
  const whole = led(opening, joined(block.parts));
  const alone =
    block.kind === 'table' || block.parts.every(({ text }) => /^[^.;]{2,40}: /.test(text));
  const scores = block.parts.map(words);
  const best = Math.max(...scores);
  const matched = block.parts.filter((_, index) => (scores[index] ?? 0) > best / 2);
  // A row is picked by what it is called, not because it has a number in it as all of them have.
  if (
    alone &&
    best > 0 &&
    matched.length < block.parts.length &&
    matched.length <= room.sentences
  ) {
    const text = led(opening, joined(matched));
    return text.length <= room.characters * 1.5 ? [text] : undefined;
  }
  return block.cut !== true && whole.length <= room.characters * 1.5 ? [whole] : undefined;
}

/**
 * The sentences of a passage that answer a question, in the passage's words, each complete: nothing
 * that begins with "It" without what it is, no half list, no question, no word meant for agents.
 * Empty where there are none.
 */
export function answering(
  passage: Pick<Passage, 'title' | 'heading' | 'text'>,
  asked: { readonly question: string; readonly before?: string },
  room: Room,
): string[] {
  const blocks = blocksOf(passage.text);
  const score = scorer(
    passage,
    blocks.flatMap(({ parts }) => parts),
    asked,
  );
  const last = passage.heading.split(' › ').at(-1) ?? '';
  const heading = isSpeakable(last) ? last : '';
  const places = blocks
    .flatMap((block) =>
      block.parts.map((part, at) => ({
        block,
        at,
        score: part.speakable && !isQuestion(part.text) ? score.all(part) : -1,
      })),
    )
    // Sorting keeps the order of equal ones: with nothing to go by, the beginning answers.
    .toSorted((a, b) => b.score - a.score);
  for (const { block, at, score: best } of places) {
    if (best < 0) break;
    const said =
      block.kind === 'paragraph'
        ? fromParagraph(block, at, heading, room)
        : fromGroup(block, score.words, heading, room);
    if (said !== undefined) return said;
  }
  return [];
}
