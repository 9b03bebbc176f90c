import type { Turn } from '#domain/conversation.ts';
import type { Insight, UrgencyReason } from '#domain/insight.ts';

/** Below it a turn is not called urgent; the chip at the turn uses the same. */
export const leastUrgency = 0.3;

/** Why the talk is urgent: the reasons of the newest customer's turn that is, strongest first. */
export function urgencyNow(
  turns: readonly Pick<Turn, 'id' | 'speaker'>[],
  insights: Readonly<Record<string, readonly Insight[]>>,
): readonly UrgencyReason[] {
  for (const { id, speaker } of turns.toReversed()) {
    if (speaker !== 'customer') continue;
    const urgency = insights[id]?.find((insight) => insight.kind === 'urgency');
    if (urgency === undefined || urgency.value < leastUrgency) continue;
    return [
      ...new Set(
        urgency.reasons.toSorted((a, b) => b.weight - a.weight).map(({ reason }) => reason),
      ),
    ];
  }
  return [];
}
