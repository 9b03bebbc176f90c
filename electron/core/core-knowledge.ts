import { DocumentId, SourceId } from '#domain/ids.ts';
import type { IndexStatus } from '#domain/knowledge-import.ts';
import { err, ok } from '#domain/result.ts';
import { dayOf } from './core-facts.ts';
import { streamOf } from './core-frames.ts';
import { createSourceDesk } from './core-knowledge-sources.ts';
import type { Log } from './log.ts';
import type { Clock, Ids, KnowledgeRepository, KnowledgeSourceRepository } from './ports.ts';
import { handWithdrawal, type KnowledgeImports, packSource } from './retrieve/index.ts';
import type { Answer, CoreFailure, KnowledgeDesk } from './surface.ts';

export interface KnowledgeDeskParts {
  readonly knowledge: KnowledgeRepository;
  readonly sources: KnowledgeSourceRepository;
  readonly imports: KnowledgeImports;
  /** Names of the packs that are loaded. */
  readonly packs: readonly string[];
  /** How the vectors of a pack are searched now; undefined until models are there. */
  readonly indexStatus: (pack: string) => IndexStatus | undefined;
  readonly onIndexStatus: (listener: () => void) => () => void;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly search: KnowledgeDesk['search'];
  readonly used: KnowledgeDesk['used'];
  readonly gaps: KnowledgeDesk['gaps'];
  readonly setGap: KnowledgeDesk['setGap'];
  readonly gapDraft: KnowledgeDesk['gapDraft'];
}

const noDocument = err<CoreFailure>({
  code: 'NOT_FOUND',
  message: 'This article is not there any more.',
});

/** Articles as hosts ask for them: refusals are answers, bugs stay exceptions. */
export function createKnowledgeDesk(parts: KnowledgeDeskParts): KnowledgeDesk {
  const { knowledge, imports, packs, clock, log } = parts;

  const inPack = <T>(pack: string, run: () => T): T | Answer<never> =>
    packs.includes(pack)
      ? run()
      : err<CoreFailure>({
          code: 'NOT_FOUND',
          message: `There is no pack “${pack}”.`,
          mend: `Choose one of: ${packs.join(', ')}.`,
        });

  const index = (): IndexStatus[] =>
    packs.flatMap((pack) => {
      const status = parts.indexStatus(pack);
      if (status === undefined) return [];
      const progress = imports.embedder.progress(pack);
      const problem = imports.embedder.problem(pack) ?? status.problem;
      return [
        {
          ...status,
          ...(progress !== undefined && { state: 'embedding' as const, progress }),
          ...(problem !== undefined && { problem }),
        },
      ];
    });

  return {
    search: parts.search,
    used: parts.used,
    gaps: parts.gaps,
    setGap: parts.setGap,
    gapDraft: parts.gapDraft,
    ...createSourceDesk({ ...parts, inPack }),

    documents: ({ pack, text, source, offset, limit }) =>
      inPack(pack, () =>
        ok(
          knowledge.listing(
            pack,
            {
              ...(text !== undefined && { text }),
              ...(source !== undefined && { source }),
              offset,
              limit,
            },
            dayOf(clock),
          ),
        ),
      ),
    withdraw: (id) => {
      const document = knowledge.document(DocumentId.parse(id));
      if (document === undefined) return noDocument;
      if (document.withdrawnAt === undefined)
        knowledge.setWithdrawn(document.id, handWithdrawal(document, clock.now()));
      log.info('An article was withdrawn.', { document: document.id, title: document.title });
      return ok(null);
    },
    restore: (id) => {
      if (!knowledge.setWithdrawn(DocumentId.parse(id), undefined)) return noDocument;
      log.info('An article was put back.', { document: id });
      return ok(null);
    },
    removeDocument: (id) => {
      const document = knowledge.document(DocumentId.parse(id));
      if (document === undefined) return noDocument;
      if (document.source === packSource)
        return err({
          code: 'INVALID',
          message: `“${document.title}” comes with the pack and would be back at the next start.`,
          mend: 'Withdraw it instead.',
        });
      knowledge.removeThese([document.id]);
      log.info('An article was removed.', { document: document.id, title: document.title });
      const source = parts.sources.get(SourceId.parse(document.source));
      // Looked at now, so that a file that is still in a watched folder is not missed without a word.
      if (source?.watched === true) imports.runner.recheck(source);
      return ok(null);
    },

    settled: () => imports.settled(),
    reindex: async (pack) =>
      inPack(pack, () => {
        imports.embedder.remake(pack);
        log.info('A pack is indexed anew.', { pack });
        return ok(null);
      }),
    index,
    watchIndex: (signal) =>
      streamOf<IndexStatus[]>((push) => {
        const tell = (): void => push(index());
        tell();
        const stops = [parts.onIndexStatus(tell), imports.embedder.onChange(tell)];
        return () => {
          for (const stop of stops) stop();
        };
      }, signal),
  };
}
