import type { Encoder, KnowledgeRepository } from '#core/ports.ts';
import { embeddedText, toPassages } from './passages.ts';
import { soundVector } from './sound-vector.ts';
import type { Splitter } from './splitter.ts';
import { isUnfinished, putWhole } from './whole-document.ts';

/**
 * Splits and embeds every document of a pack anew, one after the other: each is replaced whole, when
 * its new vectors are there. Rejects with the signal's reason and as encoder and store do.
 */
export async function remakePack(
  parts: {
    readonly knowledge: KnowledgeRepository;
    readonly encoder: () => Promise<Encoder>;
    readonly splitter: Splitter;
    readonly breathe: () => Promise<void>;
  },
  pack: string,
  signal: AbortSignal,
  tell: { total(passages: number): void; done(passages: number): void },
): Promise<void> {
  const { knowledge, splitter } = parts;
  const listed = knowledge.documents(pack);
  tell.total(knowledge.count(pack));
  for (const { id } of listed) {
    signal.throwIfAborted();
    const document = knowledge.document(id);
    if (document === undefined || isUnfinished(document)) continue;
    const passages = toPassages(document, await splitter.split(document));
    const encoder = await parts.encoder();
    const vectors = await encoder.embed(passages.map(embeddedText), {
      priority: 'background',
      signal,
    });
    await putWhole(
      knowledge,
      () => {
        // Another version, or a withdrawal, may have come meanwhile: the text must be the same, and
        // all else is taken as it is now.
        const now = knowledge.document(id);
        return now?.hash === document.hash
          ? {
              document: now,
              passages,
              vectors: vectors.map((vector) => soundVector(vector, encoder)),
              former: knowledge.embedded(id, encoder.model.sha256).length,
            }
          : undefined;
      },
      encoder.model,
    );
    tell.done(passages.length);
    await parts.breathe();
  }
}
