import type { Turn } from '#domain/conversation.ts';
import type { ModelRef, UrgencyInsight } from '#domain/insight.ts';
import { noRush, noRushFactor, takenBack, urgencyRules } from './urgency-rules.ts';

const readLength = 8_000;

/**
 * How urgent a customer's turn is, 0 to 1, with the words that drove it. Undefined on agent turns
 * (no emotion or pressure is computed on the agent) and where nothing is urgent.
 */
export function readUrgency(turn: Turn, model: ModelRef): UrgencyInsight | undefined {
  if (turn.speaker !== 'customer') return undefined;
  const text = turn.text.slice(0, readLength);
  const calm = noRush.test(text);
  const reasons: UrgencyInsight['reasons'] = [];
  for (const rule of urgencyRules) {
    for (const match of text.matchAll(rule.pattern)) {
      const before = text.slice(Math.max(0, match.index - 30), match.index);
      if (takenBack.test(before)) continue;
      const weight = calm && rule.reason === 'deadline' ? rule.weight * noRushFactor : rule.weight;
      const span = { start: match.index, end: match.index + match[0].length };
      // The same reason counts once, by its heaviest words.
      const same = reasons.findIndex(({ reason }) => reason === rule.reason);
      if (same < 0) reasons.push({ reason: rule.reason, weight, span });
      else if ((reasons[same]?.weight ?? 0) < weight)
        reasons[same] = { reason: rule.reason, weight, span };
    }
  }
  if (reasons.length === 0) return undefined;
  const value = 1 - reasons.reduce((left, { weight }) => left * (1 - weight), 1);
  return {
    kind: 'urgency',
    value: Math.round(value * 100) / 100,
    reasons: reasons.sort((a, b) => b.weight - a.weight),
    // Rules do not know how sure they are: more than one reason is surer than one.
    confidence: reasons.length > 1 ? 0.9 : 0.75,
    evidence: reasons.map(({ span }) => span),
    model,
  };
}
