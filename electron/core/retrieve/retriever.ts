import type { DocumentId } from '#domain/ids.ts';
import type { Passage, PassageHit } from '#domain/knowledge.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { Clock, Encoder, KnowledgeRepository } from '#core/ports.ts';
import { fuse } from './fuse.ts';
import { type Matrix, blend, buildMatrix, scan } from './matrix.ts';
import { composeQuery, contentWords, type Query } from './query.ts';
import { coverageOf, relevanceOf } from './relevance.ts';

export interface SearchRequest {
  readonly pack: string;
  /** The customer's last turn. */
  readonly text: string;
  /** Earlier turns of the customer, oldest first. */
  readonly history: readonly string[];
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
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly PassageHit[];
  readonly ms: number;
  readonly query: Query;
  /** Citable passages of the pack; 0 means that nothing was imported yet. */
  readonly passages: number;
}

export interface Retriever {
  readonly model: ModelRef;
  search(request: SearchRequest): Promise<SearchResult>;
  /**
   * Passages of one article that may be cited today, in order; empty when it may not be, or not to
   * this audience.
   */
  passagesOf(pack: string, path: string, audience?: 'agent' | 'customer'): readonly Passage[];
  /** Whether a text says enough to be looked for by itself. */
  isSearchable(text: string): boolean;
  /** Loads a pack's vectors, so that the first search need not. Returns how many there are. */
  warm(pack: string): number;
  /** Forgets a pack's vectors; the next search loads them again. */
  invalidate(pack: string): void;
}

/** Ranks taken from each part before they are fused. */
const depth = 50;
/** Texts whose vectors are kept: history and intent titles come again with every turn. */
const keptVectors = 256;

export function createRetriever(ports: {
  readonly knowledge: KnowledgeRepository;
  readonly encoder: Encoder;
  readonly clock: Clock;
}): Retriever {
  const { knowledge, encoder, clock } = ports;
  const matrices = new Map<string, { day: string; matrix: Matrix }>();
  const paths = new Map<string, ReadonlyMap<string, DocumentId>>();
  const vectors = new Map<string, Float32Array>();

  const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);

  const load = (pack: string, audience: 'agent' | 'customer'): Matrix => {
    const key = `${audience} ${pack}`;
    const day = today();
    const known = matrices.get(key);
    // Validity is by day, so a matrix of yesterday may hold what is no longer valid.
    if (known?.day === day) return known.matrix;
    const rows = knowledge.vectors(pack, encoder.model.sha256, day, audience);
    const matrix = buildMatrix(rows, encoder.dimensions);
    matrices.set(key, { day, matrix });
    return matrix;
  };

  const keep = (text: string, vector: Float32Array): void => {
    vectors.delete(text);
    vectors.set(text, vector);
    const [oldest] = vectors.keys();
    if (vectors.size > keptVectors && oldest !== undefined) vectors.delete(oldest);
  };

  const meaningOf = async (query: Query, given?: Float32Array): Promise<Float32Array> => {
    const [turn] = query.meaning;
    if (given !== undefined && turn !== undefined) keep(turn.text, given);
    const missing = query.meaning.map((part) => part.text).filter((text) => !vectors.has(text));
    if (missing.length > 0) {
      const made = await encoder.embed(missing, { priority: 'live' });
      for (const [index, text] of missing.entries()) {
        const vector = made[index];
        if (vector !== undefined) keep(text, vector);
      }
    }
    const parts = query.meaning.flatMap(({ text, weight }) => {
      const vector = vectors.get(text);
      return vector === undefined ? [] : [{ vector, weight }];
    });
    return blend(parts, encoder.dimensions);
  };

  return {
    model: encoder.model,
    async search(request) {
      const started = clock.monotonic();
      const audience = request.audience ?? 'agent';
      const query = composeQuery(request);
      const meaning = await meaningOf(query, request.vector);
      // After the wait, so that an import meanwhile is seen.
      const matrix = load(request.pack, audience);
      const near = scan(matrix, meaning, depth);
      const match = (words: string): Passage[] =>
        words === '' ? [] : knowledge.matchText(request.pack, words, today(), depth, audience);
      const byWords = match(query.words);
      const byContext = match(query.context);
      const byMeaning = near.best.flatMap((row) => matrix.passages[row] ?? []);
      const passages = new Map<string, Passage>(
        [...byContext, ...byWords, ...byMeaning].map((passage) => [passage.id, passage]),
      );
      const ids = (list: readonly Passage[]): string[] => list.map((passage) => passage.id);
      const fused = fuse([
        { weight: 1, ids: ids(byMeaning) },
        { weight: query.wordsWeight, ids: ids(byWords) },
        { weight: query.contextWeight, ids: ids(byContext) },
      ]).slice(0, request.k);
      const asked = query.elliptic ? `${query.words} ${query.context}` : request.text;
      const rank = (list: readonly Passage[], id: string): number | undefined => {
        const index = list.findIndex((passage) => passage.id === id);
        return index < 0 ? undefined : index + 1;
      };
      const hits = fused.flatMap(({ id, score }): PassageHit[] => {
        const passage = passages.get(id);
        if (passage === undefined) return [];
        const row = matrix.rowOf.get(id);
        const similarity = row === undefined ? 0 : (near.cosines[row] ?? 0);
        const bm25 = rank(byWords, id) ?? rank(byContext, id);
        const vector = rank(byMeaning, id);
        return [
          {
            passage,
            score,
            parts: {
              ...(bm25 === undefined ? {} : { bm25 }),
              ...(vector === undefined ? {} : { vector }),
            },
            similarity,
            relevance: relevanceOf({
              similarity,
              coverage: coverageOf(asked, `${passage.title} ${passage.heading} ${passage.text}`),
            }),
          },
        ];
      });
      return {
        hits,
        ms: clock.monotonic() - started,
        query,
        passages: matrix.passages.length,
      };
    },
    passagesOf(pack, path, audience = 'agent') {
      let byPath = paths.get(pack);
      if (byPath === undefined) {
        byPath = new Map(knowledge.documents(pack).map((each) => [each.path, each.id]));
        paths.set(pack, byPath);
      }
      const document = byPath.get(path);
      if (document === undefined) return [];
      if (audience === 'customer' && knowledge.document(document)?.audience !== 'customer')
        return [];
      const matrix = load(pack, 'agent');
      return (matrix.rowsOf.get(document) ?? []).flatMap((row) => matrix.passages[row] ?? []);
    },
    isSearchable: (text) => contentWords(text).length > 0,
    warm: (pack) => load(pack, 'agent').passages.length,
    invalidate(pack) {
      for (const key of [...matrices.keys()]) if (key.endsWith(` ${pack}`)) matrices.delete(key);
      paths.delete(pack);
    },
  };
}
