import type { KnowledgeRepository, PassageFilter, PassageRow } from '#core/ports.ts';
import type { SubjectInForce } from './subject/in-force.ts';
import { noSubject, type PackSubjects } from './subject/subject-watch.ts';
import type { VectorIndex } from './vectors/vector-index.ts';

/** A passage that words or vectors found. Ranks are from 1. */
export interface Candidate {
  readonly row: PassageRow;
  cosine: number;
  words: number;
  /** How likely the talk is about its subject; 1 where no subject is in force. */
  weight: number;
  bm25?: number;
  vector?: number;
}

/** Taken from each list. */
const depth = 50;
/** What is about nothing in particular may answer a question about a subject too. */
const generalWeight = 0.7;

interface Found {
  readonly filter: PassageFilter;
  readonly weight: number;
  /** Rows that count; all when absent. */
  readonly only?: ReadonlySet<PassageRow>;
}

/**
 * Searches by words and by meaning: inside the subjects in force and in what has no subject, or in
 * everything where none is in force. The filter holds inside each search.
 */
export async function findCandidates(
  ports: {
    readonly knowledge: Pick<KnowledgeRepository, 'matchText'>;
    readonly vectors: Pick<VectorIndex, 'search' | 'cosines'>;
  },
  request: {
    readonly words: string;
    readonly meaning: Float32Array;
    readonly filter: PassageFilter;
    readonly subjects: readonly SubjectInForce[];
    readonly typed: boolean;
  },
  pack: PackSubjects,
): Promise<Candidate[]> {
  const { words, meaning, filter, subjects, typed } = request;
  const searches: Found[] = subjects.map(({ subject, weight }) => ({
    filter: { ...filter, subjects: [subject] },
    weight,
  }));
  if (subjects.length === 0) searches.push({ filter, weight: 1 });
  else {
    const general = pack.general(filter);
    if (general.size > 0)
      searches.push({
        filter: { ...filter, subjects: [noSubject] },
        weight: generalWeight,
        only: general,
      });
  }
  const found = new Map<PassageRow, Candidate>();
  const at = (row: PassageRow, weight: number): Candidate => {
    const known = found.get(row);
    if (known !== undefined) return known;
    const fresh = { row, cosine: NaN, words: 0, weight };
    found.set(row, fresh);
    return fresh;
  };
  // Asked for first: a graph is walked in a thread of its own while the words are looked up here.
  const walks = Promise.all(
    searches.map((search) => ports.vectors.search(meaning, depth, search.filter)),
  );
  // Waited for below; a walk that fails while the words are looked up is told there.
  walks.catch(() => undefined);
  for (const { weight, only, filter: own } of searches) {
    // Full text knows no documents without a subject: they are picked out of everything.
    const matched = ports.knowledge.matchText(
      words,
      only === undefined ? own : filter,
      depth,
      typed ? 'begun' : 'any',
    );
    let rank = 0;
    for (const { row, score } of matched) {
      if (only !== undefined && !only.has(row)) continue;
      rank += 1;
      const candidate = at(row, weight);
      candidate.words = score;
      candidate.bm25 = rank;
    }
  }
  for (const [index, near] of (await walks).entries())
    for (const [rank, { row, cosine }] of near.entries()) {
      const candidate = at(row, searches[index]?.weight ?? 1);
      candidate.cosine = cosine;
      candidate.vector = rank + 1;
    }
  const unknown = [...found.values()].filter(({ cosine }) => Number.isNaN(cosine));
  const cosines = await ports.vectors.cosines(
    meaning,
    filter.pack,
    unknown.map(({ row }) => row),
  );
  for (const [index, candidate] of unknown.entries()) candidate.cosine = cosines[index] ?? 0;
  return [...found.values()];
}
