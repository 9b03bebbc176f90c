import type { Evidence, Span } from '#domain/conversation.ts';
import type { EntityInsight, Insight } from '#domain/insight.ts';

/** Something to mark in a turn's text: an entity, or words that a card or a field stands on. */
export type Mark = { readonly span: Span } & (
  { readonly kind: 'entity'; readonly entity: EntityInsight } | { readonly kind: 'spot' }
);

/** A run of text under the same marks. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/**
 * Cuts a text where marks begin and end, so that overlapping and nested spans each stay visible.
 * Spans outside the text are clipped, empty ones ignored; the pieces always join to the text.
 */
export function cutAtMarks(text: string, marks: readonly Mark[]): readonly Piece[] {
  const usable = marks.filter(
    ({ span }) => span.start < span.end && span.start < text.length && span.end > 0,
  );
  const cuts = new Set([0, text.length]);
  for (const { span } of usable) {
    cuts.add(Math.max(0, span.start));
    cuts.add(Math.min(text.length, span.end));
  }
  const places = [...cuts].toSorted((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    return {
      start,
      text: text.slice(start, end),
      marks: usable.filter(({ span }) => span.start <= start && span.end >= end),
    };
  });
}

/** What to mark in one turn: its entities, and the words in the spotlight that stand in it. */
export function marksOf(
  turn: string,
  insights: readonly Insight[],
  spotlight: readonly Evidence[],
): readonly Mark[] {
  const entities = insights
    .filter((insight) => insight.kind === 'entity')
    .flatMap((entity) => entity.evidence.map((span): Mark => ({ kind: 'entity', span, entity })));
  const spots = spotlight
    .filter((evidence) => evidence.turn === turn)
    .map(({ span }): Mark => ({ kind: 'spot', span }));
  return [...entities, ...spots];
}
