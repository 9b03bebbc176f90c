import { expect, it } from 'vitest';
import type { Insight } from '#domain/insight.ts';
import { urgencyNow } from './urgency.ts';

const urgent = (value: number, ...reasons: readonly string[]) =>
  ({
    kind: 'urgency',
    value,
    reasons: reasons.map((reason, index) => ({ reason, weight: index, span: {} })),
  }) as unknown as Insight;

const turns = [
  { id: 'a', speaker: 'customer' },
  { id: 'b', speaker: 'customer' },
  { id: 'c', speaker: 'agent' },
] as unknown as Parameters<typeof urgencyNow>[0];

it('names the newest urgent turn of the customer, strongest reason first', () => {
  expect(
    urgencyNow(turns, {
      a: [urgent(0.9, 'safety')],
      b: [urgent(0.5, 'deadline', 'churn', 'deadline')],
      c: [urgent(1, 'outage')],
    }),
  ).toEqual(['deadline', 'churn']);
});

it('passes over what is not urgent', () => {
  expect(urgencyNow(turns, { a: [urgent(0.4, 'churn')], b: [urgent(0.2, 'deadline')] })).toEqual([
    'churn',
  ]);
  expect(urgencyNow(turns, {})).toEqual([]);
});
