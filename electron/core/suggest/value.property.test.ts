import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackNextStep } from '#domain/pack.ts';
import { buildFacts } from './facts.ts';
import { rankRules } from './next.ts';
import { pack, record, today } from './suggest.fixture.ts';
import { expectedValue } from './value.ts';

const facts = buildFacts({
  record,
  entities: [],
  today,
  intent: { name: 'damaged', confidence: 0.9 },
  agent: 'Sam',
  company: 'Shop Ltd',
  manner: { locale: 'en-US', currency: 'USD' },
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const rule = fc.record({
  name: fc.stringMatching(/^[a-z]{1,8}$/),
  intents: fc.constant<string[]>(['damaged']),
  needs: fc.constant<string[]>([]),
  step: fc.constant('Do it.'),
  because: fc.constant('Because.'),
  issueValue: fc.integer({ min: 0, max: 1_000_000 }),
  resolves: share,
  retains: share,
  cost: fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constant('order.total')),
  costShare: share,
});
const value = (of: PackNextStep): number => expectedValue(of, facts)?.minor ?? NaN;

describe('the expected value of a next step', () => {
  it('never falls when it resolves or retains more, never rises when it costs more', () => {
    fc.assert(
      fc.property(rule, share, (one, more) => {
        const better = { ...one, resolves: Math.max(one.resolves, more) };
        expect(value(better)).toBeGreaterThanOrEqual(value(one));
        const kept = { ...one, retains: Math.max(one.retains, more) };
        expect(value(kept)).toBeGreaterThanOrEqual(value(one));
        const dear = { ...one, costShare: Math.max(one.costShare, more) };
        expect(value(dear)).toBeLessThanOrEqual(value(one));
      }),
    );
  });

  it('is the sum of the factors that the card shows, each in words', () => {
    fc.assert(
      fc.property(rule, (one) => {
        const made = expectedValue(one, facts);
        const sum = made?.factors.reduce((total, factor) => total + factor.minor, 0);
        expect(sum).toBe(made?.minor);
        for (const factor of made?.factors ?? []) expect(factor.detail).not.toBe('');
      }),
    );
  });

  it('orders the rules, and the same way whatever order they are written in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(rule, { selector: (each) => each.name, maxLength: 6 }),
        (rules) => {
          const ranked = (next: readonly PackNextStep[]): string[] =>
            rankRules(
              { ...pack, manifest: { ...pack.manifest, next: [...next] } },
              facts,
              'damaged',
            ).map((each) => each.rule.name);
          const names = ranked(rules);
          expect(ranked(rules.toReversed())).toEqual(names);
          const values = names.map(
            (name) => rules.filter((each) => each.name === name).map(value)[0] ?? NaN,
          );
          expect(values).toEqual(values.toSorted((a, b) => b - a));
        },
      ),
    );
  });

  it('is not known while the cost is not', () => {
    const { order: _none, ...without } = facts;
    const [one] = pack.manifest.next;
    expect(one && expectedValue(one, without)).toBeUndefined();
  });
});
