import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChecklistTick } from '#domain/call.ts';
import { insights } from '#renderer/gallery/fixtures.ts';
import { checklistItems, ticks } from '#renderer/gallery/fixtures-call.ts';
import { checklistOf, intentsOf } from './checklist.ts';

const names = checklistItems.map(({ name }) => name);
const someTicks = fc
  .array(fc.record({ item: fc.constantFrom(...names, 'gone'), ticked: fc.boolean() }))
  .map((all) =>
    Object.fromEntries(
      all.map(({ item, ticked }): [string, ChecklistTick] => [
        item,
        { item, ticked, by: 'hand', evidence: [] },
      ]),
    ),
  );
const someIntents = fc.subarray(['damaged_item', 'cancel_subscription', 'other']);

describe('checklistOf', () => {
  it('shows every item once, and counts only those that are shown', () => {
    fc.assert(
      fc.property(someTicks, someIntents, (given, intents) => {
        const { done, missing, others, rows } = checklistOf(
          checklistItems,
          given,
          new Set(intents),
        );
        expect([...rows, ...others].map(({ item }) => item.name).toSorted()).toEqual(
          names.toSorted(),
        );
        expect(done).toBe(rows.filter((row) => row.done).length);
        expect(missing).toBe(rows.filter((row) => row.item.mandatory && !row.done).length);
        // What was ticked is never hidden.
        expect(others.every((row) => !row.done)).toBe(true);
      }),
    );
  });

  it('counts items about something else only when the talk is about it', () => {
    const before = checklistOf(checklistItems, ticks, new Set());
    expect(before.others.map(({ item }) => item.name)).toEqual(['photo', 'choice', 'cancel']);
    const after = checklistOf(checklistItems, ticks, intentsOf(insights));
    expect(after.others.map(({ item }) => item.name)).toEqual(['cancel']);
    expect([after.done, after.rows.length, after.missing]).toEqual([3, 9, 1]);
  });
});
