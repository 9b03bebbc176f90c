import type { CustomerRecord } from '#domain/customer.ts';
import type { RecordHit } from '#domain/knowledge.ts';
import type { Manner } from './display.ts';
import { plainNumber } from './focus.ts';
import { type CrmEntry, entriesOf } from './record-entries.ts';
import { containment, rootsOf, wordsOf } from './words.ts';

/** From here on a record is worth a card; below, only a search page shows it. */
export const recordThreshold = 0.6;
const least = 0.25;

/**
 * What a record adds up: that its kind is spoken of, that it is named, that something is asked which
 * it knows. A card needs the question and one of the others.
 */
const shares = { cued: 0.25, named: 0.3, asked: 0.4, words: 0.2 } as const;
/** Without a question that it answers, a record stays below a card. */
const mostUnasked = 0.55;

/** A record found, and how it is said to a customer; undefined for what is written for colleagues. */
export interface FoundRecord extends RecordHit {
  readonly say?: string;
}

/** Words that speak of a kind of record without naming one. */
const cues: Readonly<Record<CrmEntry['record'], RegExp>> = {
  order:
    /\b(?:orders?|ordered|parcels?|packages?|deliver(?:y|ed|ies)|shipments?|shipped|tracking|bought|purchases?|purchased)\b/i,
  subscription: /\b(?:subscriptions?|plans?|memberships?|renew(?:s|al|ed|ing)?|contract)\b/i,
  ticket: /\b(?:tickets?|cases?|complaints?|requests?|reported|issue)\b/i,
  note: /\b(?:notes?|noted|last time|colleagues?|you (?:said|promised|told)|spoke|was told|called before)\b/i,
};

/** Questions that a record of the kind answers. */
const questions: Readonly<Record<CrmEntry['record'], RegExp>> = {
  order:
    /\b(?:where(?:['’]?s| is| are)|when (?:will|is|was|did|does)|has (?:it|my|the)|did (?:it|my|the|you|i)|status|track|arrive|on its way|how much (?:did|was)|what did i|which order|what was in|any news)\b/i,
  subscription:
    /\b(?:when (?:does|do|will|is|did)|which (?:plan|subscription)|what (?:plan|subscription)|how much (?:do i|am i|is my)|am i (?:on|paying)|is my|still active|renew|status)\b/i,
  ticket:
    /\b(?:status|any news|any update|what happened|how far|is (?:my|the|it)|has (?:my|the|it)|did (?:you|anybody|anyone)|where(?:['’]?s| is))\b/i,
  note: /\b(?:what did|what was|did (?:you|your|anybody)|you (?:said|promised|told)|was told|last time)\b/i,
};

/** What an order says nothing about, though it is asked in the same words: "where is my refund". */
const beyond =
  /\b(?:refund(?:ed)?|money|credit(?:ed)?|replacement|exchange|invoice|receipt|label|voucher|code|technician|engineer)\b/i;

/** "How long does delivery take" asks for an article; "where is my parcel" for the customer's own. */
const own = /\b(?:my|mine|our|ours|i|i['’]?(?:ve|m|d)|we|us|me)\b/i;

const isNamed = (entry: CrmEntry, said: string, entities: readonly string[]): boolean =>
  entry.names.some(
    (name) =>
      entities.some((entity) => plainNumber(entity) === plainNumber(name)) ||
      (wordsOf(name).length > 0 &&
        ` ${wordsOf(said).join(' ')} `.includes(` ${wordsOf(name).join(' ')} `)),
  );

/**
 * What the CRM says about the customer that bears on a question, best first. By words, not by
 * vectors: a customer has few records, and their numbers and names are what is asked by.
 * @param entities what was named in the talk, as a person would write it
 */
export function searchRecords(input: {
  readonly record: CustomerRecord | undefined;
  readonly question: string;
  readonly entities: readonly string[];
  readonly manner: Manner;
}): FoundRecord[] {
  const { record, question } = input;
  if (record === undefined || rootsOf(question).size === 0) return [];
  const found = entriesOf(record, input.manner).map((entry) => {
    const cued = cues[entry.record].test(question);
    const named = isNamed(entry, question, input.entities);
    const asked =
      questions[entry.record].test(question) &&
      !(entry.record === 'order' && beyond.test(question)) &&
      (own.test(question) || named) &&
      (cued || named);
    const words = containment(question, `${entry.title} ${entry.text}`);
    const sum =
      (cued ? shares.cued : 0) +
      (named ? shares.named : 0) +
      (asked ? shares.asked : 0) +
      shares.words * words;
    const score = asked ? Math.min(1, sum) : Math.min(mostUnasked, sum);
    const { record: kind, id, title, text, source, fetchedAt } = entry;
    const say = entry.say?.(question);
    return {
      hit: { record: kind, id, title, text, source, fetchedAt, score },
      day: entry.day,
      ...(say !== undefined && { say }),
    };
  });
  return (
    found
      .filter(({ hit }) => hit.score >= least)
      // Of equal ones the newest is meant.
      .toSorted((a, b) => b.hit.score - a.hit.score || b.day.localeCompare(a.day))
      .map(({ hit, say }) => ({ ...hit, ...(say !== undefined && { say }) }))
  );
}
