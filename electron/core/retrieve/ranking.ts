import type { PassageHit } from '#domain/knowledge.ts';
import type { KnowledgeRepository, PassageFilter } from '#core/ports.ts';
import { findCandidates } from './candidates.ts';
import type { DocumentFacts } from './document-facts.ts';
import { scoreOf, withSupport } from './fuse.ts';
import type { Reading } from './query.ts';
import { coverageOf, leadOf, relevanceOf } from './relevance.ts';
import type { SubjectInForce } from './subject/in-force.ts';
import type { PackSubjects } from './subject/subject-watch.ts';
import type { VectorIndex } from './vectors/vector-index.ts';

/** Passages that are read from the store after the first ranking. */
const readRows = 60;

/** Where is searched, and for how many hits at most. */
export interface Within {
  readonly pack: string;
  readonly filter: PassageFilter;
  readonly subjects: readonly SubjectInForce[];
  readonly catalogue: PackSubjects;
  readonly typed: boolean;
  readonly most: number;
}

/** What one reading of the question finds, best first; `meaning` is its vector. */
export type Ranking = (
  reading: Reading,
  meaning: Float32Array,
  within: Within,
) => Promise<PassageHit[]>;

export function createRanking(ports: {
  readonly knowledge: Pick<KnowledgeRepository, 'matchText' | 'passages'>;
  readonly vectors: Pick<VectorIndex, 'search' | 'cosines'>;
  readonly facts: Pick<DocumentFacts, 'ofHit'>;
}): Ranking {
  const { knowledge, vectors, facts } = ports;
  return async (reading, meaning, within) => {
    const { pack, filter, subjects, typed } = within;
    const candidates = await findCandidates(
      { knowledge, vectors },
      { words: reading.words, meaning, filter, subjects, typed },
      within.catalogue,
    );
    const ranked = candidates
      .map((candidate) => ({ ...candidate, score: scoreOf(candidate) }))
      .sort((a, b) => b.score - a.score || a.row - b.row)
      .slice(0, readRows);
    const read = new Map(
      knowledge.passages(ranked.map(({ row }) => row)).map(({ row, passage }) => [row, passage]),
    );
    const fused = withSupport(
      ranked.flatMap((each) => {
        const passage = read.get(each.row);
        return passage === undefined ? [] : [{ ...each, passage, document: passage.document }];
      }),
    );
    return fused.slice(0, within.most).map(({ passage, score, cosine, bm25, vector }) => ({
      passage,
      score,
      parts: {
        ...(bm25 !== undefined && { bm25 }),
        ...(vector !== undefined && { vector }),
      },
      similarity: cosine,
      relevance: relevanceOf({
        similarity: cosine,
        coverage: coverageOf(reading.asked, `${passage.title} ${passage.heading} ${passage.text}`),
        lead: leadOf(
          score,
          fused.flatMap((other) => (other.document === passage.document ? [] : [other.score])),
        ),
      }),
      ...facts.ofHit(pack, passage.document),
    }));
  };
}
