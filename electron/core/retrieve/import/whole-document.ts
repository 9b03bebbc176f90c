import type { ModelRef } from '#domain/insight.ts';
import type { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { KnowledgeRepository } from '#core/ports.ts';
import { createBreath } from './breath.ts';

/** Passages written or removed in one transaction: some milliseconds of the event loop. */
const atOnce = 25;
/** A document with more passages than this is written in parts. */
const largest = 60;

export interface WholeDocument {
  readonly document: KnowledgeDocument;
  readonly passages: readonly Passage[];
  readonly vectors: readonly (Float32Array | undefined)[];
  /** Passages that it has in the store. */
  readonly former: number;
}

/** One large document is written at a time, so that two versions never mix. */
const writing = new WeakMap<KnowledgeRepository, Promise<void>>();

/** Being written in parts, or left so by a process that died: not found, and written anew. */
export const isUnfinished = ({ hash }: Pick<KnowledgeDocument, 'hash'>): boolean => hash === '';

/**
 * Stores a document so that search sees it whole or not at all, and nothing else waits for long. A
 * large one is written in parts, withdrawn and without its hash until the last.
 *
 * @param prepare called when it is its turn; what it reads of the store stays true. Undefined:
 * there is nothing to store any more.
 */
export async function putWhole(
  knowledge: KnowledgeRepository,
  prepare: () => WholeDocument | undefined,
  model: ModelRef,
): Promise<WholeDocument | undefined> {
  while (writing.has(knowledge)) await writing.get(knowledge)?.catch(() => undefined);
  const whole = prepare();
  if (whole === undefined) return undefined;
  const { document, passages, vectors, former } = whole;
  if (passages.length <= largest && former <= largest) {
    knowledge.putDocument(document, passages, vectors, model);
    return whole;
  }
  const parts = putInParts(knowledge, whole, model).finally(() => writing.delete(knowledge));
  writing.set(knowledge, parts);
  await parts;
  return whole;
}

async function putInParts(
  knowledge: KnowledgeRepository,
  { document, passages, vectors }: WholeDocument,
  model: ModelRef,
): Promise<void> {
  const breathe = createBreath();
  const hidden = { ...document, hash: '', body: '', withdrawnAt: document.importedAt };
  knowledge.putPart(hidden, [], [], model);
  while (knowledge.removePassages(document.id, atOnce) > 0) await breathe();
  for (let at = 0; at < passages.length; at += atOnce) {
    const end = at + atOnce;
    knowledge.putPart(hidden, passages.slice(at, end), vectors.slice(at, end), model);
    await breathe();
  }
  knowledge.putPart(document, [], [], model);
}
