import type { PackNextStep } from '#domain/pack.ts';
import type { ValueFactor } from '#domain/suggestion.ts';
import { showMoney } from './display.ts';
import { factOf, type Facts } from './facts.ts';

export interface ExpectedValue {
  /** Minor units of the pack's currency, rounded. */
  readonly minor: number;
  readonly factors: readonly ValueFactor[];
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/**
 * resolves * issueValue + retains * lifetimeValue - cost * costShare, with a readable detail for
 * each part. Undefined when the cost is a fact that is not known: a sum without it would flatter
 * the step.
 */
export function expectedValue(rule: PackNextStep, facts: Facts): ExpectedValue | undefined {
  const { locale, currency } = facts.manner;
  const show = (minor: number): string => showMoney({ minor, currency }, locale);
  const lifetime = facts.record?.customer.lifetimeValue?.minor ?? 0;
  const cost = typeof rule.cost === 'number' ? rule.cost : factOf(facts, rule.cost)?.raw;
  if (typeof cost !== 'number') return undefined;
  const resolved = Math.round(rule.resolves * rule.issueValue);
  const retained = Math.round(rule.retains * lifetime);
  const spent = Math.round(cost * rule.costShare);
  const factors: ValueFactor[] = [
    {
      name: 'Solves the issue',
      detail: `${percent(rule.resolves)} chance of solving an issue worth ${show(rule.issueValue)}`,
      minor: resolved,
    },
  ];
  if (rule.retains > 0)
    factors.push({
      name: 'Keeps the customer',
      detail:
        lifetime === 0
          ? 'lifetime value not known'
          : `${percent(rule.retains)} more likely to stay, lifetime value ${show(lifetime)}`,
      minor: retained,
    });
  if (spent !== 0) {
    const share = rule.costShare === 1 ? '' : `${percent(rule.costShare)} of `;
    const what = typeof rule.cost === 'string' ? ` (${rule.cost.replace('.', ' ')})` : '';
    factors.push({
      name: 'Cost',
      detail: `${share}${show(cost)}${what}`,
      minor: -spent,
    });
  }
  return { minor: resolved + retained - spent, factors };
}
