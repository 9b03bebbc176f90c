import { useCallback, useEffect, useState } from 'react';
import type { KnowledgeDocument } from '#domain/knowledge.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import type { KnowledgeTarget } from './KnowledgeSheet.tsx';

export type LoadDocument = (id: string) => Promise<KnowledgeDocument | undefined>;

/** Articles, each read once while the sheet is open. */
export function useDocuments(): LoadDocument {
  const { api, attempt } = useEarshot();
  const [known] = useState(() => new Map<string, Promise<KnowledgeDocument | undefined>>());
  return useCallback(
    (id) => {
      const found =
        known.get(id) ??
        attempt(() => api.knowledge.document({ document: id })).then((document) => {
          // What could not be read may be there the next time.
          if (document === undefined) known.delete(id);
          return document;
        });
      known.set(id, found);
      return found;
    },
    [api, attempt, known],
  );
}

/** The article that a target names: undefined while it is read, `missing` when it is gone. */
export function useOpened(
  target: KnowledgeTarget | undefined,
  load: LoadDocument,
): { readonly article?: KnowledgeDocument; readonly missing: boolean } {
  const wanted = target?.kind === 'article' ? target.document : undefined;
  const [opened, setOpened] = useState<{ id: string; article: KnowledgeDocument | undefined }>();
  useEffect(() => {
    if (wanted === undefined) return;
    let current = true;
    void load(wanted).then((article) => {
      if (current) setOpened({ id: wanted, article });
    });
    return () => {
      current = false;
    };
  }, [load, wanted]);
  if (opened === undefined || opened.id !== wanted) return { missing: false };
  const { article } = opened;
  return { missing: article === undefined, ...(article === undefined ? {} : { article }) };
}
