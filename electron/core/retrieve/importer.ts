import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { PackName, SourceId } from '#domain/ids.ts';
import type { Pack, PackArticle } from '#domain/pack.ts';
import type { Clock, Encoder, KnowledgeRepository } from '#core/ports.ts';
import { wrongDays } from './import/document-of.ts';
import {
  articleHash,
  documentId,
  embeddedText,
  packSource,
  toPassages,
  vectorsAgain,
} from './import/passages.ts';
import { soundVector } from './import/sound-vector.ts';
import { splitArticle } from './split.ts';

/** What an import did. Counts are documents, except `passages`. */
export interface ImportReport {
  readonly pack: string;
  readonly imported: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly passages: number;
  readonly ms: number;
}

/** An article whose dates cannot be read: it is not imported, the others are. */
export interface ArticleProblem {
  readonly path: string;
  readonly message: string;
}

export interface KnowledgeIndexer {
  /**
   * Brings the store to what the pack holds: new and changed articles are split and embedded,
   * unchanged ones left alone, missing ones removed. Safe to repeat and to interrupt: each article
   * is stored whole or not at all.
   */
  importPack(
    pack: Pack,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ImportReport & { readonly problems: readonly ArticleProblem[] }>;
}

/** Passages looked at in one go. */
const pageSize = 256;

/** Embeds and stores the articles that come with a pack; all of them have vectors when it resolves. */
export function createKnowledgeIndexer(ports: {
  readonly knowledge: KnowledgeRepository;
  readonly encoder: Encoder;
  readonly clock: Clock;
}): KnowledgeIndexer {
  const { knowledge, encoder, clock } = ports;

  /** @returns how many passages were stored */
  const store = async (
    document: Omit<KnowledgeDocument, 'version'>,
    signal: AbortSignal | undefined,
  ): Promise<number> => {
    const passages = toPassages(document, splitArticle(document));
    const again = vectorsAgain(passages, knowledge.embedded(document.id, encoder.model.sha256));
    const missing = passages.filter((_, index) => again[index] === undefined).map(embeddedText);
    const fresh = await encoder.embed(missing, {
      priority: 'background',
      ...(signal !== undefined && { signal }),
    });
    let next = 0;
    const vectors = again.map((vector) => vector ?? soundVector(fresh[next++], encoder));
    // Looked at last, because it may have been withdrawn while its vectors were made.
    const former = knowledge.document(document.id);
    knowledge.putDocument(
      {
        ...document,
        version: (former?.version ?? 0) + 1,
        ...(former?.withdrawnAt !== undefined && { withdrawnAt: former.withdrawnAt }),
      },
      passages,
      vectors,
      encoder.model,
    );
    return passages.length;
  };

  /**
   * Another encoder needs vectors of its own; the former one's stay beside them, so that search with
   * it goes on meanwhile. What was imported waits for the embedder: there may be much of it.
   */
  const embedWaiting = async (pack: string, signal: AbortSignal | undefined): Promise<void> => {
    const model = encoder.model.sha256;
    if (knowledge.countUnembedded(pack, model) === 0) return;
    const own = new Set<string>(knowledge.documents(pack, packSource).map(({ id }) => id));
    let page = knowledge.unembedded(pack, model, pageSize);
    for (let last = page.at(-1)?.row; last !== undefined; last = page.at(-1)?.row) {
      const mine = page.filter(({ passage }) => own.has(passage.document));
      const vectors = await encoder.embed(
        mine.map(({ passage }) => embeddedText(passage)),
        { priority: 'background', ...(signal !== undefined && { signal }) },
      );
      knowledge.putVectors(
        model,
        mine.map(({ row }, at) => ({ row, vector: soundVector(vectors[at], encoder) })),
      );
      page = knowledge.unembedded(pack, model, pageSize, last);
    }
  };

  return {
    importPack: async (pack, { signal } = {}) => {
      const started = clock.monotonic();
      const name = pack.manifest.name;
      const known = new Map(
        knowledge.documents(name, packSource).map((each) => [each.path, each.hash]),
      );
      const problems: ArticleProblem[] = [];
      let [imported, unchanged, passages] = [0, 0, 0];
      for (const article of pack.articles) {
        signal?.throwIfAborted();
        const message = wrongDays(article);
        if (message !== undefined) problems.push({ path: article.path, message });
        else if (known.get(article.path) === articleHash(name, article)) unchanged += 1;
        else {
          passages += await store(documentOfArticle(name, article, clock.now()), signal);
          imported += 1;
        }
      }
      const withdrawn = knowledge.removeMissing(
        name,
        packSource,
        pack.articles.map(({ path }) => path),
      );
      await embedWaiting(name, signal);
      const ms = clock.monotonic() - started;
      return { pack: name, imported, unchanged, withdrawn, passages, problems, ms };
    },
  };
}

const documentOfArticle = (
  pack: string,
  article: PackArticle,
  now: number,
): Omit<KnowledgeDocument, 'version'> => ({
  id: documentId(pack, article.path),
  pack: PackName.parse(pack),
  source: SourceId.parse(packSource),
  path: article.path,
  title: article.title,
  hash: articleHash(pack, article),
  ...(article.owner !== undefined && { owner: article.owner }),
  audience: article.audience,
  language: article.language,
  ...(article.validFrom !== undefined && { validFrom: article.validFrom }),
  ...(article.validTo !== undefined && { validTo: article.validTo }),
  importedAt: now,
  body: article.body,
});
