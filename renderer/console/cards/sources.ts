import type { Citation, RecordHit } from '#domain/knowledge.ts';
import type { DraftSentence, Suggestion } from '#domain/suggestion.ts';

/** @file What a card stands on, numbered as it is shown. */

/** A place in an article that can be opened. */
export type Source = Pick<Citation, 'document' | 'heading' | 'anchor' | 'quote'>;

export type Numbered =
  | { readonly kind: 'article'; readonly number: number; readonly citation: Citation }
  | { readonly kind: 'record'; readonly number: number; readonly record: RecordHit };

type Sourced = Pick<Suggestion, 'citations' | 'records'>;

/** Articles first, then records, from 1; each passage and each record once. */
export function sourcesOf({ citations, records = [] }: Sourced): readonly Numbered[] {
  const articles = citations.filter(
    ({ passage }, at) => citations.findIndex((other) => other.passage === passage) === at,
  );
  return [
    ...articles.map((citation, at) => ({ kind: 'article', number: at + 1, citation }) as const),
    ...records.map(
      (record, at) => ({ kind: 'record', number: articles.length + at + 1, record }) as const,
    ),
  ];
}

/** What one sentence of a draft stands on; a greeting stands on nothing. */
export function sourcesOfSentence(
  card: Sourced,
  sentence: DraftSentence,
  sources = sourcesOf(card),
): readonly Numbered[] {
  const cited = sentence.citation === undefined ? undefined : card.citations[sentence.citation];
  const read = sentence.record === undefined ? undefined : card.records?.[sentence.record];
  return sources.filter((source) =>
    source.kind === 'article' ? source.citation.passage === cited?.passage : source.record === read,
  );
}

export interface Run {
  readonly text: string;
  readonly sources: readonly Numbered[];
}

/**
 * The text of a reply cut behind each sentence that has a source. Runs joined are the text again;
 * sentences that do not stand in it (it was changed since) have no mark.
 */
export function runsOf(
  text: string,
  sentences: readonly DraftSentence[],
  card: Sourced,
): readonly Run[] {
  const sources = sourcesOf(card);
  const runs: Run[] = [];
  let last = 0;
  for (const sentence of sentences) {
    const found = sourcesOfSentence(card, sentence, sources);
    const words = sentence.text.trim();
    const start = words === '' ? -1 : text.indexOf(words, last);
    if (start < 0 || found.length === 0) continue;
    const end = start + words.length;
    runs.push({ text: text.slice(last, end), sources: found });
    last = end;
  }
  if (last < text.length) runs.push({ text: text.slice(last), sources: [] });
  return runs;
}
