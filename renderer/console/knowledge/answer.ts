import type { KnowledgeAnswer } from '#contract/shapes.ts';
import type { Citation, KnowledgeDocument, PassageHit, RecordHit } from '#domain/knowledge.ts';
import { calendarDay, fullTime } from '#renderer/ui/format.ts';

/** @file What an answer of the search means on screen: its order, its places, its words to copy. */

/** One line of the list that arrows walk through. */
export type Item =
  | { readonly kind: 'hit'; readonly id: string; readonly hit: PassageHit }
  | { readonly kind: 'record'; readonly id: string; readonly record: RecordHit }
  /** A passage that a card cites or that was used before. */
  | { readonly kind: 'cited'; readonly id: string; readonly citation: Citation }
  /** Words to search for. */
  | { readonly kind: 'words'; readonly id: string; readonly text: string };

export interface Group {
  readonly title: string;
  readonly items: readonly Item[];
}

/** "Damaged items › Replacement"; a heading that repeats the title is left out. */
export const placeTitle = (place: { readonly title: string; readonly heading: string }): string =>
  place.heading === '' || place.heading === place.title
    ? place.title
    : `${place.title} › ${place.heading}`;

/** For every passage the others that say otherwise, newest first; both sides know of each other. */
export function contradictions(
  hits: readonly PassageHit[],
): ReadonlyMap<string, readonly PassageHit[]> {
  const byId = new Map<string, PassageHit>(hits.map((hit) => [hit.passage.id, hit]));
  const found = new Map<string, PassageHit[]>();
  const add = (id: string, other: PassageHit): void => {
    const others = found.get(id) ?? [];
    if (!others.includes(other)) found.set(id, [...others, other]);
  };
  for (const hit of hits) {
    const other = hit.contradicts === undefined ? undefined : byId.get(hit.contradicts);
    if (other === undefined || other === hit) continue;
    add(hit.passage.id, other);
    add(other.passage.id, hit);
  }
  return new Map(
    [...found].map(([id, others]) => [
      id,
      others.toSorted((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0)),
    ]),
  );
}

/** Best first; but of two that say otherwise the newer one comes first, right before the older. */
export function newestFirst(hits: readonly PassageHit[]): readonly PassageHit[] {
  const against = contradictions(hits);
  const order = [...hits];
  for (const hit of hits) {
    for (const newer of against.get(hit.passage.id) ?? []) {
      if ((newer.updatedAt ?? 0) <= (hit.updatedAt ?? 0)) continue;
      const from = order.indexOf(newer);
      const to = order.indexOf(hit);
      if (from <= to) continue;
      order.splice(from, 1);
      order.splice(to, 0, newer);
    }
  }
  return order;
}

/** Articles and records as groups; the records first where one fits better than any article. */
export function groupsOf(answer: KnowledgeAnswer): readonly Group[] {
  const articles: Group = {
    title: 'Articles',
    items: newestFirst(answer.hits).map((hit) => ({ kind: 'hit', id: hit.passage.id, hit })),
  };
  const records: Group = {
    title: 'About this customer',
    items: answer.records.map((record) => ({
      kind: 'record',
      id: `record ${record.record} ${record.id}`,
      record,
    })),
  };
  const best = Math.max(0, ...answer.hits.map(({ relevance }) => relevance));
  const first = answer.records.some(({ score }) => score > best);
  return (first ? [records, articles] : [articles, records]).filter(
    ({ items }) => items.length > 0,
  );
}

export const citationOf = ({ passage }: PassageHit): Citation => ({
  passage: passage.id,
  document: passage.document,
  title: passage.title,
  heading: passage.heading,
  anchor: passage.anchor,
  quote: passage.text,
});

/** The words with where they come from, as they are pasted elsewhere. */
export function withCitation(
  citation: Pick<Citation, 'title' | 'heading' | 'quote'>,
  url: string | undefined,
): string {
  const place =
    citation.heading === '' || citation.heading === citation.title
      ? citation.title
      : `${citation.title}, ${citation.heading}`;
  const link = url?.startsWith('https://') === true ? `\n${url}` : '';
  return `${citation.quote.trim()}\n\n(${place})${link}`;
}

export const recordWithSource = (record: RecordHit): string =>
  `${record.title}: ${record.text}\n\n(${record.source}, read ${fullTime(record.fetchedAt)})`;

/** Why an article should not be used as it is, if so; the day is today's, YYYY-MM-DD. */
export function articleWarning(
  article: Pick<KnowledgeDocument, 'withdrawnAt' | 'validFrom' | 'validTo'>,
  today: string,
): { readonly message: string; readonly mend: string } | undefined {
  if (article.withdrawnAt !== undefined)
    return {
      message: `Withdrawn on ${calendarDay(new Date(article.withdrawnAt).toISOString().slice(0, 10))}.`,
      mend: 'It is no longer cited. Search for what holds now.',
    };
  if (article.validTo !== undefined && article.validTo < today)
    return {
      message: `Outdated: it was valid until ${calendarDay(article.validTo)}.`,
      mend: 'It is no longer cited. Search for what holds now.',
    };
  if (article.validFrom !== undefined && article.validFrom > today)
    return {
      message: `Not valid yet: it holds from ${calendarDay(article.validFrom)}.`,
      mend: 'Do not promise it before that day.',
    };
  return undefined;
}
