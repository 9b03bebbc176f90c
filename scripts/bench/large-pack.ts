import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type SqliteStore } from '../../electron/core/store/index.ts';
import type { ModelRef } from '../../electron/domain/insight.ts';
import { KnowledgeDocument, Passage } from '../../electron/domain/knowledge.ts';
import { type ClusteredVectors, perArticle } from './clustered-vectors.ts';
import { createWriter } from './made-up-text.ts';

export const benchPack = 'bench';
export const benchModel: ModelRef = {
  name: 'bench-encoder',
  version: '1',
  sha256: createHash('sha256').update('bench-encoder').digest('hex'),
};

/** One in ten articles is for agents only, so that a customer's search has something to leave out. */
const forAgents = 10;

/** A real, encrypted store full of made-up articles, in a folder that goes away. */
export async function withLargePack<T>(
  passages: number,
  vectors: ClusteredVectors,
  run: (store: SqliteStore, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-search-'));
  try {
    const opened = openStore({ folder, key: Buffer.alloc(32, 7).toString('base64') });
    if (!opened.ok) throw new Error(opened.error.message);
    try {
      for (let first = 0; first < passages; first += perArticle)
        putArticle(opened.value, first / perArticle, vectors);
      return await run(opened.value, folder);
    } finally {
      opened.value.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function putArticle(store: SqliteStore, index: number, vectors: ClusteredVectors): void {
  const write = createWriter(index + 1);
  const title = write(4);
  const document = KnowledgeDocument.parse({
    id: `bench-${index}`,
    pack: benchPack,
    path: `article-${index}.md`,
    title,
    hash: createHash('sha256').update(String(index)).digest('hex'),
    audience: index % forAgents === 0 ? 'agent' : 'customer',
    language: 'en',
    importedAt: 1,
    body: title,
    subject: `Subject ${index % 500}`,
  });
  const own = Array.from({ length: perArticle }, (_, ordinal) =>
    Passage.parse({
      id: `bench-${index}#${ordinal}`,
      document: document.id,
      pack: benchPack,
      ordinal,
      title,
      heading: write(3),
      anchor: `p-${ordinal}`,
      text: write(60),
    }),
  );
  store.knowledge.putDocument(
    document,
    own,
    own.map((_, ordinal) => vectors.passage(index * perArticle + ordinal)),
    benchModel,
  );
}
