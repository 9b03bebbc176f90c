import type { ModelRef } from '#domain/insight.ts';
import type { LookUp, Passage, PassageHit } from '#domain/knowledge.ts';
import type { Clock, Encoder, KnowledgeRepository, PassageFilter, Reranker } from '#core/ports.ts';
import { findCandidates } from './candidates.ts';
import { markContradictions } from './contradiction.ts';
import { createDocumentFacts } from './document-facts.ts';
import { scoreOf, withSupport } from './fuse.ts';
import { createLookUpHead } from './look-up.ts';
import { composeQuery, type SaidBefore } from './query.ts';
import { createQueryVectors, meaningOf } from './query-vectors.ts';
import { coverageOf, leadOf, relevanceOf } from './relevance.ts';
import { subjectsInForce } from './subject/in-force.ts';
import { createSubjectWatch } from './subject/subject-watch.ts';
import type { VectorIndex } from './vectors/vector-index.ts';
import { contentWords } from './words.ts';

export interface SearchRequest {
  readonly pack: string;
  /** The customer's last turn, or what an agent types. */
  readonly text: string;
  /** What both said before, oldest first. */
  readonly turns: readonly SaidBefore[];
  /** Title of the intent in force. */
  readonly intent?: string;
  /** Entities as a person would write them. */
  readonly entities?: readonly string[];
  /** How many hits at most. */
  readonly k: number;
  /** The turn's vector, when it was embedded already. */
  readonly vector?: Float32Array;
  /** Who will read the words; `customer` leaves out articles for agents only. */
  readonly audience?: 'agent' | 'customer';
  /** Typed into a search box: all words count, the last may be just begun. */
  readonly typed?: boolean;
}

export interface SearchResult {
  /** Best first; of two that contradict each other the newer first. */
  readonly hits: readonly PassageHit[];
  /** Whether the turn asks for knowledge at all; absent for what an agent typed. */
  readonly lookUp?: LookUp;
  /** The question as it was understood, where it leans on the talk. */
  readonly understoodAs?: string;
  /** Passages of the pack; 0 means that nothing was imported yet. */
  readonly passages: number;
  readonly ms: number;
}

export interface Retriever {
  readonly model: ModelRef;
  /** Rejects with UnusableQuery when the turn's vector is not one of this encoder. */
  search(request: SearchRequest): Promise<SearchResult>;
  /**
   * Passages of one article of the pack that may be cited today, in order; empty when it may not
   * be, or not to this audience.
   */
  passagesOf(pack: string, path: string, audience?: 'agent' | 'customer'): readonly Passage[];
  /** Whether a text says enough to be looked for by itself. */
  isSearchable(text: string): boolean;
  /** Loads a pack's vectors, so that the first search need not. Returns how many there are. */
  warm(pack: string): Promise<number>;
}

/** Passages that are read from the store after the first ranking. */
const readRows = 60;
/** A re-ranker costs milliseconds for each. */
const reranked = 20;

export function createRetriever(ports: {
  readonly knowledge: KnowledgeRepository;
  readonly vectors: VectorIndex;
  readonly encoder: Encoder;
  readonly clock: Clock;
  readonly reranker?: Reranker;
  /** Told when the re-ranker did not answer: the order of search stands then. */
  readonly onProblem?: (thrown: unknown) => void;
}): Retriever {
  const { knowledge, vectors, encoder, clock, reranker } = ports;
  const queryVectors = createQueryVectors(encoder);
  const subjectsOf = createSubjectWatch(knowledge);
  const facts = createDocumentFacts(knowledge);
  const head = createLookUpHead(encoder.model.sha256);

  const filterFor = (pack: string, audience: 'agent' | 'customer'): PassageFilter => ({
    pack,
    today: new Date(clock.now()).toISOString().slice(0, 10),
    audience,
  });

  const rerank = async (question: string, hits: PassageHit[]): Promise<PassageHit[]> => {
    if (reranker === undefined || hits.length === 0) return hits;
    const first = hits.slice(0, reranked);
    let scores: number[];
    try {
      scores = await reranker.score(
        question,
        first.map(({ passage }) => `${passage.title}. ${passage.heading}. ${passage.text}`),
        { priority: 'live' },
      );
    } catch (thrown) {
      ports.onProblem?.(thrown);
      return hits;
    }
    const order = first
      .map((hit, index) => ({ hit, score: scores[index] ?? 0 }))
      .sort((a, b) => b.score - a.score);
    return [...order.map(({ hit }) => hit), ...hits.slice(reranked)];
  };

  return {
    model: encoder.model,
    async search(request) {
      const started = clock.monotonic();
      const { pack, text, turns } = request;
      const filter = filterFor(pack, request.audience ?? 'agent');
      const catalogue = subjectsOf(pack);
      const subjects = subjectsInForce([...turns.map((turn) => turn.text), text], (said) =>
        catalogue.spot(said),
      );
      const query = composeQuery({ ...request, subjects });
      const before = turns.findLast(({ speaker }) => speaker === 'agent')?.text ?? '';
      const made = await queryVectors.of(
        query.meaning.map((part) => part.text),
        request.vector,
      );
      const meaning = meaningOf(query.meaning, made, encoder.dimensions);
      const candidates = await findCandidates(
        { knowledge, vectors },
        { words: query.words, meaning, filter, subjects, typed: request.typed === true },
        catalogue,
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
      const kept = fused.slice(
        0,
        reranker === undefined ? request.k : Math.max(request.k, reranked),
      );
      const hits = kept.map(({ passage, score, cosine, bm25, vector }): PassageHit => ({
        passage,
        score,
        parts: {
          ...(bm25 !== undefined && { bm25 }),
          ...(vector !== undefined && { vector }),
        },
        similarity: cosine,
        relevance: relevanceOf({
          similarity: cosine,
          coverage: coverageOf(query.asked, `${passage.title} ${passage.heading} ${passage.text}`),
          lead: leadOf(
            score,
            fused.flatMap((other) => (other.document === passage.document ? [] : [other.score])),
          ),
        }),
        ...facts.ofHit(pack, passage.document),
      }));
      const ordered = (await rerank(query.understoodAs ?? text, hits)).slice(0, request.k);
      return {
        hits: markContradictions(ordered, ({ passage }) => facts.subject(pack, passage.document)),
        ...(request.typed !== true && {
          lookUp: head.decide({ text, before, first: turns.length === 0 }, made[0]),
        }),
        ...(query.understoodAs !== undefined && { understoodAs: query.understoodAs }),
        passages: knowledge.count(pack),
        ms: clock.monotonic() - started,
      };
    },
    passagesOf(pack, path, audience = 'agent') {
      const document = facts.atPath(pack, path);
      return document === undefined
        ? []
        : knowledge.passagesOf(document, filterFor(pack, audience));
    },
    isSearchable: (text) => contentWords(text).length > 0,
    warm: (pack) => vectors.warm(pack),
  };
}
