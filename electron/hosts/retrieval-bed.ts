import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEncoder } from '#core/inference/encoder.ts';
import { readRegistry } from '#core/inference/registry.ts';
import { createLog } from '#core/log.ts';
import type { Encoder, PassageFilter } from '#core/ports.ts';
import {
  documentId,
  embeddedText,
  importHash,
  toPassages,
} from '#core/retrieve/import/passages.ts';
import { composeQuery } from '#core/retrieve/query.ts';
import { createQueryVectors, meaningOf } from '#core/retrieve/query-vectors.ts';
import { createRetriever, type Retriever } from '#core/retrieve/retriever.ts';
import { splitArticle } from '#core/retrieve/split.ts';
import { createVectorIndex } from '#core/retrieve/vectors/create-vector-index.ts';
import { openStore } from '#core/store/index.ts';
import { systemClock } from '#core/system-ports.ts';
import { redactText } from '#core/understand/index.ts';
import { PackName, SourceId } from '#domain/ids.ts';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { findAppFolder } from './app-folder.ts';
import { refuse } from './cli-output.ts';

/** @file A store with articles to measure search on, in a folder that goes away. */

/** An article of a set. `id` is what an answer is recognised by. */
export interface BedDocument {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly subject?: string;
}

export interface RetrievalBed {
  readonly encoder: Encoder;
  readonly retriever: Retriever;
  /** Ids of the documents whose passages are nearest to the turn by vector alone, best first. */
  nearest(request: Parameters<typeof composeQuery>[0], k: number): Promise<string[]>;
  /** The document of a passage's document id. */
  idOf(document: string): string;
}

const pack = PackName.parse('measured');
/** Passages embedded in one call. */
const batch = 64;

/** Name of the pack that holds the articles. */
export const bedPack: string = pack;

export async function withRetrievalBed<T>(
  documents: readonly BedDocument[],
  onProgress: (done: number, total: number) => void,
  run: (bed: RetrievalBed) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-measure-'));
  const modelsDir = join(findAppFolder(), 'models');
  const encoder = await createEncoder({ modelsDir, registry: await readRegistry(modelsDir) });
  const opened = openStore({ folder, key: Buffer.alloc(32, 1).toString('base64') });
  try {
    if (!opened.ok) throw refuse(opened.error);
    const store = opened.value;
    const { knowledge } = store;
    const ids = new Map<string, string>();
    const prepared = documents.map(({ id, title, body, subject }) => {
      const document: KnowledgeDocument = {
        id: documentId(pack, id),
        pack,
        source: SourceId.parse('pack'),
        path: id,
        title,
        hash: importHash(pack, 'pack', { id, title, body }),
        audience: 'agent',
        language: 'en',
        importedAt: 0,
        version: 1,
        ...(subject !== undefined && { subject }),
        body,
      };
      ids.set(document.id, id);
      return { document, passages: toPassages(document, splitArticle(document)) };
    });
    const texts = prepared.flatMap(({ passages }) => passages.map(embeddedText));
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += batch) {
      onProgress(at, texts.length);
      const part = texts.slice(at, at + batch);
      vectors.push(...(await encoder.embed(part, { priority: 'background' })));
    }
    let from = 0;
    store.transaction(() => {
      for (const { document, passages } of prepared) {
        const own = vectors.slice(from, from + passages.length);
        knowledge.putDocument(document, passages, own, encoder.model);
        from += passages.length;
      }
    }, 'normal');
    const index = createVectorIndex({
      knowledge,
      model: encoder.model,
      dimensions: encoder.dimensions,
      log: createLog({
        level: 'error',
        now: () => Date.now(),
        redact: redactText,
        write: (line) => process.stderr.write(`${line}\n`),
      }),
    });
    const retriever = createRetriever({ knowledge, vectors: index, encoder, clock: systemClock });
    const queryVectors = createQueryVectors(encoder);
    try {
      await index.warm(pack);
      return await run({
        encoder,
        retriever,
        idOf: (document) => ids.get(document) ?? document,
        nearest: async (request, k) => {
          const { meaning } = composeQuery(request);
          const made = await queryVectors.of(meaning.map(({ text }) => text));
          const filter: PassageFilter = { pack, today: '2026-01-01', audience: 'agent' };
          const query = meaningOf(meaning, made, encoder.dimensions);
          const near = await index.search(query, k, filter);
          return knowledge
            .passages(near.map(({ row }) => row))
            .map(({ passage }) => ids.get(passage.document) ?? '');
        },
      });
    } finally {
      await index.close();
      store.close();
    }
  } finally {
    await encoder.close();
    await rm(folder, { recursive: true, force: true });
  }
}
