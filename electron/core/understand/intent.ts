import type { Turn } from '#domain/conversation.ts';
import type { IntentInsight, ModelRef } from '#domain/insight.ts';
import { isBackchannel } from './entities/dictation.ts';
import { digitRuns } from './personal-data/digit-runs.ts';
import { wordsOf } from './number-words.ts';

export interface LabelScore {
  readonly label: string;
  readonly confidence: number;
}

export interface IntentReader {
  /**
   * The intent of a customer's turn; value `null` is *unknown*. Undefined for what cannot carry
   * one: agent turns, listening noises, digits, and short answers to a question of the agent, so
   * that "yes" or "debit card" never change what the conversation is about.
   */
  read(turn: Turn, vector: Float32Array, asked: string): IntentInsight | undefined;
}

/** Answers of up to this many words to a question are fragments. */
const fragmentWords = 4;
/** An answer to a question must be this sure to be about something new. */
const answerThreshold = 0.7;
/** Questions that ask for the intent itself. */
const openQuestion =
  /\b(?:how (?:can|may) (?:i|we)|what can i (?:do|help)|anything else|reason for (?:your|the) call|help you|what(?:'s| is) (?:going on|the (?:problem|issue|matter)))\b/iu;
const asks =
  /\?|\b(?:what|which|when|where|who|how|is it|do you|are you|could you|can you|may i|repeat|your)\b/iu;
const bareAnswer =
  /^(?:(?:uh|um|oh|well|okay|ok|so)\W+)*(?:yes|yeah|yep|yup|no|nope|nah|correct|right|sure|maybe|exactly|fine)(?:\W+(?:please|thanks|thank you|that'?s (?:right|it|correct)|it is|i (?:do|am|did)|ma'?am|sir))*\W*$/iu;

/** Whether the agent asked for one thing, rather than what the call is about. */
const isClosedQuestion = (asked: string): boolean => asks.test(asked) && !openQuestion.test(asked);

/** Whether a customer's turn only makes sense as part of what was said before. */
export function isFragment(text: string, asked: string): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || isBackchannel(text) || bareAnswer.test(text.trim())) return true;
  // "It's ana@example.com, order #67890": who and which, not what about.
  const bare = text.replace(/\S+@\S+|#?\b\p{L}{0,3}[- ]?\d[\w-]*/giu, ' ');
  if (bare !== text && wordsOf(bare).length <= 2) return true;
  const { runs, others } = digitRuns(text);
  if (runs.length > 0 && others <= 1) return true;
  return words.length <= fragmentWords && isClosedQuestion(asked);
}

export function createIntentReader(options: {
  /** All labels, best first, as softmax shares. */
  readonly classify: (said: {
    readonly text: string;
    readonly vector: Float32Array;
  }) => readonly LabelScore[];
  /** Below it the answer is *unknown*. */
  readonly threshold: number;
  /** What a person calls an intent. */
  readonly titleOf: (label: string) => string;
  readonly model: ModelRef;
}): IntentReader {
  const { model } = options;
  return {
    read: (turn, vector, asked) => {
      if (turn.speaker !== 'customer' || isFragment(turn.text, asked)) return undefined;
      const threshold = isClosedQuestion(asked)
        ? Math.max(options.threshold, answerThreshold)
        : options.threshold;
      const ranked = options
        .classify({ text: turn.text, vector })
        .slice(0, 5)
        .map(({ label, confidence }) => ({ label, confidence }));
      const best = ranked[0];
      const known = best !== undefined && best.confidence >= threshold;
      const lead = /^[\s\p{P}]*/u.exec(turn.text)?.[0].length ?? 0;
      return {
        kind: 'intent',
        value: known ? best.label : null,
        title: known ? options.titleOf(best.label) : 'Unknown',
        confidence: clamp(best?.confidence ?? 0),
        threshold,
        ranked,
        evidence: [{ start: lead, end: turn.text.trimEnd().length }],
        model,
      };
    },
  };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
