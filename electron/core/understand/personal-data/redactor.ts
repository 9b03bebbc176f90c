import type { Speaker } from '#domain/conversation.ts';
import { passesIban } from './luhn.ts';
import { placeholders, type RedactionKind } from './card-placeholders.ts';
import { createTalk, type Mask, type Talk } from './card-talk.ts';

export interface Redacted {
  readonly text: string;
  /** How many spans were masked. */
  readonly redactions: number;
  /** Where the placeholders stand in `text`. */
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly kind: RedactionKind;
  }[];
}

export interface Redactor {
  /**
   * Masks payment card numbers and security codes of either speaker, also when they come in pieces
   * over several turns. Call once per turn, in the order they were said, before anything is stored.
   */
  redact(turn: {
    readonly conversation: string;
    readonly speaker: Speaker;
    readonly text: string;
  }): Redacted;
  /** Drops what it remembers of a conversation. */
  forget(conversation: string): void;
}

/** Conversations remembered at once; the longest untouched one goes first. */
const maximumConversations = 500;

const ibanShape = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/giu;

/** Valid account numbers (ISO 13616) whose digits must not be read as a card. */
const ibanSpans = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(ibanShape)]
    .filter((match) => passesIban(match[0].replace(/ /gu, '')))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));

export function redactIn(talk: Talk, speaker: Speaker, text: string): Redacted {
  const masks = talk.masks(speaker, text, ibanSpans(text));
  let result = '';
  let done = 0;
  const spans: { start: number; end: number; kind: RedactionKind }[] = [];
  for (const mask of masks) {
    result += text.slice(done, mask.start);
    const start = result.length;
    result += placeholders[mask.kind];
    spans.push({ start, end: result.length, kind: mask.kind });
    done = mask.end;
  }
  return { text: result + text.slice(done), redactions: spans.length, spans };
}

/**
 * What must not be written: made once per core, kept in memory only. Deterministic: the same turns
 * in the same order give the same texts.
 */
export function createRedactor(): Redactor {
  const talks = new Map<string, Talk>();
  return {
    redact: ({ conversation, speaker, text }) => {
      const talk = talks.get(conversation) ?? createTalk();
      talks.delete(conversation);
      talks.set(conversation, talk);
      const oldest = talks.keys().next();
      if (talks.size > maximumConversations && oldest.done !== true) talks.delete(oldest.value);
      return redactIn(talk, speaker, text);
    },
    forget: (conversation) => {
      talks.delete(conversation);
    },
  };
}

/** What `redactText` would mask, in the text as it is. */
export const redactionMasks = (text: string): Mask[] =>
  createTalk().masks('customer', text, ibanSpans(text));

/** One text on its own, as for a log line: no memory of what was said before. */
export const redactText = (text: string): string => redactIn(createTalk(), 'customer', text).text;
