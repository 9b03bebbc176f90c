import type { ModelRef } from '#domain/insight.ts';
import type { KnowledgeSource } from '#domain/knowledge-import.ts';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import type { Clock, KnowledgeRepository } from '#core/ports.ts';
import type { SourceDocument } from '../read/source-document.ts';
import { documentOf } from './document-of.ts';
import { toPassages, vectorsAgain } from './passages.ts';
import type { Splitter } from './splitter.ts';
import { isUnfinished, putWhole } from './whole-document.ts';

/** What the store holds of a document, by its path inside the source. */
export type Known = ReadonlyMap<
  string,
  Pick<KnowledgeDocument, 'id' | 'path' | 'hash' | 'version'>
>;

export type Written =
  | { readonly kind: 'imported'; readonly passages: number; readonly unembedded: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'problem'; readonly message: string };

export interface DocumentWriter {
  /**
   * Stores one document whole, or not at all. Full text finds it at once; passages whose embedded
   * text is new wait for their vectors. Throws what the store throws: a full disk, a damaged file.
   */
  write(
    source: KnowledgeSource,
    said: SourceDocument,
    known: Known,
    fileChangedAt: number,
    model: ModelRef,
  ): Promise<Written>;
}

/**
 * A document withdrawn by its source carries the time of its import; one withdrawn by hand a later
 * one. A new version of the first may come back, of the second only by hand.
 */
export const withdrawnByHand = (
  document: Pick<KnowledgeDocument, 'importedAt' | 'withdrawnAt'> | undefined,
): boolean => document?.withdrawnAt !== undefined && document.withdrawnAt !== document.importedAt;

/** When a document is withdrawn by hand: never the time of its import, which would say something else. */
export const handWithdrawal = (
  document: Pick<KnowledgeDocument, 'importedAt'>,
  now: number,
): number => (now === document.importedAt ? now + 1 : now);

export function createDocumentWriter(ports: {
  readonly knowledge: KnowledgeRepository;
  readonly splitter: Splitter;
  readonly clock: Pick<Clock, 'now'>;
  readonly redact: (text: string) => string;
}): DocumentWriter {
  const { knowledge, splitter, clock, redact } = ports;
  return {
    write: async (source, said, known, fileChangedAt, model) => {
      const read = documentOf(source, said, fileChangedAt, redact);
      if (!read.ok) return { kind: 'problem', message: read.error };
      const { withdrawn, ...document } = read.value;
      const before = known.get(document.path);
      if (before?.hash === document.hash) return { kind: 'unchanged' };
      let pieces;
      try {
        pieces = await splitter.split(document);
      } catch {
        return {
          kind: 'problem',
          message: 'It is too large to be split into passages; cut the article into several.',
        };
      }
      const passages = toPassages(document, pieces);
      const whole = await putWhole(
        knowledge,
        () => {
          const former = before && knowledge.document(before.id);
          const held = former === undefined ? [] : knowledge.embedded(former.id, model.sha256);
          const importedAt = clock.now();
          const byHand = withdrawnByHand(former) ? former?.withdrawnAt : undefined;
          const withdrawnAt = byHand ?? (withdrawn ? importedAt : undefined);
          const again = former !== undefined && isUnfinished(former);
          return {
            document: {
              ...document,
              version: (former?.version ?? 0) + (again ? 0 : 1),
              importedAt,
              ...(withdrawnAt !== undefined && { withdrawnAt }),
            },
            passages,
            vectors: vectorsAgain(passages, held),
            former: held.length,
          };
        },
        model,
      );
      return {
        kind: 'imported',
        passages: passages.length,
        unembedded: whole?.vectors.filter((vector) => vector === undefined).length ?? 0,
      };
    },
  };
}
