import type { DocumentId } from '#domain/ids.ts';
import type { KnowledgeRepository } from '#core/ports.ts';

/** What hits need to know of their documents; kept until the pack changes. */
export interface DocumentFacts {
  /** As properties of a hit; empty where the document is gone or its source does not say. */
  ofHit(
    pack: string,
    document: DocumentId,
  ): { readonly updatedAt?: number; readonly audience?: 'agent' | 'customer' };
  subject(pack: string, document: DocumentId): string | undefined;
  /** The pack's own article at a path. */
  atPath(pack: string, path: string): DocumentId | undefined;
}

const kept = 5_000;
/** The source of what comes with a pack. */
const packSource = 'pack';

export function createDocumentFacts(
  knowledge: Pick<KnowledgeRepository, 'document' | 'documents' | 'revision'>,
): DocumentFacts {
  interface Fact {
    readonly updatedAt?: number;
    readonly audience?: 'agent' | 'customer';
    readonly subject?: string;
  }
  interface Known {
    readonly revision: number;
    readonly facts: Map<DocumentId, Fact>;
    paths?: ReadonlyMap<string, DocumentId>;
  }
  const packs = new Map<string, Known>();
  const of = (pack: string): Known => {
    const revision = knowledge.revision(pack);
    const known = packs.get(pack);
    if (known?.revision === revision) return known;
    const fresh: Known = { revision, facts: new Map() };
    packs.set(pack, fresh);
    return fresh;
  };
  const factOf = (pack: string, id: DocumentId): Fact => {
    const { facts } = of(pack);
    const known = facts.get(id);
    if (known !== undefined) return known;
    const document = knowledge.document(id);
    const fact = {
      ...(document?.updatedAt !== undefined && { updatedAt: document.updatedAt }),
      ...(document !== undefined && { audience: document.audience }),
      ...(document?.subject !== undefined && { subject: document.subject.toLowerCase() }),
    };
    if (facts.size >= kept) facts.clear();
    facts.set(id, fact);
    return fact;
  };
  return {
    ofHit: (pack, document) => {
      const { subject: _subject, ...rest } = factOf(pack, document);
      return rest;
    },
    subject: (pack, document) => factOf(pack, document).subject,
    atPath: (pack, path) => {
      const known = of(pack);
      known.paths ??= new Map(
        knowledge.documents(pack, packSource).map((each) => [each.path, each.id]),
      );
      return known.paths.get(path);
    },
  };
}
