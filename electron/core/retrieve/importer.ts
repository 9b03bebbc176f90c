import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/action.ts';
import { DocumentId, PassageId } from '#domain/ids.ts';
import type { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { Pack, PackArticle } from '#domain/pack.ts';
import { type Result, err, ok } from '#domain/result.ts';
import type { Clock, Encoder, KnowledgeRepository } from '#core/ports.ts';
import { splitArticle, splitVersion } from './split.ts';

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
export interface ImportProblem {
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
  ): Promise<ImportReport & { readonly problems: readonly ImportProblem[] }>;
}

/** Passages embedded in one call: large enough to be efficient, small enough to let live text in. */
const batchSize = 32;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash of all that a document says and when it is valid; any change makes new passage ids. */
export const documentHash = (pack: string, article: PackArticle): string =>
  sha256(canonicalJson({ pack, split: splitVersion, article }));

/** Stays the same over versions, so that an old citation opens the article as it is today. */
export const documentId = (pack: string, path: string): DocumentId =>
  DocumentId.parse(`doc-${sha256(canonicalJson([pack, path])).slice(0, 16)}`);

/** Passages of a document, with ids of the first 12 digits of its hash and the ordinal. */
export function passagesOf(
  document: Pick<KnowledgeDocument, 'id' | 'pack' | 'title' | 'hash' | 'body'>,
): Passage[] {
  return splitArticle(document).map((piece, ordinal) => ({
    id: PassageId.parse(`${document.hash.slice(0, 12)}#${ordinal}`),
    document: document.id,
    pack: document.pack,
    ordinal,
    title: document.title,
    heading: piece.heading,
    anchor: piece.anchor,
    text: piece.text,
  }));
}

/** The words the encoder sees: a passage alone often does not say what it is about. */
export const embeddedText = (passage: Passage): string =>
  passage.heading === passage.title
    ? `${passage.title}. ${passage.text}`
    : `${passage.title}. ${passage.heading}. ${passage.text}`;

interface Prepared {
  readonly document: KnowledgeDocument;
  readonly passages: readonly Passage[];
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function toDocument(
  pack: Pack,
  article: PackArticle,
  now: number,
): Result<KnowledgeDocument, string> {
  for (const [name, value] of Object.entries({
    from: article.validFrom,
    to: article.validTo,
  })) {
    if (value !== undefined && !day.test(value))
      return err(`"valid ${name}" is ${value}; write it as YYYY-MM-DD.`);
  }
  return ok({
    id: documentId(pack.manifest.name, article.path),
    pack: pack.manifest.name,
    path: article.path,
    title: article.title,
    hash: documentHash(pack.manifest.name, article),
    ...(article.owner === undefined ? {} : { owner: article.owner }),
    audience: article.audience,
    language: article.language,
    ...(article.validFrom === undefined ? {} : { validFrom: article.validFrom }),
    ...(article.validTo === undefined ? {} : { validTo: article.validTo }),
    importedAt: now,
    body: article.body,
  });
}

/**
 * @param onChanged told after an import that changed something: the retriever drops its matrix.
 */
export function createKnowledgeIndexer(ports: {
  readonly knowledge: KnowledgeRepository;
  readonly encoder: Encoder;
  readonly clock: Clock;
  readonly onChanged?: (pack: string) => void;
}): KnowledgeIndexer {
  const { knowledge, encoder, clock } = ports;

  /** The documents of a pack that the store does not hold as they are now. */
  const changed = (pack: Pack, now: number): { waiting: Prepared[]; problems: ImportProblem[] } => {
    const today = new Date(now).toISOString().slice(0, 10);
    const name = pack.manifest.name;
    const known = new Map(knowledge.documents(name).map((each) => [each.path, each.hash]));
    const embedded = new Set<string>(
      known.size === 0
        ? []
        : knowledge.vectors(name, encoder.model.sha256, today).map((row) => row.passage.document),
    );
    const waiting: Prepared[] = [];
    const problems: ImportProblem[] = [];
    for (const article of pack.articles) {
      const read = toDocument(pack, article, now);
      if (!read.ok) {
        problems.push({ path: article.path, message: read.error });
        continue;
      }
      const document = read.value;
      const citable =
        (document.validFrom ?? today) <= today && today <= (document.validTo ?? today);
      // A new encoder needs new vectors, but an article that is not valid today shows none.
      const done =
        known.get(document.path) === document.hash && (!citable || embedded.has(document.id));
      if (!done) waiting.push({ document, passages: passagesOf(document) });
    }
    return { waiting, problems };
  };

  const embed = async (texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += batchSize) {
      signal?.throwIfAborted();
      vectors.push(
        ...(await encoder.embed(texts.slice(at, at + batchSize), {
          priority: 'background',
          ...(signal === undefined ? {} : { signal }),
        })),
      );
    }
    return vectors;
  };

  return {
    async importPack(pack, { signal } = {}) {
      const started = clock.monotonic();
      const now = clock.now();
      const { waiting, problems } = changed(pack, now);
      let passages = 0;
      for (const group of groups(waiting)) {
        const vectors = await embed(
          group.flatMap((each) => each.passages.map(embeddedText)),
          signal,
        );
        let from = 0;
        for (const { document, passages: own } of group) {
          knowledge.putDocument(
            document,
            own,
            vectors.slice(from, from + own.length),
            encoder.model,
          );
          from += own.length;
        }
        passages += from;
      }
      const name = pack.manifest.name;
      const withdrawn = knowledge.removeMissing(
        name,
        pack.articles.map((article) => article.path),
      );
      if (passages > 0 || withdrawn > 0) ports.onChanged?.(name);
      return {
        pack: name,
        imported: waiting.length,
        unchanged: pack.articles.length - waiting.length - problems.length,
        withdrawn,
        passages,
        problems,
        ms: clock.monotonic() - started,
      };
    },
  };
}

/** Whole documents in groups of about one batch, so that small ones share a call. */
function groups(waiting: readonly Prepared[]): Prepared[][] {
  const all: Prepared[][] = [];
  let size = batchSize;
  for (const each of waiting) {
    const last = all.at(-1);
    if (last === undefined || size >= batchSize) {
      all.push([each]);
      size = 0;
    } else last.push(each);
    size += each.passages.length;
  }
  return all;
}
