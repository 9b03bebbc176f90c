import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentId, PackName, PassageId, SourceId } from '#domain/ids.ts';
import { KnowledgeDocument } from '#domain/knowledge.ts';
import { createLog } from '#core/log.ts';
import type { Clock, Encoder, KnowledgeRepository, Reranker } from '#core/ports.ts';
// Only tests may open another stage: search is tested over the real full text.
import { openStore } from '#core/store/index.ts';
import { embeddedText } from './import/passages.ts';
import { createRetriever, type Retriever, type SearchResult } from './retriever.ts';
import { splitArticle } from './split.ts';
import { createVectorIndex } from './vectors/create-vector-index.ts';

/** Letter trigrams in 64 buckets: enough meaning for a test, and the same everywhere. */
export function trigramVector(text: string): Float32Array {
  const vector = new Float32Array(64);
  const letters = text.toLowerCase().replaceAll(/[^a-z]+/g, ' ');
  for (let i = 0; i + 3 <= letters.length; i += 1) {
    let hash = 7;
    for (const letter of letters.slice(i, i + 3)) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
    vector[hash % 64] = (vector[hash % 64] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

export interface SearchBench {
  readonly knowledge: KnowledgeRepository;
  readonly retriever: Retriever;
  /** Texts that the encoder was asked for. */
  readonly asked: string[];
  /** The day on which is searched. */
  now: number;
  put(path: string, body: string, change?: Partial<KnowledgeDocument>): void;
  find(text: string, change?: object): Promise<SearchResult>;
  titles(text: string, change?: object): Promise<string[]>;
  close(): Promise<void>;
}

export function openSearchBench(
  options: { readonly reranker?: Reranker; readonly onProblem?: (thrown: unknown) => void } = {},
): SearchBench {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-search-'));
  const opened = openStore({ folder, key: Buffer.alloc(32, 7).toString('base64') });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const { knowledge } = store;
  const asked: string[] = [];
  const encoder: Encoder = {
    model: { name: 'test', version: '1', sha256: 'a'.repeat(64) },
    dimensions: 64,
    embed: (texts) => {
      asked.push(...texts);
      return Promise.resolve(texts.map(trigramVector));
    },
    close: () => Promise.resolve(),
  };
  const vectors = createVectorIndex({
    knowledge,
    model: encoder.model,
    dimensions: encoder.dimensions,
    log: createLog({
      level: 'error',
      now: () => 0,
      redact: (text) => text,
      write: () => undefined,
    }),
  });
  const clock: Clock = {
    now: () => bench.now,
    monotonic: () => 0,
    after: () => () => undefined,
  };
  const bench: SearchBench = {
    knowledge,
    asked,
    retriever: createRetriever({ knowledge, vectors, encoder, clock, ...options }),
    now: Date.parse('2026-11-22T12:00:00Z'),
    put: (path, body, change = {}) => {
      const document = KnowledgeDocument.parse({
        id: DocumentId.parse(`doc-${path}`),
        pack: PackName.parse('shop'),
        source: SourceId.parse('pack'),
        path,
        title: path,
        hash: `hash-${path}`,
        audience: 'customer',
        language: 'en',
        importedAt: 0,
        version: 1,
        body,
        ...change,
      });
      const passages = splitArticle(document).map((piece, ordinal) => ({
        id: PassageId.parse(`${path}#${ordinal}`),
        document: document.id,
        pack: document.pack,
        ordinal,
        title: document.title,
        ...piece,
      }));
      knowledge.putDocument(
        document,
        passages,
        passages.map((passage) => trigramVector(embeddedText(passage))),
        encoder.model,
      );
    },
    find: (text, change = {}) =>
      bench.retriever.search({ pack: 'shop', text, turns: [], k: 5, ...change }),
    titles: async (text, change) =>
      (await bench.find(text, change)).hits.map(({ passage }) => passage.title),
    close: async () => {
      await vectors.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}
