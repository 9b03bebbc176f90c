import type { ModelRef } from '#domain/insight.ts';
import type { LookUp, Passage, PassageHit } from '#domain/knowledge.ts';
import type { Clock, Encoder, KnowledgeRepository, PassageFilter, Reranker } from '#core/ports.ts';
import { markContradictions } from './contradiction.ts';
import { createDocumentFacts } from './document-facts.ts';
import { createLookUpHead } from './look-up.ts';
import { composeQuery, type IntentFrom, type Reading, type SaidBefore } from './query.ts';
import { createQueryVectors, meaningOf } from './query-vectors.ts';
import { createRanking } from './ranking.ts';
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
  /** Who said it: the talk before when absent. */
  readonly intentFrom?: IntentFrom;
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

/**
 * Relevance from which what the turn finds alone stands, whatever was said before: it would be
 * shown even for a turn of unknown intent.
 */
const standsAlone = 0.65;
/** A re-ranker costs milliseconds for each. */
const reranked = 20;

interface Ranked {
  readonly hits: PassageHit[];
  /** Of the turn itself. */
  readonly vector: Float32Array | undefined;
}

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
  const ranking = createRanking({ knowledge, vectors, facts });
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
      const within = {
        pack,
        filter,
        subjects,
        catalogue,
        typed: request.typed === true,
        most: reranker === undefined ? request.k : Math.max(request.k, reranked),
      };
      const look = async (reading: Reading): Promise<Ranked> => {
        const made = await queryVectors.of(
          reading.meaning.map((part) => part.text),
          request.vector,
        );
        const meaning = meaningOf(reading.meaning, made, encoder.dimensions);
        return { hits: await ranking(reading, meaning, within), vector: made[0] };
      };
      const alone = query.alone && (await look(query.alone));
      const { hits, vector } =
        alone !== undefined && (alone.hits[0]?.relevance ?? 0) >= standsAlone
          ? alone
          : await look(query);
      const ordered = (await rerank(query.understoodAs ?? text, hits)).slice(0, request.k);
      return {
        hits: markContradictions(ordered, ({ passage }) => facts.subject(pack, passage.document)),
        ...(request.typed !== true && {
          lookUp: head.decide({ text, before, first: turns.length === 0 }, vector),
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
