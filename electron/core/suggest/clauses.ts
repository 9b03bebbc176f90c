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

/** A clause of a turn as it was said, without openers. */
export interface Clause {
  readonly text: string;
  readonly isQuestion: boolean;
}

const asks =
  /^(?:is|are|do|does|did|can|could|may|might|would|will|shall|should|what|which|when|where|who|why|how|have you|has)\b/i;

/**
 * Cuts a turn into clauses. Works on text with punctuation and on a recogniser's words without,
 * where a clause ends at the next subject with a verb.
 */
export function clausesOf(text: string): Clause[] {
  return sentencesOf(text)
    .flatMap((sentence) => {
      // What follows a condition belongs to it.
      const parts = /^(?:and |but |so )?(?:if|unless|once|as soon as|in case)\b/i.test(sentence)
        ? [sentence]
        : sentence.split(boundary);
      return parts.map((part) => ({ part, ends: sentence.endsWith('?') }));
    })
    .flatMap(({ part, ends }) => {
      const words = part
        .replace(filler, '')
        .replace(/[\s,;:.!?]+$/, '')
        .trim();
      if (words.split(/\s+/).length < 3) return [];
      return [{ text: words, isQuestion: ends || asks.test(words) }];
    });
}
