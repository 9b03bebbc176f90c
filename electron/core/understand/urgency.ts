import type { Turn } from '#domain/conversation.ts';
import type { ModelRef, UrgencyInsight } from '#domain/insight.ts';
import { contextFactors, readContext } from './urgency-context.ts';
import { urgencyRules } from './urgency-rules.ts';

const readLength = 8_000;
/** Below it a reason is not worth a word. */
const least = 0.05;

/**
 * How urgent a customer's turn is, 0 to 1, with the words that drove it. Undefined on agent turns
 * (no emotion or pressure is computed on the agent) and where nothing is urgent.
 */
export function readUrgency(turn: Turn, model: ModelRef): UrgencyInsight | undefined {
  if (turn.speaker !== 'customer') return undefined;
  const reasons = urgencyOf(turn.text);
  if (reasons.length === 0) return undefined;
  const value = 1 - reasons.reduce((left, { weight }) => left * (1 - weight), 1);
  return {
    kind: 'urgency',
    value: Math.round(value * 100) / 100,
    reasons,
    // Rules do not know how sure they are: more than one reason is surer than one.
    confidence: reasons.length > 1 ? 0.9 : 0.75,
    evidence: reasons.map(({ span }) => span),
    model,
  };
}

/** The reasons in a text, heaviest first; of one reason the words that weigh most. */
export function urgencyOf(text: string): UrgencyInsight['reasons'] {
  const read = text.slice(0, readLength);
  const context = readContext(read);
  const found = new Map<string, UrgencyInsight['reasons'][number]>();
  for (const { reason, weight: full, pattern } of urgencyRules) {
    for (const match of read.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const calm = context.calm && reason === 'deadline' ? contextFactors.noRush : 1;
      const weight = full * calm * context.factorAt(span.start, span.end);
      if (weight < least || weight <= (found.get(reason)?.weight ?? 0)) continue;
      found.set(reason, { reason, weight: Math.round(weight * 100) / 100, span });
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}
