import type { Evidence } from '#domain/conversation.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { Citation, RecordHit } from '#domain/knowledge.ts';
import type { Suggestion, SuggestionBody } from '#domain/suggestion.ts';
import type { ActionDraft } from './draft.ts';
import { claimsIn } from './grounding.ts';
import { jaccard } from './words.ts';

type ActionBody = Extract<SuggestionBody, { kind: 'action' }>;

/** A card that may be shown. Ids come only with the decision to show it. */
export interface Candidate {
  readonly title: string;
  readonly body: Exclude<SuggestionBody, ActionBody> | Omit<ActionBody, 'action'>;
  readonly trigger: readonly Evidence[];
  readonly citations: readonly Citation[];
  readonly records?: readonly RecordHit[];
  readonly score: number;
  readonly model: ModelRef;
  /** For an action: what the gate would be asked. */
  readonly draft?: ActionDraft;
}

/** Something that was looked at and not good enough. */
export interface Considered {
  readonly title: string;
  readonly score: number;
  readonly threshold: number;
}

/** The words by which two cards are compared. */
export function wordsOfBody(body: Candidate['body'] | SuggestionBody): string {
  switch (body.kind) {
    case 'article':
      return body.excerpt;
    case 'form':
      return `${body.form} ${body.text}`;
    case 'action':
      return `${body.actionKind} ${body.text}`;
    case 'reply':
    case 'step':
      return body.text;
  }
}

export const duplicateAbove = 0.7;

const sameClaims = (a: string, b: string): boolean => {
  const left = claimsIn(a);
  const right = claimsIn(b);
  return left.size === right.size && [...left].every((claim) => right.has(claim));
};

/**
 * Whether a card says what another says: of the same kind, with more than 0.7 of the words in
 * common and the same numbers. Cards that differ in an order number are two cards.
 */
export function isDuplicate(candidate: Candidate, other: Suggestion): boolean {
  if (candidate.body.kind !== other.body.kind) return false;
  // The title names the record, and the request is made of the newest facts when it is accepted.
  if (candidate.body.kind === 'action' && other.body.kind === 'action')
    return candidate.body.actionKind === other.body.actionKind && candidate.title === other.title;
  if (
    candidate.body.kind === 'article' &&
    candidate.citations[0]?.passage === other.citations[0]?.passage
  )
    return true;
  const mine = wordsOfBody(candidate.body);
  const theirs = wordsOfBody(other.body);
  return jaccard(mine, theirs) > duplicateAbove && sameClaims(mine, theirs);
}

/** How many of the last cards of the same kind a new one is compared with. */
export const duplicateWindow = 3;

/** The earlier card that a candidate repeats, if any. */
export const repeated = (
  candidate: Candidate,
  earlier: readonly Suggestion[],
): Suggestion | undefined =>
  earlier
    .filter((card) => card.body.kind === candidate.body.kind)
    .slice(-duplicateWindow)
    .findLast((card) => isDuplicate(candidate, card));
