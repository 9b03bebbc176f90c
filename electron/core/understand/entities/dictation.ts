import type { Evidence, Span, Turn } from '#domain/conversation.ts';
import { wordsOf } from '../number-words.ts';

/** Turns before the current one that may hold the beginning of what it ends. */
const maximumTurns = 10;
const maximumLength = 700;
const backchannels = new Set([
  ...['okay', 'ok', 'uh', 'huh', 'um', 'uhm', 'mm', 'mhm', 'hmm', 'yes', 'yeah', 'yep', 'right'],
  ...['alright', 'sure', 'go', 'ahead', 'got', 'it', 'i', 'see', 'thanks', 'thank', 'you', 'and'],
  ...['perfect', 'great', 'oh', 'all', 'good', 'so', 'please', 'take', 'your', 'time', 'ah', 'on'],
  ...['next', 'then', 'continue', "that's", 'correct', 'cool', 'awesome', 'wonderful', 'excellent'],
]);

/** Said only to show that one listens: does not end the other's dictation. */
export const isBackchannel = (text: string): boolean =>
  wordsOf(text).every((word) => backchannels.has(word.text));

/** Asks for the missing part of an address; the dictation goes on. */
const asksPart =
  /\b(?:city|town|state|zip(?: ?code)?|post(?:al)? ?code|apartment|house number)\b/iu;
const partQuestionWords = 12;

/** Says again what the other has just said, to show that it was heard. */
function isEcho(text: string, said: string): boolean {
  const words = wordsOf(text).map((word) => word.text);
  const before = new Set(wordsOf(said).map((word) => word.text));
  const same = words.filter((word) => before.has(word) || backchannels.has(word)).length;
  return words.length > 0 && words.length <= 12 && same / words.length >= 0.75;
}

/** Whether the other's turn leaves a dictation going on. */
function goesOn(other: Turn, said: string): boolean {
  if (isBackchannel(other.text)) return true;
  if (asksPart.test(other.text) && wordsOf(other.text).length <= partQuestionWords) return true;
  return isEcho(other.text, said);
}

/** The last thing the other side said that was more than listening; empty when there is none. */
export function lastQuestion(turn: Turn, before: readonly Turn[]): string {
  let asked = '';
  for (const other of before.toReversed()) {
    if (other.speaker === turn.speaker) {
      if (asked !== '') break;
      continue;
    }
    const said = before.findLast(
      ({ speaker, sequence }) => speaker === turn.speaker && sequence < other.sequence,
    );
    if (isBackchannel(other.text) || isEcho(other.text, said?.text ?? '')) continue;
    // A question may come in two turns in a row.
    asked = `${other.text} ${asked}`.trim();
    if (asked.length > 300) break;
  }
  return asked.toLowerCase();
}

/** The current turn with those of the same speaker that lead up to it, as one text. */
export interface Dictation {
  readonly text: string;
  /** Where the current turn begins in `text`. */
  readonly from: number;
  /** The pieces of a stretch of `text`, turn by turn. */
  sources(start: number, end: number): Evidence[];
  /** The part of a stretch that lies in the current turn. */
  own(start: number, end: number): Span[];
}

export function dictationOf(turn: Turn, before: readonly Turn[]): Dictation {
  const turns = [turn];
  let length = turn.text.length;
  const earlier = before.toReversed();
  for (const [index, other] of earlier.entries()) {
    if (turns.length > maximumTurns) break;
    if (other.speaker !== turn.speaker) {
      const said = earlier.slice(index + 1).find(({ speaker }) => speaker === turn.speaker);
      if (goesOn(other, said?.text ?? '')) continue;
      break;
    }
    length += other.text.length + 1;
    if (length > Math.max(maximumLength, turn.text.length + 300)) break;
    turns.unshift(other);
  }
  const starts: number[] = [];
  let text = '';
  for (const part of turns) {
    if (text !== '') text += '\n';
    starts.push(text.length);
    text += part.text;
  }
  const from = starts.at(-1) ?? 0;
  const sources = (start: number, end: number): Evidence[] =>
    turns.flatMap((part, index) => {
      const at = starts[index] ?? 0;
      const span = {
        start: Math.max(0, start - at),
        end: Math.min(part.text.length, end - at),
      };
      return span.start < span.end
        ? [{ turn: part.id, span, text: part.text.slice(span.start, span.end) }]
        : [];
    });
  return {
    text,
    from,
    sources,
    own: (start, end) =>
      sources(start, end)
        .filter((source) => source.turn === turn.id)
        .map((source) => source.span),
  };
}
