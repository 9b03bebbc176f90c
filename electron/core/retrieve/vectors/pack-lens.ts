import type { PassageFilter } from '#core/ports.ts';
import type { SentLens } from './messages.ts';
import type { PackVectors, VectorSource } from './pack-vectors.ts';
import { isDead } from './matrix.ts';

/** More positions than this are never compared one by one. */
const longestList = 20_000;
/** Filters in use at the same time: audiences, the talk's subjects, yesterday's tabs. */
const keptLenses = 16;

/** What a filter lets through, as marks on positions; kept until the pack or the day changes. */
export function createPackLens(
  source: VectorSource,
  vectors: PackVectors,
): (filter: PassageFilter) => SentLens {
  const lenses = new Map<string, SentLens>();
  let revision = -1;
  let count = 0;
  let alive = 0;

  const look = (filter: PassageFilter): SentLens => {
    const barred = shared(vectors.matrix.count);
    let open = vectors.alive();
    if (filter.subjects === undefined) {
      for (const row of source.barred(filter)) {
        const position = vectors.position(row);
        if (position === undefined) continue;
        barred[position] = 1;
        open -= 1;
      }
      if (open === vectors.alive()) return { open };
    } else {
      barred.fill(1);
      open = 0;
      for (const row of source.citable(filter)) {
        const position = vectors.position(row);
        if (position === undefined) continue;
        barred[position] = 0;
        open += 1;
      }
    }
    return { open, barred, ...(open <= longestList && { only: listed(barred, open) }) };
  };
  const listed = (barred: Uint8Array, open: number): Uint32Array => {
    const only = new Uint32Array(new SharedArrayBuffer(open * 4));
    let index = 0;
    for (let position = 0; position < barred.length; position += 1) {
      if (barred[position] === 1 || isDead(vectors.matrix, position)) continue;
      only[index] = position;
      index += 1;
    }
    return only;
  };

  return (filter) => {
    const now = source.revision(filter.pack);
    const isOld = now !== revision || count !== vectors.matrix.count || alive !== vectors.alive();
    if (isOld) lenses.clear();
    revision = now;
    count = vectors.matrix.count;
    alive = vectors.alive();
    const key = JSON.stringify([filter.today, filter.audience, filter.subjects?.toSorted()]);
    const known = lenses.get(key);
    if (known !== undefined) return known;
    const [oldest] = lenses.keys();
    if (lenses.size >= keptLenses && oldest !== undefined) lenses.delete(oldest);
    const lens = look(filter);
    lenses.set(key, lens);
    return lens;
  };
}

const shared = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
