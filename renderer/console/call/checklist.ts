import type { ChecklistTick } from '#domain/call.ts';
import type { Insight } from '#domain/insight.ts';
import type { PackSummary } from '#renderer/data/api.ts';

/** @file The pack's checklist as it stands in one conversation. */

export type ChecklistItem = PackSummary['checklist'][number];

export interface ChecklistRow {
  readonly item: ChecklistItem;
  readonly tick: ChecklistTick | undefined;
  readonly done: boolean;
}

export interface Checklist {
  /** Those that count in this call, in the pack's order. */
  readonly rows: readonly ChecklistRow[];
  /** Those about something else. */
  readonly others: readonly ChecklistRow[];
  readonly done: number;
  /** Mandatory ones that are still open. */
  readonly missing: number;
}

/** The intents that were understood so far. */
export const intentsOf = (
  insights: Readonly<Record<string, readonly Insight[]>>,
): ReadonlySet<string> =>
  new Set(
    Object.values(insights)
      .flat()
      .flatMap((insight) =>
        insight.kind === 'intent' && insight.value !== null ? [insight.value] : [],
      ),
  );

/**
 * An item counts when it is for every call, when the talk is about what it is for, or when it was
 * ticked all the same.
 */
export function checklistOf(
  items: readonly ChecklistItem[],
  ticks: Readonly<Record<string, ChecklistTick>>,
  intents: ReadonlySet<string>,
): Checklist {
  const all = items.map((item): ChecklistRow => {
    const tick = ticks[item.name];
    return { item, tick, done: tick?.ticked ?? false };
  });
  const counts = ({ item, done }: ChecklistRow): boolean =>
    done || item.intents.length === 0 || item.intents.some((intent) => intents.has(intent));
  const rows = all.filter(counts);
  return {
    rows,
    others: all.filter((row) => !counts(row)),
    done: rows.filter(({ done }) => done).length,
    missing: rows.filter(({ done, item }) => !done && item.mandatory).length,
  };
}
