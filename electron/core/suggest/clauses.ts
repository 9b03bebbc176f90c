import { sentencesOf } from './words.ts';

/** Where a new thought starts in speech without punctuation. */
const boundary = new RegExp(
  String.raw`\s+(?=(?:and|but|so|then|okay|ok|alright|um|uh)\s+(?:i|i'll|i've|i'm|we|we'll|we've|you|you'll|you're|your|it|it's|that|that's|there|they|the|is|anything)\b)` +
    String.raw`|\s+(?=(?:is there|thank you|thanks for|can i|may i|would you|could you|have a (?:good|great|nice|wonderful)|anything else)\b)` +
    String.raw`|(?<!\b(?:from|to|of|on|in|for|with|at|into|and))\s+(?=(?:i'll|i've|i'm going to|i will|i have|we'll|we will|we have|you'll|you will|it'll|it will|they'll|they will|your \w+ (?:is|has|will))\b)`,
  'i',
);

/** What opens a sentence without adding anything. */
const filler =
  /^(?:(?:and|but|so|then|okay|ok|alright|all right|right|well|yes|yeah|no|sure|great|perfect|thank you|thanks|understood|oh|um|uh|hmm|now|also|of course|absolutely|certainly|sorry)\b[\s,.]*)+/i;

/** A part of a turn that can stand alone; `start` and `end` say where it lies in the turn, UTF-16. */
export interface Clause {
  readonly text: string;
  readonly isQuestion: boolean;
  readonly start: number;
  readonly end: number;
}

const asks =
  /^(?:is|are|do|does|did|can|could|may|might|would|will|shall|should|what|which|when|where|who|why|how|have you|has)\b/i;

/**
 * Cuts a turn into the parts that can stand alone, with all their words. Works on text with
 * punctuation and on a recogniser's words without, where a part ends at the next subject with a verb.
 */
export function stretchesOf(text: string): Clause[] {
  let at = 0;
  return sentencesOf(text)
    .flatMap((sentence) => {
      // What follows a condition belongs to it.
      const parts = /^(?:and |but |so )?(?:if|unless|once|as soon as|in case)\b/i.test(sentence)
        ? [sentence]
        : sentence.split(boundary);
      return parts.map((part) => ({ part, ends: sentence.endsWith('?') }));
    })
    .map(({ part, ends }) => {
      const start = text.indexOf(part, at);
      at = start + part.length;
      return within(text, start, at, ends);
    });
}

/** A part of the text without the punctuation and blanks at its end. */
function within(text: string, from: number, to: number, ends: boolean): Clause {
  const raw = text.slice(from, to).replace(/[\s,;:.!?]+$/, '');
  const words = raw.trimStart();
  const start = from + raw.length - words.length;
  const isQuestion = ends || asks.test(words.replace(filler, ''));
  return { text: words, isQuestion, start, end: start + words.length };
}

/** The clauses of a turn as they were said, without openers; what has fewer than three words is none. */
export function clausesOf(text: string): Clause[] {
  return stretchesOf(text).flatMap((stretch) => {
    const words = stretch.text.replace(filler, '').trim();
    if (words.split(/\s+/).length < 3) return [];
    return [{ ...stretch, text: words, start: stretch.end - words.length }];
  });
}
