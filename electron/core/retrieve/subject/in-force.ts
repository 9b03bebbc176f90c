import type { SubjectIndex } from './subject-index.ts';

/** Something that the talk is about now. */
export interface SubjectInForce {
  readonly subject: string;
  /** 0 to 1; 1 for what is meant most likely. */
  readonly weight: number;
  /** Whether the turn itself names it. */
  readonly named: boolean;
}

/**
 * A mention is worth this much less with every turn after it. Measured, as all numbers here, on the
 * talks of the developers' half of kb_retrieval; from .7 to .9 it is nearly the same.
 */
const fading = 0.8;
/** A name half said, or misheard, is worth far less than one said whole. */
const sharpness = 3;
/** What is worth less than this share of the best is not meant. */
const leastShare = 0.1;
const most = 4;
/** Turns further back are another matter. */
const furthest = 30;

/**
 * What the last turn is about: the subjects named in it or before it, the clearer and the later
 * the more. Several where several are meant ("do both have parking?"); none where none was named.
 * @param turns what was said, oldest first, the turn itself last
 */
export function subjectsInForce(
  turns: readonly string[],
  spot: SubjectIndex['spot'],
): SubjectInForce[] {
  const worth = new Map<string, { weight: number; named: boolean }>();
  const recent = turns.slice(-furthest);
  for (const [at, text] of recent.entries()) {
    const age = recent.length - 1 - at;
    for (const { subject, strength } of spot(text)) {
      const weight = strength ** sharpness * fading ** age;
      const known = worth.get(subject);
      if (known === undefined || weight >= known.weight)
        worth.set(subject, { weight, named: age === 0 || known?.named === true });
    }
  }
  const ranked = [...worth].sort(([, a], [, b]) => b.weight - a.weight);
  const best = ranked[0]?.[1].weight ?? 0;
  return ranked
    .filter(([, { weight }]) => weight >= leastShare * best)
    .slice(0, most)
    .map(([subject, { weight, named }]) => ({ subject, weight: weight / best, named }));
}
