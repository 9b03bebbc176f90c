import type { Evidence, Turn } from '#domain/conversation.ts';
import type { Insight, IntentInsight } from '#domain/insight.ts';

type Insights = Readonly<Record<string, readonly Insight[]>>;

const intentOf = (turn: Turn, insights: Insights): IntentInsight | undefined =>
  (insights[turn.id] ?? []).find((insight) => insight.kind === 'intent');

/** Intents heard from the customer with the sum of their confidences, the most first. */
export function intentTotals(
  turns: readonly Turn[],
  insights: Insights,
): { intent: string; total: number }[] {
  const totals = new Map<string, number>();
  for (const turn of turns) {
    const intent = turn.speaker === 'customer' ? intentOf(turn, insights) : undefined;
    if (intent !== undefined && intent.value !== null)
      totals.set(intent.value, (totals.get(intent.value) ?? 0) + intent.confidence);
  }
  return [...totals]
    .map(([intent, total]) => ({ intent, total }))
    .sort((a, b) => b.total - a.total);
}

/** The customer's words an intent stands on: those of the turn that was surest. */
export function intentWords(
  intent: string,
  turns: readonly Turn[],
  insights: Insights,
): Evidence[] {
  let best: { turn: Turn; found: IntentInsight } | undefined;
  for (const turn of turns) {
    const found = turn.speaker === 'customer' ? intentOf(turn, insights) : undefined;
    if (found?.value === intent && found.confidence > (best?.found.confidence ?? 0))
      best = { turn, found };
  }
  if (best === undefined) return [];
  const { turn, found } = best;
  const spans = found.evidence.length > 0 ? found.evidence : [{ start: 0, end: turn.text.length }];
  return spans.map((span) => ({
    turn: turn.id,
    span,
    text: turn.text.slice(span.start, span.end),
  }));
}
