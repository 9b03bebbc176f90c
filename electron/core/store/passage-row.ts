import { Passage } from '#domain/knowledge.ts';
import { damagedRow } from './failures.ts';

/** A stored row as a passage; throws a readable failure where it is damaged. */
export function toPassage(row: unknown): Passage {
  const read = Passage.safeParse(row);
  if (!read.success) throw damagedRow('passage', read.error);
  return read.data;
}
